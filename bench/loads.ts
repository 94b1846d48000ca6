/**
 * What both sides are loaded with: session checks by one person, passwords, and codes for the challenges those passwords
 * gave. A password is typed and a code is proved once for each challenge, so those are counted and not timed; every person of
 * ours proves one code, for the product takes each step of a phone once.
 */
import { CookieJar } from "../tests/support/cookie-jar.ts";
import { toTheCode } from "./flows-ours.ts";
import { toTheirCode, withoutCache } from "./flows-theirs.ts";
import { drive, type Hit, type Load, median, type Shot } from "./measure.ts";
import { type Ours, PASSWORD } from "./ours.ts";
import type { Theirs } from "./theirs.ts";
import type { BenchWorker } from "./workerd.ts";

/** How many requests are under way at once, and how many passwords and codes are tried with so many in one round. */
export const sizes = [
	{ connections: 1, proofs: 20 },
	{ connections: 8, proofs: 64 },
	{ connections: 64, proofs: 96 },
] as const;
export type Size = (typeof sizes)[number];

const TIMED_MS = 900;
/** Rounds that count, and those before them in which the runtime warms up. */
const ROUNDS = 5;
const WARMING = 2;

/** Loads by number of connections. */
export type Loads = Readonly<Record<number, Load>>;

interface Side {
	readonly worker: BenchWorker;
	readonly databasePid: number;
}

/** What one side does under load, at one size, once; by name where it is more than one thing. */
export type Contender = (size: Size) => Promise<Readonly<Record<string, Load>>>;

/**
 * Has the contenders take turns, so that whatever else the machine does falls on all of them alike, and gives of each thing
 * that they do the medians over the rounds. Those that name no sizes are asked at all of them.
 */
export async function inTurns(
	contenders: Readonly<Record<string, { readonly act: Contender; readonly only?: readonly number[] }>>,
): Promise<Readonly<Record<string, Readonly<Record<string, Loads>>>>> {
	const found: Record<string, Record<string, Record<number, Load>>> = {};
	for (const size of sizes) {
		const seen = new Map<string, Map<string, Load[]>>();
		for (let round = 0; round < ROUNDS + WARMING; round += 1)
			for (const [name, { act, only }] of Object.entries(contenders)) {
				if (only && !only.includes(size.connections)) continue;
				for (const [what, load] of Object.entries(await act(size))) {
					if (round < WARMING) continue;
					const things = seen.get(name) ?? new Map<string, Load[]>();
					seen.set(name, things.set(what, [...(things.get(what) ?? []), load]));
				}
			}
		for (const [name, things] of seen)
			for (const [what, loads] of things) {
				found[name] ??= {};
				found[name][what] ??= {};
				found[name][what][size.connections] = medians(loads);
			}
	}
	return found;
}

function medians(loads: readonly Load[]): Load {
	const middle = (of: (load: Load) => number): number => median(loads.map(of));
	const sum = (of: (load: Load) => number): number => loads.reduce((all, load) => all + of(load), 0);
	return {
		requests: sum(({ requests }) => requests),
		failed: sum(({ failed }) => failed),
		perSecond: middle(({ perSecond }) => perSecond),
		p50: middle(({ p50 }) => p50),
		p99: middle(({ p99 }) => p99),
		cpuMs: middle(({ cpuMs }) => cpuMs),
		databaseCpuMs: middle(({ databaseCpuMs }) => databaseCpuMs),
	};
}

/** Sends the same request for a while. */
const repeated =
	({ worker: { url, pid }, databasePid }: Side, shot: Shot): Contender =>
	async ({ connections }) => ({
		check: await drive({ url, pid, databasePid, connections, shot: () => shot, forMs: TIMED_MS }),
	});

interface Person {
	readonly email: string;
	code(): string;
}

interface SignIn {
	/** Somebody who has not proved the code that their phone shows. */
	next(): Person;
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

/** Passwords, and then a code for each of the challenges they gave. */
const signIns =
	({ worker: { url, pid }, databasePid }: Side, side: SignIn): Contender =>
	async ({ connections, proofs }) => {
		const people = Array.from({ length: proofs }, () => side.next());
		const at = (index: number): Person => people[index] ?? { email: "", code: () => "" };
		const cookies: string[] = [];
		const load = { url, pid, databasePid, connections };
		const password = await drive({
			...load,
			count: proofs,
			shot: (index) => side.passwordOf(at(index)),
			take(hit, index) {
				if (!side.asksForCode(hit.body)) throw new Error(`${hit.status} ${hit.body}`);
				cookies[index] = cookiesIn(hit);
			},
		});
		const ready = cookies.flatMap((cookie, index) => (cookie ? [{ cookie, person: at(index) }] : []));
		const code = await drive({
			...load,
			count: ready.length,
			shot(index) {
				const { person, cookie } = ready[index] ?? { person: at(index), cookie: "" };
				return side.codeOf(person, cookie);
			},
			take(hit) {
				if (!side.isSession(hit.body)) throw new Error(`${hit.status} ${hit.body}`);
			},
		});
		return { password, code };
	};

const post = (origin: string, path: string, body: unknown, cookie = ""): Shot => ({
	method: "POST",
	path,
	headers: { "content-type": "application/json", origin, cookie, "cf-connecting-ip": "127.0.0.1" },
	body: JSON.stringify(body),
});

const get = (path: string, cookie = ""): Shot => ({ method: "GET", path, headers: { cookie } });

/** One request of the floor, which the peer's bundle brings along. */
export const floorOf = (side: Side, path: string): Contender => repeated(side, get(path));

/** Our session check, read from the database as every one is. */
export async function ourChecks(ours: Ours): Promise<Contender> {
	const visitor = ours.visitor();
	const alice = await ours.enrolled();
	await toTheCode(visitor, alice);
	await visitor.ok("login.proveTotp", { code: alice.code() });
	return repeated(ours, get(`/t/${ours.slug}/trpc/sessions.current`, visitor.jar.header()));
}

/** Our passwords and codes; each of these people signs in once. */
export async function ourSignIns(ours: Ours): Promise<Contender> {
	const people: Person[] = [];
	const wanted = sizes.reduce((sum, { proofs }) => sum + proofs, 0) * (ROUNDS + WARMING);
	while (people.length < wanted) people.push(await ours.enrolled());
	const path = `/t/${ours.slug}/trpc/`;
	return signIns(ours, {
		next: () => people.pop() ?? { email: "", code: () => "" },
		passwordOf: ({ email }) => post(ours.worker.url, `${path}login.begin`, { email, password: PASSWORD }),
		codeOf: (person, cookies) => post(ours.worker.url, `${path}login.proveTotp`, { code: person.code() }, cookies),
		asksForCode: (body) => body.includes('"secondFactor"'),
		isSession: (body) => body.includes('"signedIn"'),
	});
}

/** The peer's session check, from the database, and from the cookie that spares it where there is one. */
export async function theirChecks(peer: Theirs): Promise<{ read: Contender; cached: Contender | undefined }> {
	const visitor = peer.visitor();
	const { email, code } = await peer.enrolled();
	await toTheirCode(peer, visitor, email);
	await peer.post(visitor, "two-factor/verify-totp", { code: code() });
	const whole = visitor.jar.header();
	const bare = withoutCache(peer, visitor).jar.header();
	const asked = (cookie: string) => repeated(peer, get("/api/auth/get-session", cookie));
	return { read: asked(bare), cached: whole === bare ? undefined : asked(whole) };
}

/** People of the peer who share the sign-ins: it takes a code as often as it comes. */
const PEER_PEOPLE = 32;

/** The peer's passwords and codes. */
export async function theirSignIns(peer: Theirs): Promise<Contender> {
	const people: Person[] = [];
	while (people.length < PEER_PEOPLE) people.push(await peer.enrolled());
	let used = 0;
	return signIns(peer, {
		next: () => people[used++ % people.length] ?? { email: "", code: () => "" },
		passwordOf: ({ email }) => post(peer.worker.url, "/api/auth/sign-in/email", { email, password: PASSWORD }),
		codeOf: (person, cookies) =>
			post(peer.worker.url, "/api/auth/two-factor/verify-totp", { code: person.code() }, cookies),
		asksForCode: (body) => body.includes('"twoFactorRedirect":true'),
		isSession: (body) => body.includes('"token"'),
	});
}
