/**
 * Pages of other origins in the very browser in which somebody is signed in (T111 to T114): they send every mutation with inputs
 * that would do something, in every way and with every kind of content that a page has, and nothing changes. What reached the
 * service is counted at its gate: a request that the browser never sent proves nothing.
 */
import type { Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveFactor, makePerson, makeRealm, makeTenant } from "../../dev/populate.ts";
import type { UserId } from "../../worker/lib/brand.ts";
import { declared } from "../support/declared.ts";
import { figure } from "../support/figures.ts";
import { PASSWORD } from "../support/flow.ts";
import { type Gate, openGate } from "../support/hostile-pages.ts";
import { type LocalWorld, startLocalWorld } from "../support/local-world.ts";
import { phoneFrom } from "../support/phone.ts";
import { procedures } from "../support/procedures.ts";
import { openRealBrowser, type Person, type RealBrowser } from "../support/real-browser.ts";

const isLong = process.env.LONG_TESTS !== undefined;
const SLUG = "acme";
const types = [
	"application/x-www-form-urlencoded",
	"multipart/form-data; boundary=x",
	"text/plain",
	"",
	"application/json",
	"application/x-www-form-urlencoded; charset=utf-8",
];
/** What a page can send by itself, and the kinds of content that each way has. */
const ways = {
	fetch: types,
	"fetch that asks first": types,
	beacon: types,
	form: types.slice(0, 3),
	image: [""],
} as const;

interface Attempt {
	readonly name: string;
	readonly way: string;
	readonly type: string;
	readonly url: string;
	readonly body: string;
}

let gate: Gate;
let world: LocalWorld;
let browser: RealBrowser;
let victim: Person;
let inputs: ReadonlyMap<string, string>;
beforeAll(async () => {
	gate = await openGate();
	world = await startLocalWorld({ vars: { ORIGIN: gate.origin } });
	gate.openTo(world.origin);
	browser = await openRealBrowser(gate.origin);
	const scope = { ...(await makeTenant(world.scope(), { slug: SLUG, name: "Acme" })), ...world.scope() };
	const person = (name: string, role: "owner" | "member") =>
		makePerson(scope, { name, email: `${name}@acme.example`, password: PASSWORD, role });
	const [alice, bob] = [await person("alice", "owner"), await person("bob", "member")];
	await person("mallory", "member");
	await giveFactor(scope, bob);
	inputs = inputsFor(bob, await makeRealm(scope, { key: "hall", name: "Hall" }));
	victim = await browser.person({ ignoreHTTPSErrors: true });
	await victim.page.goto(`${gate.origin}/healthz`);
	const { uri } = await giveFactor(scope, alice);
	const login = { email: "alice@acme.example", password: PASSWORD };
	expect(await fromOwnPage("login.begin", JSON.stringify(login))).toBe(200);
	const code = phoneFrom(uri).code(world.catcher.now());
	expect(await fromOwnPage("login.proveTotp", JSON.stringify({ code, trustBrowser: true }))).toBe(200);
	expect((await victim.context.cookies()).map(({ name }) => name)).toContain(`gh_session_${SLUG}`);
}, 180_000);
afterAll(async () => {
	await browser.close();
	await world.stop();
	await gate.stop();
});

const mutations = procedures.filter(({ type }) => type === "mutation").map(({ name }) => name);
const pathOf = (name: string) => (declared[name]?.level === "platform" ? `/trpc/${name}` : `/t/${SLUG}/trpc/${name}`);

/** For each mutation what would have an effect if it were let through. */
function inputsFor(member: UserId, realmId: string): ReadonlyMap<string, string> {
	const special: Readonly<Record<string, object>> = {
		"tenants.signUp": {
			organization: "Evil",
			slug: "evil-house",
			name: "Eve",
			email: "eve@evil.example",
			password: PASSWORD,
		},
		"tenant.update": { name: "Taken over" },
		"users.create": { email: "new@acme.example", name: "New" },
		"login.begin": { email: "mallory@acme.example", password: PASSWORD },
		"passwords.requestReset": { email: "bob@acme.example" },
		"passwords.change": { current: PASSWORD, password: "another-river-stone" },
		"policy.set": { overrides: { trustedBrowserDays: 7 }, version: 1 },
	};
	return new Map(
		mutations.map((name) => [
			name,
			JSON.stringify(special[name] ?? declared[name]?.input ?? {})
				.replaceAll("usr_unknown", member)
				.replaceAll("rlm_unknown", realmId)
				.replaceAll("wrong-wrong", PASSWORD)
				.replaceAll('"dryRun":true', '"dryRun":false'),
		]),
	);
}

/** Calls a mutation as the page of the service does. */
const fromOwnPage = (name: string, body: string): Promise<number> =>
	victim.page.evaluate(
		async ({ url, body }) => {
			const headers = { "content-type": "application/json" };
			return (await fetch(url, { method: "POST", headers, body })).status;
		},
		{ url: gate.origin + pathOf(name), body },
	);

/** Everything that is stored. */
async function everything(): Promise<string> {
	const tables = await world.rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
	const held = tables.map(async ({ name }) => [name, await world.rows(`select * from "${name}" order by 1, 2`)]);
	return JSON.stringify(await Promise.all(held));
}

/** Every mutation in every way; in the short form one for each, all ways among them. */
function attemptsFrom(page: string): readonly Attempt[] {
	const all = mutations.flatMap((name) =>
		Object.entries(ways).flatMap(([way, kinds]) => kinds.map((type) => ({ name, way, type }))),
	);
	const each = Object.values(ways).flat().length;
	const turn = Object.keys(gate.pages).indexOf(page);
	const chosen = all.filter((_, index) => isLong || index % each === (Math.floor(index / each) + turn * 4) % each);
	return chosen.map(({ name, way, type }, index) => {
		const body = inputs.get(name) ?? "{}";
		const input = way === "image" ? `&input=${encodeURIComponent(body)}` : "";
		return { name, way, type, body, url: `${gate.origin}${pathOf(name)}?n=${turn}.${index}${input}` };
	});
}

/** What the page does, inside the browser: all attempts, six at a time. */
async function attack(attempts: readonly Attempt[]): Promise<void> {
	const pause = () => new Promise((next) => setTimeout(next, 5));
	const acts: Readonly<Record<string, (attempt: Attempt) => Promise<unknown>>> = {
		fetch: ({ url, ...rest }) => fetch(url, { ...posting(rest), mode: "no-cors" }),
		"fetch that asks first": ({ url, ...rest }) => fetch(url, { ...posting(rest), mode: "cors" }),
		async beacon({ url, type, body }) {
			const content = type === "" ? new TextEncoder().encode(body) : new Blob([body], { type });
			// A page may have only so much on its way.
			while (!navigator.sendBeacon(url, content)) await pause();
		},
		form({ url, type, body }) {
			const frame = document.createElement("iframe");
			frame.name = `frame-${url}`;
			const form = document.createElement("form");
			Object.assign(form, { action: url, method: "post", enctype: type.split(";")[0], target: frame.name });
			const field = document.createElement("input");
			// As plain text it is JSON again: the sign between name and value lies within a string.
			Object.assign(field, { name: `${body.slice(0, -1)}${body === "{}" ? "" : ","}"z":"`, value: '"}' });
			form.append(field);
			document.body.append(frame, form);
			const loaded = new Promise((done) => frame.addEventListener("load", done));
			form.submit();
			return loaded.then(() => {
				frame.remove();
				form.remove();
			});
		},
		image({ url }) {
			const image = new Image();
			const ended = new Promise((done) => Object.assign(image, { onload: done, onerror: done }));
			image.src = url;
			return ended;
		},
	};
	function posting({ type, body }: { type: string; body: string }): RequestInit {
		const content = type === "" ? new TextEncoder().encode(body) : body;
		const headers = type === "" ? {} : { "content-type": type };
		return { method: "POST", credentials: "include", headers, body: content };
	}
	const queue = [...attempts];
	const lane = async () => {
		for (let next = queue.shift(); next; next = queue.shift()) await acts[next.way]?.(next).catch(() => undefined);
	};
	await Promise.all(Array.from({ length: 6 }, lane));
}

/** Where the page acts: its own document, or a frame in it that belongs to nobody. */
async function hostileFrame(kind: string, address: string): Promise<Frame> {
	const page = await victim.context.newPage();
	await page.goto(address);
	if (kind !== "a sandboxed frame") return page.mainFrame();
	await page.evaluate(() => {
		const frame = document.createElement("iframe");
		frame.setAttribute("sandbox", "allow-scripts allow-forms");
		frame.srcdoc = "<!doctype html><title>Nobody's</title>";
		const loaded = new Promise((done) => frame.addEventListener("load", done));
		document.body.append(frame);
		return loaded;
	});
	const frame = page.frames()[1];
	if (!frame) throw new Error("there is no frame");
	return frame;
}

const seen = { attempts: 0, refused: 0, held: 0, withCookies: 0 };

describe("a page of another origin, in the browser of somebody who is signed in", () => {
	it.each([
		"another site",
		"a sandboxed frame",
		"a sibling host",
		"another port",
		"the other scheme",
		"another organization's host",
	])(
		"T111 T112 T113 T114 changes nothing from %s, whatever it sends and how",
		async (kind) => {
			const frame = await hostileFrame(kind, gate.pages[kind] ?? "");
			const attempts = attemptsFrom(kind);
			const [stored, cookies] = [await everything(), await victim.context.cookies()];
			gate.arrivals.length = 0;
			await frame.evaluate(attack, attempts);
			const arrived = () => new Set(gate.arrivals.map(({ name }) => name));
			const missing = () => attempts.filter(({ url }) => !arrived().has(new URL(url).searchParams.get("n") ?? ""));
			await expect.poll(() => missing().map(({ name, way, type }) => [name, way, type])).toEqual([]);
			// Nobody's frame has no origin, and from https to http a browser keeps it to itself where it may.
			const own = ["null", ...(kind === "a sandboxed frame" ? [] : [new URL(gate.pages[kind] ?? "").origin])];
			for (const arrival of gate.arrivals) {
				expect([403, 405, 415], JSON.stringify(arrival)).toContain(arrival.status);
				if (arrival.method !== "GET") expect(own, JSON.stringify(arrival)).toContain(arrival.origin);
			}
			expect(await everything()).toBe(stored);
			expect(await victim.context.cookies()).toEqual(cookies);
			const sent = new Map(gate.arrivals.filter(({ method }) => method !== "OPTIONS").map((one) => [one.name, one]));
			seen.attempts += attempts.length;
			seen.refused += sent.size;
			seen.held += attempts.length - sent.size;
			seen.withCookies += [...sent.values()].filter(({ hasCookies }) => hasCookies).length;
			await frame.page().close();
		},
		1_800_000,
	);

	it("T111 the same inputs from the service's own page do what they say", async () => {
		const last = ["sessions.revokeOthers", "totp.disable", "passwords.change", "login.signOut"];
		const first = mutations.filter((name) => !last.includes(name) && name !== "login.begin");
		let done = 0;
		for (const name of [...first, ...last]) if ((await fromOwnPage(name, inputs.get(name) ?? "{}")) === 200) done += 1;
		expect(done).toBeGreaterThan(20);
		expect(seen.withCookies).toBeGreaterThan(0);
		figure(
			"T111",
			`${mutations.length} mutations × ${types.length} content types × ${Object.keys(gate.pages).length} origins in a real browser: ${seen.attempts} attempts by fetch, beacon, form and image; ${seen.refused} refused by the service, ${seen.withCookies} of them with the victim's cookies, ${seen.held} stopped by the refusal of the browser's own question; 0 state changes; ${done} of the same inputs are done from the own page`,
		);
	});
});
