/**
 * tRPC's client as far as a sign-in needs it: queries and mutations over HTTP, JSON without a transformer, nothing else.
 * It has the type of the real client, which is five times its weight and comes with the rest of the app (decision 025).
 * A call that did not succeed throws `CallFailed`; nothing is tried twice.
 */
import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "../worker/trpc/router.ts";
import { place } from "./place.ts";
import { CallFailed, fetchAnswer, isRecord } from "./wire.ts";

async function call(path: string, verb: string, input: unknown): Promise<unknown> {
	const address = `${place.trpc}/${path}`;
	const json = input === undefined ? undefined : JSON.stringify(input);
	let answer: unknown;
	try {
		const isPosted = verb === "mutate" || json !== undefined;
		const posting = { method: "POST", headers: { "content-type": "application/json" }, ...(json && { body: json }) };
		const response = await fetchAnswer(address, isPosted ? posting : {});
		answer = await response.json();
	} catch {
		throw new CallFailed();
	}
	if (isRecord(answer) && isRecord(answer.result)) return answer.result.data;
	throw new CallFailed(isRecord(answer) && isRecord(answer.error) ? answer.error.data : undefined);
}

/** Every name that is read leads one word further into a path; a call ends it: `api.login.begin.mutate(input)`. */
function step(path: readonly string[]): object {
	return new Proxy(() => undefined, {
		get: (_target, name) => (typeof name === "string" && name !== "then" ? step([...path, name]) : undefined),
		apply: (_target, _self, [input]: readonly unknown[]) => call(path.slice(0, -1).join("."), path.at(-1) ?? "", input),
	});
}

// A proxy has no type of its own; it answers to the names that the type allows, as tRPC's own client does.
export const api = step([]) as TRPCClient<AppRouter>;
