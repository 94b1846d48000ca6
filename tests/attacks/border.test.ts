/**
 * The border for browsers: whatever does not come from the very page of this origin, as JSON, by POST, changes nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appRouter } from "../../worker/trpc/router.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { declared } from "../support/declared.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let alice: Visitor;
let stored: string;

const tables = [
	"tenants",
	"users",
	"sessions",
	"totp_factors",
	"totp_setups",
	"recovery_codes",
	"mailed_tokens",
	"attempts",
	"realms",
	"policies",
	"reset_codes",
];
const everything = async () =>
	JSON.stringify(await Promise.all(tables.map((table) => world.rows(`select * from ${table} order by 1, 2`))));

beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	alice = await house.signedIn(await house.enrolled({ role: "owner" }));
	stored = await everything();
});
afterAll(() => world.stop());

const procedures = appRouter._def.procedures;
const typeOf = (name: string): unknown => Reflect.get(procedures, name)?._def.type;
const names = Object.keys(procedures);
const mutations = names.filter((name) => typeOf(name) === "mutation");
const pathOf = (name: string) =>
	declared[name]?.level === "platform" ? `/trpc/${name}` : `/t/${house.slug}/trpc/${name}`;

const contentTypes = [
	"text/plain",
	"multipart/form-data; boundary=x",
	"application/x-www-form-urlencoded",
	"application/octet-stream",
	"",
	"application/json; charset=latin1",
];

describe("a page of another origin", () => {
	it.each(contentTypes)(
		"T111 a form or fetch of type '%s' is refused by every mutation, even with our own Origin",
		async (type) => {
			for (const name of mutations) {
				for (const origin of [world.origin, "https://evil.example"]) {
					const headers: Record<string, string> = { origin };
					if (type) headers["content-type"] = type;
					const answer = await alice.request(pathOf(name), {
						method: "POST",
						headers,
						body: new Blob([JSON.stringify({})]),
					});
					expect([403, 415], `${name} ${origin}`).toContain(answer.status);
				}
			}
			expect(await everything()).toBe(stored);
		},
	);

	it.each([
		["null", "null"],
		["a sibling host", "http://evil.localhost:8787"],
		["our name as a prefix", "http://localhost:8787.evil.example"],
		["the other scheme", "https://localhost:8787"],
		["another port", "http://localhost:8788"],
		["a trailing slash", "http://localhost:8787/"],
		["another spelling", "http://LOCALHOST:8787"],
		["none at all", null],
	])(
		"T112 T114 the Origin %s is refused by every mutation, sign-in included, and never reflected",
		async (_name, origin) => {
			for (const name of mutations) {
				const headers: Record<string, string> = { "content-type": "application/json" };
				if (origin !== null) headers.origin = origin;
				const answer = await alice.request(pathOf(name), { method: "POST", headers, body: "{}" });
				expect(answer.status, name).toBe(403);
				expect(refusalOf(answer).refusal).toBe("origin_refused");
				expect(answer.headers.get("access-control-allow-origin")).toBeNull();
				expect(answer.headers.getSetCookie()).toEqual([]);
			}
			expect(await everything()).toBe(stored);
		},
	);

	it.each(["cross-site", "same-site", "none"])(
		"T112 T114 our Origin with Sec-Fetch-Site %s is refused all the same",
		async (site) => {
			const headers = { "content-type": "application/json", origin: world.origin, "sec-fetch-site": site };
			for (const name of mutations) {
				const answer = await alice.request(pathOf(name), { method: "POST", headers, body: "{}" });
				expect(answer.status, name).toBe(403);
			}
		},
	);

	it("leaves a line in the log for each request that is turned away, with no word of what was sent", async () => {
		const before = world.log.length;
		const answer = await alice.request(`/t/${house.slug}/trpc/login.signOut`, {
			method: "POST",
			headers: { "content-type": "application/json", origin: "https://evil.example" },
			body: "{}",
		});
		const { requestId = "" } = refusalOf(answer);
		expect(world.log.slice(before)).toEqual([
			{ event: "request.turnedAway", request: requestId, refusal: "origin_refused" },
		]);
		expect(requestId).toMatch(/^req_/);
	});

	it("T112 a preflight is not answered with leave to come in", async () => {
		const headers = {
			origin: "https://evil.example",
			"access-control-request-method": "POST",
			"access-control-request-headers": "content-type",
		};
		for (const name of names) {
			const answer = await alice.request(pathOf(name), { method: "OPTIONS", headers });
			expect(answer.status, name).toBe(405);
			expect(answer.headers.get("access-control-allow-origin")).toBeNull();
		}
	});
});

describe("safe methods", () => {
	it.each(["GET", "HEAD"])(
		"T113 %s on a mutation is 405 and has no effect, whatever overrides it brings",
		async (method) => {
			for (const name of mutations) {
				for (const query of ["", "?input=%7B%7D", "?_method=POST", "?method=POST"]) {
					const headers = { "x-http-method-override": "POST", "x-method-override": "POST" };
					const answer = await alice.request(pathOf(name) + query, { method, headers });
					expect(answer.status, `${name}${query}`).toBe(405);
				}
			}
			expect(await everything()).toBe(stored);
			expect(await alice.okQuery("sessions.current")).not.toBeNull();
		},
	);

	it.each(["PUT", "PATCH", "DELETE"])("T113 T121 %s is 405 everywhere", async (method) => {
		for (const name of names) {
			const headers = { "content-type": "application/json", origin: world.origin };
			const answer = await alice.request(pathOf(name), { method, headers, body: "{}" });
			expect(answer.status, name).toBe(405);
		}
	});

	it("T113 a batch of calls is refused, by POST and by GET", async () => {
		const headers = { "content-type": "application/json", origin: world.origin };
		const two = "login.signOut,sessions.revokeOthers";
		const posted = await alice.request(`/t/${house.slug}/trpc/${two}?batch=1`, {
			method: "POST",
			headers,
			body: '{"0":{},"1":{}}',
		});
		expect(posted.status).toBeGreaterThanOrEqual(400);
		expect(posted.status).toBeLessThan(500);
		const got = await alice.request(`/t/${house.slug}/trpc/sessions.current,sessions.list?batch=1&input=%7B%7D`);
		expect(got.status).toBeGreaterThanOrEqual(400);
		expect(got.status).toBeLessThan(500);
		expect(await everything()).toBe(stored);
	});

	it("T113 a query changes nothing, however often it is asked", async () => {
		for (const name of names.filter((candidate) => typeOf(candidate) === "query")) {
			const { input } = declared[name] ?? {};
			const asked = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
			const answer = await alice.request(pathOf(name) + asked);
			expect(answer.status, name).toBe(name === "users.get" ? 404 : 200);
		}
		expect(await everything()).toBe(stored);
	});
});
