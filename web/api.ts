/**
 * The typed way to the worker: one request for one procedure, no batching, cookies of this origin only.
 * It is the only file that knows where the procedures are. Whatever goes wrong comes out as a `Refused`:
 * a code that `refusals.ts` has a sentence for, never a raw message.
 */
import { createTRPCClient, TRPCClientError } from "@trpc/client";
import { httpLink } from "@trpc/client/links/httpLink";
import type { inferRouterOutputs } from "@trpc/server";
import type { FieldProblem, Refusal } from "../worker/errors.ts";
import type { AppRouter } from "../worker/trpc/router.ts";
import { noteWorkerTime } from "./clock.ts";
import { place } from "./place.ts";

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

export const api = createTRPCClient<AppRouter>({
	links: [
		httpLink({
			url: place.trpc,
			async fetch(input, init) {
				const response = await fetch(input, {
					...(init as RequestInit),
					credentials: "same-origin",
					cache: "no-store",
				});
				noteWorkerTime(response.headers.get("date"));
				if (response.status === 401 || response.status === 403) void lookForChange(response.clone());
				return response;
			},
		}),
	],
});

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

/** Reads any thrown thing as a refusal. */
export function refusedBy(error: unknown): Refused {
	if (error instanceof Unproved) return { trouble: "recent_proof_required" };
	if (!(error instanceof TRPCClientError)) return { trouble: "internal" };
	const data: unknown = error.data;
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

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
