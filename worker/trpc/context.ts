/**
 * One context per request: ports, one reading of the clock, where it comes from, which house it names, and the cookie jar.
 */

import type { Deps } from "../deps.ts";
import { type CookieJar, openJar } from "../http/cookies.ts";
import { readRequestInfo } from "../http/request-info.ts";
import { errorFacts } from "../ports/log.ts";
import type { Scope } from "../scope.ts";

export interface Context {
	readonly scope: Scope;
	/** The tenant's slug as path or host name it; null on the platform's own address. */
	readonly slug: string | null;
	readonly jar: CookieJar;
}

export function createContext(
	deps: Deps,
	request: Request,
	slug: string | null,
	waitUntil: (work: Promise<unknown>) => void,
): Context {
	const now = deps.clock.now();
	const info = readRequestInfo(request, deps.random.id("req"));
	const background = (work: () => Promise<unknown>): void => {
		const run = async (): Promise<void> => {
			try {
				await work();
			} catch (error) {
				deps.log.error("background.failed", { requestId: info.requestId, ...errorFacts(error) });
			}
		};
		waitUntil(run());
	};
	const secure = deps.config.origin.startsWith("https:");
	return {
		scope: { deps, now, info, background },
		slug,
		jar: openJar(request.headers.get("cookie"), { slug: slug ?? "", secure, now }),
	};
}
