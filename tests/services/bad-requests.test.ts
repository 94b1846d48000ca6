/**
 * Requests that are wrong before any procedure is asked: methods, bodies, sizes, types, addresses. Each is refused in the
 * contract's form.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { procedures } from "../support/procedures.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let visitor: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	visitor = house.visitor();
});
afterAll(() => world.stop());

const pathOf = (name: string) => (name.startsWith("tenants.") ? `/trpc/${name}` : `/t/${house.slug}/trpc/${name}`);
const json = () => ({ "content-type": "application/json", origin: world.origin });
const post = (path: string, body: string, headers: Record<string, string> = json()) =>
	visitor.request(path, { method: "POST", body, headers });
const mutations = procedures.filter(({ type }) => type === "mutation").map(({ name }) => name);
const queries = procedures.filter(({ type }) => type === "query").map(({ name }) => name);

describe("methods", () => {
	it.each(mutations)("T113 %s is not done by GET", async (name) => {
		for (const path of [pathOf(name), `${pathOf(name)}?input=%7B%7D`]) {
			const answer = await visitor.request(path);
			expect(answer.status).toBe(405);
			expect(refusalOf(answer)).toMatchObject({ refusal: "method_refused", httpStatus: 405 });
		}
	});

	it.each(queries)("%s is answered alike by GET and by POST, and by POST only to a page of ours", async (name) => {
		const got = await visitor.request(`${pathOf(name)}?input=%7B%7D`);
		const posted = await post(pathOf(name), "{}");
		expect(posted.status).not.toBe(405);
		expect([posted.status, refusalOf(posted).refusal]).toEqual([got.status, refusalOf(got).refusal]);
		expect((await post(pathOf(name), "{}", { ...json(), origin: "https://elsewhere.example" })).status).toBe(403);
	});

	it.each(["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])("T113 %s is never right", async (method) => {
		const answer = await visitor.request(pathOf("login.signOut"), { method, headers: { origin: world.origin } });
		expect(answer.status).toBe(405);
	});

	it("T113 a header or parameter does not change the method", async () => {
		const answer = await visitor.request(`${pathOf("login.signOut")}?_method=POST`, {
			headers: { "x-http-method-override": "POST", "x-method-override": "POST" },
		});
		expect(answer.status).toBe(405);
	});

	it("several procedures in one request are refused", async () => {
		const names = "tenant.profile,sessions.current";
		expect((await visitor.request(`${pathOf(names)}?batch=1&input=%7B%7D`)).status).toBe(400);
		expect((await visitor.request(pathOf(names))).status).toBe(404);
	});
});

describe("bodies", () => {
	it.each(["", "{", "nonsense", '{"email":', "{'email':'x'}", "\u0000", "[", '{"a":1}}', "NaN", "undefined"])(
		"%j is refused as malformed",
		async (body) => {
			const answer = await post(pathOf("login.begin"), body);
			expect(answer.status).toBe(400);
			expect(refusalOf(answer)).toMatchObject({ refusal: "input_invalid" });
			expect(JSON.stringify(answer.body)).not.toMatch(/Unexpected|JSON|position|stack/);
		},
	);

	it("nested ten thousand deep is refused, not fallen over", async () => {
		const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
		for (const body of [deep, `{"email":${deep},"password":"x"}`])
			expect((await post(pathOf("login.begin"), body)).status).toBe(400);
	});

	it("over 64 KB is refused by its size, with and without a length that says so", async () => {
		const padded = (size: number) => {
			const empty = JSON.stringify({ email: "a@b.example", password: "x", more: "" });
			return JSON.stringify({ email: "a@b.example", password: "x", more: "x".repeat(size - empty.length) });
		};
		expect((await post(pathOf("login.begin"), padded(64 * 1024))).status).toBe(400);
		const over = await post(pathOf("login.begin"), padded(64 * 1024 + 1));
		expect(over.status).toBe(413);
		expect(refusalOf(over)).toMatchObject({ refusal: "body_too_large", code: "PAYLOAD_TOO_LARGE" });
		expect((await post(pathOf("login.begin"), "x".repeat(1_000_000))).status).toBe(413);
		const stream = new ReadableStream({
			pull(controller) {
				controller.enqueue(new TextEncoder().encode("x".repeat(16_384)));
			},
		});
		const endless = await visitor.request(pathOf("login.begin"), {
			method: "POST",
			body: stream,
			headers: json(),
			duplex: "half",
		} as RequestInit);
		expect(endless.status).toBe(413);
	});

	it.each([
		"text/plain",
		"application/x-www-form-urlencoded",
		"multipart/form-data; boundary=x",
		"application/octet-stream",
		"",
	])("T111 of type %j is refused", async (type) => {
		const headers = { origin: world.origin, ...(type ? { "content-type": type } : {}) };
		const answer = await visitor.request(pathOf("login.begin"), {
			method: "POST",
			body: new TextEncoder().encode("{}"),
			headers,
		});
		expect(answer.status).toBe(415);
		expect(refusalOf(answer)).toMatchObject({ refusal: "not_json" });
	});
});

describe("addresses", () => {
	it("a query's input that is no JSON is refused", async () => {
		for (const input of ["{", "%00", "nonsense", encodeURIComponent("x".repeat(1_000_000))]) {
			const answer = await world.platform().request(`/trpc/tenants.checkSlug?input=${input}`);
			expect(answer.status).toBe(400);
			expect(refusalOf(answer)).toMatchObject({ refusal: "input_invalid" });
		}
	});

	it.each([
		["of a later release", "webauthn.begin"],
		["almost right", "login.begin2"],
		["of every object", "__proto__"],
		["of every function", "constructor"],
		["of a room", "login"],
		["empty", ""],
		["of 5000 letters", "canary".repeat(833)],
		["of a NUL", "%00"],
		["of a way up", "..%2f.."],
	])("a procedure whose name is %s does not exist, and is not repeated", async (_what, name) => {
		for (const answer of [
			await visitor.request(`/t/${house.slug}/trpc/${name}`),
			await post(`/t/${house.slug}/trpc/${name}`, "{}"),
		]) {
			expect(answer.status).toBe(404);
			expect(JSON.stringify(answer.body)).not.toContain("canary");
		}
	});

	it.each([
		["a NUL", "%00"],
		["a way up", "%2e%2e%2fx"],
		["capitals", "Bad_Slug"],
		["2000 letters", "a".repeat(2000)],
		["every object", "__proto__"],
		["a fox", "%F0%9F%A6%8A"],
		["a broken byte", "%ff"],
	])("a house named by %s does not exist", async (_what, slug) => {
		const answer = await visitor.request(`/t/${slug}/trpc/tenant.profile`);
		expect(answer.status).toBe(404);
		expect(refusalOf(answer)).toMatchObject({ refusal: "tenant_unknown" });
	});

	it("a house's name may come percent-encoded", async () => {
		const encoded = `%74${house.slug.slice(1)}`;
		expect((await visitor.request(`/t/${encoded}/trpc/tenant.profile`)).status).toBe(200);
	});

	it("T119 every refusal carries the security headers and is not stored", async () => {
		const answers = [
			await visitor.request(pathOf("login.begin")),
			await post(pathOf("login.begin"), "{"),
			await post(pathOf("login.begin"), "x".repeat(100_000)),
			await post(pathOf("login.begin"), "{}", { "content-type": "application/json" }),
			await visitor.request(pathOf("nowhere")),
			await visitor.request("/nowhere"),
		];
		expect(answers.map(({ status }) => status)).toEqual([405, 400, 413, 403, 404, 404]);
		for (const { headers } of answers) {
			expect(headers.get("cache-control")).toBe("no-store");
			expect(headers.get("x-content-type-options")).toBe("nosniff");
			expect(headers.get("content-security-policy")).toContain("default-src 'none'");
			expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
			expect(headers.get("access-control-allow-origin")).toBeNull();
		}
	});
});
