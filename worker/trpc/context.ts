/**
 * One context per request: ports, one reading of the clock, where it comes from, which house it names, and the cookie jar.
 */

import { shared } from "../../db/deadline.ts";
import type { Deps } from "../deps.ts";
import { type CookieJar, openJar } from "../http/cookies.ts";
import { readRequestInfo } from "../http/request-info.ts";
import { errorFacts } from "../ports/log.ts";
import type { Scope } from "../scope.ts";

export interface Context {
	readonly scope: Scope;
	/** The tenant's slug as path or host name it; null on the platform's own address. */
	readonly slug: string | null;
	/** Whom the page that asks shows as signed in, by their id; null for a client that does not say. It grants nothing. */
	readonly shownId: string | null;
	readonly jar: CookieJar;
	/** Starts the work that was left for after the answer. Callers must call it once, when the answer is ready to leave. */
	startBackground(): void;
}

export function createContext(
	service: Deps,
	request: Request,
	slug: string | null,
	waitUntil: (work: Promise<unknown>) => void,
): Context {
	const deadline = shared(service.databaseDeadlineMs);
	const deps: Deps = {
		...service,
		openCatalog: (own = deadline.signal) => service.openCatalog(own),
		openCell: (cell, own = deadline.signal) => service.openCell(cell, own),
	};
	const now = deps.clock.now();
	const info = readRequestInfo(request, deps.random.id("req"));
	const left: (() => PromiseLike<unknown>)[] = [];
	const run = async (work: () => PromiseLike<unknown>): Promise<void> => {
		try {
			await work();
		} catch (error) {
			deps.log.error("background.failed", { requestId: info.requestId, ...errorFacts(error) });
		}
	};
	const runAll = async (): Promise<void> => {
		// The answer goes first: nobody waits for the database request of a work that the answer does not need.
		await new Promise((resume) => setTimeout(resume, 0));
		for (let work = left.shift(); work; work = left.shift()) await run(work);
	};
	const secure = deps.config.origin.startsWith("https:");
	return {
		scope: { deps, now, info, background: (work) => void left.push(work) },
		slug,
		shownId: request.headers.get("gatehouse-person"),
		jar: openJar(request.headers.get("cookie"), { slug: slug ?? "", secure, now }),
		startBackground() {
			deadline.release();
			if (left.length > 0) waitUntil(runAll());
		},
	};
}
