/**
 * What both sides are loaded with: session checks by one person, passwords, and codes for the challenges those passwords
 * gave. A password is typed and a code is proved once for each challenge, so those are counted and not timed; every person of
 * ours proves one code, for the product takes each step of a phone once.
 */
import { CookieJar } from "../tests/support/cookie-jar.ts";
import { toTheCode } from "./flows-ours.ts";
import { toTheirCode, withoutCache } from "./flows-theirs.ts";
import { drive, type Hit, type Load, type Shot } from "./measure.ts";
import { type Ours, PASSWORD } from "./ours.ts";
import type { Theirs } from "./theirs.ts";
import type { BenchWorker } from "./workerd.ts";

/** How many requests are under way at once, and how many passwords and codes are tried with so many. */
export const sizes = [
	{ connections: 1, proofs: 40 },
	{ connections: 8, proofs: 160 },
	{ connections: 64, proofs: 320 },
] as const;
export type Size = (typeof sizes)[number];

const WARM_UP_MS = 500;
const TIMED_MS = 2500;

/** Loads by number of connections. */
export type Loads = Readonly<Record<number, Load>>;

interface Side {
	readonly worker: BenchWorker;
	readonly databasePid: number;
}

/** Sends the same request again and again, at every size. */
export async function repeat({ worker, databasePid }: Side, shot: Shot): Promise<Loads> {
	const loads: Record<number, Load> = {};
	for (const { connections } of sizes) {
		const { url, pid } = worker;
		const options = { url, pid, databasePid, connections, shot: () => shot };
		await drive({ ...options, forMs: WARM_UP_MS });
		loads[connections] = await drive({ ...options, forMs: TIMED_MS });
	}
	return loads;
}

export interface SecondFactorLoads {
	/** The password, its hash included, answered by the question for a code. */
	readonly password: Loads;
	/** The code, answered by a session. */
	readonly code: Loads;
}

interface Person {
	readonly email: string;
	code(): string;
}

interface SignIn {
	readonly people: readonly Person[];
	passwordOf(person: Person): Shot;
	codeOf(person: Person, cookies: string): Shot;
	/** Whether this answer asks for a code. */
	asksForCode(body: string): boolean;
	/** Whether this answer came with a session. */
	isSession(body: string): boolean;
}

function cookiesIn({ headers }: Hit): string {
	const jar = new CookieJar();
	for (const line of headers["set-cookie"] ?? []) jar.receive(line);
	return jar.header();
}

/** Passwords at these sizes, and then a code for each of the challenges they gave. */
async function signInLoads(
	{ worker, databasePid }: Side,
	wanted: readonly Size[],
	act: SignIn,
): Promise<SecondFactorLoads> {
	const { url, pid } = worker;
	const password: Record<number, Load> = {};
	const code: Record<number, Load> = {};
	let used = 0;
	for (const { connections, proofs } of wanted) {
		const people = Array.from({ length: proofs }, () => {
			const person = act.people[used++ % act.people.length];
			if (!person) throw new Error("nobody is there");
			return person;
		});
		const at = (index: number): Person => people[index] ?? { email: "", code: () => "" };
		const cookies: string[] = [];
		password[connections] = await drive({
			url,
			pid,
			databasePid,
			connections,
			count: proofs,
			shot: (index) => act.passwordOf(at(index)),
			take(hit, index) {
				if (!act.asksForCode(hit.body)) throw new Error(`${hit.status} ${hit.body}`);
				cookies[index] = cookiesIn(hit);
			},
		});
		const ready = cookies.flatMap((cookie, index) => (cookie ? [{ cookie, person: at(index) }] : []));
		code[connections] = await drive({
			url,
			pid,
			databasePid,
			connections,
			count: ready.length,
			shot(index) {
				const { person, cookie } = ready[index] ?? { person: at(index), cookie: "" };
				return act.codeOf(person, cookie);
			},
			take(hit) {
				if (!act.isSession(hit.body)) throw new Error(`${hit.status} ${hit.body}`);
			},
		});
	}
	return { password, code };
}

const post = (origin: string, path: string, body: unknown, cookie = ""): Shot => ({
	method: "POST",
	path,
	headers: { "content-type": "application/json", origin, cookie, "cf-connecting-ip": "127.0.0.1" },
	body: JSON.stringify(body),
});

const get = (path: string, cookie = ""): Shot => ({ method: "GET", path, headers: { cookie } });

/** Our session check, read from the database as every one is. */
export async function ourChecks(ours: Ours): Promise<Loads> {
	const visitor = ours.visitor();
	const alice = await ours.enrolled();
	await toTheCode(visitor, alice);
	await visitor.ok("login.proveTotp", { code: alice.code() });
	return repeat(ours, get(`/t/${ours.slug}/trpc/sessions.current`, visitor.jar.header()));
}

/** Our passwords and codes; each of these people signs in once. */
export async function ourSignIns(ours: Ours): Promise<SecondFactorLoads> {
	const people: Person[] = [];
	const wanted = sizes.reduce((sum, { proofs }) => sum + proofs, 0);
	while (people.length < wanted) people.push(await ours.enrolled());
	const path = `/t/${ours.slug}/trpc/`;
	return signInLoads(ours, sizes, {
		people,
		passwordOf: ({ email }) => post(ours.worker.url, `${path}login.begin`, { email, password: PASSWORD }),
		codeOf: (person, cookies) => post(ours.worker.url, `${path}login.proveTotp`, { code: person.code() }, cookies),
		asksForCode: (body) => body.includes('"secondFactor"'),
		isSession: (body) => body.includes('"signedIn"'),
	});
}

export interface PeerChecks {
	/** Answered from the database. */
	readonly read: Loads;
	/** Answered from the cookie in which the session is cached; absent where it is not. */
	readonly cached: Loads | undefined;
}

/** The peer's session check, with and without the cookie that spares the database. */
export async function theirChecks(peer: Theirs): Promise<PeerChecks> {
	const visitor = peer.visitor();
	const { email, code } = await peer.enrolled();
	await toTheirCode(peer, visitor, email);
	await peer.post(visitor, "two-factor/verify-totp", { code: code() });
	const whole = visitor.jar.header();
	const bare = withoutCache(peer, visitor).jar.header();
	const read = await repeat(peer, get("/api/auth/get-session", bare));
	const cached = whole === bare ? undefined : await repeat(peer, get("/api/auth/get-session", whole));
	return { read, cached };
}

/** People of the peer who share the sign-ins: it takes a code as often as it comes. */
const PEER_PEOPLE = 32;

/** The peer's passwords and codes. */
export async function theirSignIns(peer: Theirs, wanted: readonly Size[] = sizes): Promise<SecondFactorLoads> {
	const people: Person[] = [];
	while (people.length < PEER_PEOPLE) people.push(await peer.enrolled());
	return signInLoads(peer, wanted, {
		people,
		passwordOf: ({ email }) => post(peer.worker.url, "/api/auth/sign-in/email", { email, password: PASSWORD }),
		codeOf: (person, cookies) =>
			post(peer.worker.url, "/api/auth/two-factor/verify-totp", { code: person.code() }, cookies),
		asksForCode: (body) => body.includes('"twoFactorRedirect":true'),
		isSession: (body) => body.includes('"token"'),
	});
}
