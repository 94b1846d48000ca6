/**
 * The header audit: every kind of answer that the worker gives, from a success to a database that is gone, carries the whole
 * set, and whatever may name a person is not to be stored (T119). The files and pages are audited in workerd.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import type { Answer, Visitor } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { auditOfHeaders } from "../support/header-audit.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
let proxy: CountingProxy;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld({ vars: { ORIGIN: "https://gatehouse.example" } }));
	acme = await world.tenant();
});
afterAll(() => world.stop());

const post = (visitor: Visitor, path: string, body: string, more: Record<string, string> = {}) =>
	visitor.request(path, {
		method: "POST",
		headers: { "content-type": "application/json", origin: world.origin, ...more },
		body,
	});

/** The whole of what `Server-Timing` may say: one number, in tens of milliseconds. */
const TIMING = /^total;dur=(0|\d+0)$/;

/** Every kind of answer, by the status that it must have. */
const kinds: readonly (readonly [number, string, (visitor: Visitor, at: string) => Promise<Answer>])[] = [
	[200, "health", (visitor) => visitor.request("/healthz")],
	[200, "a query of anyone", (visitor, at) => visitor.request(`${at}/tenant.profile`)],
	[200, "a query of nobody", (visitor, at) => visitor.request(`${at}/sessions.current`)],
	[400, "a body that is no JSON", (visitor, at) => post(visitor, `${at}/login.begin`, "{")],
	[400, "a procedure that cannot be decoded", (visitor, at) => visitor.request(`${at}/%E0%A4%A`)],
	[400, "parameters that are no JSON", (visitor, at) => visitor.request(`${at}/tenant.profile?connectionParams=%7B`)],
	[400, "a batch", (visitor, at) => visitor.request(`${at}/tenant.profile,login.state?batch=1`)],
	[
		400,
		"a stream",
		(visitor, at) => visitor.request(`${at}/tenant.profile`, { headers: { "trpc-accept": "application/jsonl" } }),
	],
	[401, "no session", (visitor, at) => visitor.request(`${at}/sessions.list`)],
	[
		403,
		"another origin",
		(visitor, at) => post(visitor, `${at}/login.begin`, "{}", { origin: "https://evil.example" }),
	],
	[404, "a procedure that is none", (visitor, at) => visitor.request(`${at}/nothing.here`)],
	[404, "a tenant that is none", (visitor) => visitor.request("/t/nobody-here/trpc/tenant.profile")],
	[404, "a file that is none", (visitor) => visitor.request("/.git/config")],
	[405, "a mutation by GET", (visitor, at) => visitor.request(`${at}/login.signOut`)],
	[405, "a verb that is none of ours", (visitor, at) => visitor.request(`${at}/login.signOut`, { method: "PROPFIND" })],
	[405, "a page by POST", (visitor) => visitor.request("/signup", { method: "POST" })],
	[413, "a body of 100 KB", (visitor, at) => post(visitor, `${at}/login.begin`, "x".repeat(100_000))],
	[
		415,
		"a form",
		(visitor, at) => post(visitor, `${at}/login.begin`, "a=b", { "content-type": "application/x-www-form-urlencoded" }),
	],
];

describe("headers", () => {
	it.each(kinds)("T119 %i, %s: the whole set, and nothing to store", async (status, _kind, ask) => {
		const answer = await ask(acme.visitor(), `/t/${acme.slug}/trpc`);
		expect(answer.status).toBe(status);
		expect(auditOfHeaders(answer.headers)).toEqual([]);
		expect(answer.headers.get("server-timing")).toMatch(TIMING);
		expect(answer.headers.get("cache-control")).toBe("no-store");
		if (status === 405) expect(answer.headers.get("allow") ?? "POST").toMatch(/^(GET|POST|GET, HEAD)$/);
	});

	it("T119 a person's own answers, and those that set or end a session", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		const answers = [
			await visitor.mutate("login.proveTotp", { code: alice.code(), trustBrowser: true }),
			await visitor.query("sessions.current"),
			await visitor.query("recoveryCodes.list"),
			await visitor.mutate("totp.begin", { password: PASSWORD }),
			await visitor.mutate("login.signOut"),
		];
		await visitor.settle();
		for (const answer of answers) {
			expect(answer.status).toBe(200);
			expect(auditOfHeaders(answer.headers)).toEqual([]);
			expect(answer.headers.get("server-timing")).toMatch(TIMING);
			expect(answer.headers.get("server-timing")).toMatch(TIMING);
			expect(answer.headers.get("cache-control")).toBe("no-store");
		}
	});

	it("T119 429 with the time to wait", async () => {
		const carol = await acme.person();
		const visitor = acme.visitor();
		for (let tried = 0; tried < 10; tried += 1)
			await visitor.refused("login.begin", { email: carol.email, password: "not-the-password" });
		const answer = await visitor.mutate("login.begin", { email: carol.email, password: PASSWORD });
		await visitor.settle();
		expect(answer.status).toBe(429);
		expect(answer.headers.get("retry-after")).toBe("300");
		expect(auditOfHeaders(answer.headers)).toEqual([]);
		expect(answer.headers.get("server-timing")).toMatch(TIMING);
	});

	it("T119 503 with the time to wait, while the database is gone", async () => {
		const visitor = acme.visitor();
		await visitor.okQuery("tenant.profile");
		proxy.mode = "down";
		const answer = await visitor.query("tenant.profile");
		proxy.mode = "up";
		expect(answer.status).toBe(503);
		expect(answer.headers.get("retry-after")).toBe("5");
		expect(auditOfHeaders(answer.headers)).toEqual([]);
		expect(answer.headers.get("server-timing")).toMatch(TIMING);
	});

	it("T119 T159 503 and not 500 when the database's answer is cut in the middle", async () => {
		const visitor = acme.visitor();
		await visitor.okQuery("tenant.profile");
		proxy.mode = "cutting";
		const answer = await visitor.query("tenant.profile");
		proxy.mode = "up";
		expect(answer.status).toBe(503);
		expect(auditOfHeaders(answer.headers)).toEqual([]);
		expect(answer.headers.get("server-timing")).toMatch(TIMING);
	});

	it("T119 T121 a request that never reaches a procedure says what was wrong, and not that we broke", async () => {
		const visitor = acme.visitor();
		for (const path of [`/t/${acme.slug}/trpc/%E0%A4%A`, `/t/${acme.slug}/trpc/tenant.profile?connectionParams=%7B`]) {
			const { body } = await visitor.request(path);
			expect(body).toMatchObject({
				error: { data: { code: "BAD_REQUEST", httpStatus: 400, refusal: "input_invalid" } },
			});
		}
	});
});
