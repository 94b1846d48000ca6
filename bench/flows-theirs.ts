/**
 * One round of the peer's flows, over its own HTTP procedures. It lets a code count again and again, so one person does; where
 * its session may live in a cookie, the check that reads the database is asked without that cookie.
 */
import type { Answer, Visitor } from "../tests/support/browser.ts";
import { phoneFrom } from "../tests/support/phone.ts";
import type { Cost } from "./distance.ts";
import { type Flow, inAll, type Round } from "./flows.ts";
import { PASSWORD } from "./ours.ts";
import { type Theirs, textOf, textsOf } from "./theirs.ts";

let organizations = 0;

const CACHE_COOKIE = "session_data";

function demand(answer: Answer, status = 200): Answer {
	if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
	return answer;
}

const shows = (answer: Answer, name: string): boolean =>
	typeof answer.body === "object" && answer.body !== null && Boolean(Reflect.get(answer.body, name));

/** Types the password and stands at the code. */
export async function toTheirCode(peer: Theirs, visitor: Visitor, email: string): Promise<void> {
	const answer = demand(await peer.post(visitor, "sign-in/email", { email, password: PASSWORD }));
	if (!shows(answer, "twoFactorRedirect")) throw new Error("no code was asked for");
}

/** The same visitor without the session that is cached in a cookie. */
export function withoutCache(peer: Theirs, visitor: Visitor): Visitor {
	const other = peer.visitor();
	for (const name of visitor.jar.names())
		if (!name.endsWith(CACHE_COOKIE)) other.jar.set(name, visitor.jar.get(name) ?? "");
	return other;
}

async function checked(peer: Theirs, visitor: Visitor): Promise<void> {
	if (!shows(demand(await peer.get(visitor, "get-session")), "session")) throw new Error("not signed in");
}

/** Every flow once. */
export async function theirRound(peer: Theirs): Promise<Round> {
	const costs = new Map<Flow, Cost>();
	const step = async (flow: Flow, act: () => Promise<unknown>): Promise<Cost> => {
		const cost = await peer.distance.measure(act);
		costs.set(flow, cost);
		return cost;
	};
	const email = peer.freshEmail();
	const login = { email, password: PASSWORD };
	const owner = peer.visitor();
	const join = await step("join", async () =>
		demand(await peer.post(owner, "sign-up/email", { ...login, name: "Pat" })),
	);
	organizations += 1;
	const slug = `bench-${organizations}`;
	const found = await peer.distance.measure(async () =>
		demand(await peer.post(owner, "organization/create", { name: "Bench", slug })),
	);
	costs.set("found", inAll(join, found));

	const first = peer.visitor();
	await step("passwordOnly", async () => textOf(await peer.post(first, "sign-in/email", login), "token"));
	const kept: { enabled?: Answer } = {};
	await step("setUpBegin", async () => {
		kept.enabled = demand(await peer.post(first, "two-factor/enable", { password: PASSWORD }));
	});
	if (!kept.enabled) throw new Error("two-factor was not begun");
	const phone = phoneFrom(textOf(kept.enabled, "totpURI"));
	const codes = textsOf(kept.enabled, "backupCodes");
	const code = () => phone.code(Date.now());
	await step("setUpConfirm", async () =>
		textOf(await peer.post(first, "two-factor/verify-totp", { code: code() }), "token"),
	);

	const second = peer.visitor();
	const password = await step("password", () => toTheirCode(peer, second, email));
	const totp = await step("totp", async () =>
		textOf(await peer.post(second, "two-factor/verify-totp", { code: code() }), "token"),
	);
	costs.set("signIn", inAll(password, totp));
	const bare = withoutCache(peer, second);
	await step("check", () => checked(peer, bare));
	if (second.jar.names().some((name) => name.endsWith(CACHE_COOKIE)))
		await step("checkCached", () => checked(peer, second));
	await step("sessions", async () => demand(await peer.get(second, "list-sessions")));
	await step("signOut", async () => demand(await peer.post(second, "sign-out")));

	const third = peer.visitor();
	await toTheirCode(peer, third, email);
	await step("totpTrust", async () =>
		textOf(await peer.post(third, "two-factor/verify-totp", { code: code(), trustDevice: true }), "token"),
	);
	demand(await peer.post(third, "sign-out"));
	await step("trusted", async () => textOf(await peer.post(third, "sign-in/email", login), "token"));

	const fourth = peer.visitor();
	await toTheirCode(peer, fourth, email);
	const wrong = String((Number(code()) + 500_000) % 1_000_000).padStart(6, "0");
	await step("wrongCode", async () => demand(await peer.post(fourth, "two-factor/verify-totp", { code: wrong }), 401));
	await step("recoveryCode", async () =>
		textOf(await peer.post(fourth, "two-factor/verify-backup-code", { code: codes[0] }), "token"),
	);
	return costs;
}
