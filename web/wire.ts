/**
 * What every call to the worker has in common, whichever client makes it: how it is fetched, and how its failure is read.
 * Whatever goes wrong comes out as a `Refused`: a code that `refusals.ts` has a sentence for, never a raw message.
 * Cookies of this origin only; nothing is kept by the browser's cache.
 */
import type { inferRouterOutputs } from "@trpc/server";
import type { FieldProblem, Refusal } from "../worker/errors.ts";
import type { AppRouter } from "../worker/trpc/router.ts";
import { keyedAct } from "./act-keys.ts";
import { noteWorkerTime } from "./clock.ts";

/** What the procedures answer. */
export type Outputs = inferRouterOutputs<AppRouter>;

/** Where a person goes after an act. */
export type Next = "signedIn" | "secondFactor" | "setUp" | "newRecoveryCodes" | "verifyEmail" | "signIn";

/** What the page can meet: every refusal of the worker, and not reaching the worker at all. */
export type Trouble = Refusal | "unreachable";

/** A refusal as the page shows it. */
export interface Refused {
	readonly trouble: Trouble;
	readonly requestId?: string;
	readonly retryAfterSeconds?: number;
	readonly clockOffSeconds?: number;
	readonly fields?: Readonly<Record<string, FieldProblem>>;
}

/** Fetches an answer of the worker, and learns from it what time it is and whether the person stands as the page believes. */
export async function fetchAnswer(address: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
	const act = init.method === "POST" ? keyedAct(`${address} ${init.body}`) : undefined;
	const headers = new Headers(init.headers);
	if (act) headers.set("idempotency-key", act.key);
	const person = shownId?.();
	if (person !== undefined) headers.set("gatehouse-person", person);
	const response = await fetch(address, { ...init, headers, credentials: "same-origin", cache: "no-store" });
	// Nobody knows what came of it while the service is not reached: tried again, it is the same act with the same key.
	if (response.status < 500) act?.end();
	noteWorkerTime(response.headers.get("date"));
	if (response.status === 401 || response.status === 403) void lookForChange(response.clone());
	return response;
}

let shownId: (() => string | undefined) | undefined;

/**
 * Has every call say whom this page shows as signed in, for as long as it shows somebody: the worker refuses to do for one
 * person what another one's screen asks for (T090). The answer ends it.
 */
export function onlyFor(personId: () => string | undefined): () => void {
	shownId = personId;
	return () => {
		if (shownId === personId) shownId = undefined;
	};
}

let whenChanged: (() => void) | undefined;

/**
 * Has `tell` called when an answer says that the person stands otherwise than the page believes: signed out, for example in
 * another tab, or held back until a second factor is set up.
 */
export function onStandingChanged(tell: (() => void) | undefined): void {
	whenChanged = tell;
}

async function lookForChange(answer: Response): Promise<void> {
	const text = await answer.text().catch(() => "");
	if (/"(not_signed_in|second_factor_required)"/.test(text)) whenChanged?.();
}

/** A person gave up proving that it is them; the act was not sent, and is refused as the worker would have. */
export class Unproved extends Error {}

/** A call that failed: with the worker's own account of it in `data`, or without where the worker was not reached. */
export class CallFailed extends Error {
	readonly data: unknown;

	constructor(data?: unknown) {
		super("The call failed");
		this.name = "TRPCClientError";
		this.data = data;
	}
}

/** Reads any thrown thing as a refusal. Both clients name their failure alike, and put the worker's account in `data`. */
export function refusedBy(error: unknown): Refused {
	if (error instanceof Unproved) return { trouble: "recent_proof_required" };
	if (!(error instanceof Error) || error.name !== "TRPCClientError") return { trouble: "internal" };
	const data = "data" in error ? error.data : undefined;
	// No body of ours: the network failed, or something in between answered for the worker.
	if (!isRecord(data) || typeof data.refusal !== "string") return { trouble: "unreachable" };
	return {
		trouble: data.refusal as Refusal,
		...(typeof data.requestId === "string" && { requestId: data.requestId }),
		...(typeof data.retryAfterSeconds === "number" && { retryAfterSeconds: data.retryAfterSeconds }),
		...(typeof data.clockOffSeconds === "number" && { clockOffSeconds: data.clockOffSeconds }),
		...(isRecord(data.fields) && { fields: data.fields as Record<string, FieldProblem> }),
	};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
