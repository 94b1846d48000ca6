/**
 * The built worker in workerd, spoken to in bytes: methods, paths, headers and bodies that no browser sends. Whatever comes, the
 * answer is a refusal without a word of the inside, and the next visitor is served as if nothing had been. What the runtime
 * answers before the worker is asked (CONNECT, a target without a slash) is not tried.
 */
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeTenant } from "../../dev/populate.ts";
import { sequence } from "../support/generated.ts";
import { type LocalWorld, startLocalWorld } from "../support/local-world.ts";
import { bytesOf, type RawAnswer, type RawRequest, sendRaw } from "../support/raw-http.ts";

let world: LocalWorld;
let host: string;
const CANARY = "canary-51c9";
beforeAll(async () => {
	world = await startLocalWorld({ entry: "production" });
	await makeTenant(world.scope(), { name: "Acme", slug: "acme" });
	host = new URL(world.origin).host;
});
afterEach(async () => {
	const answer = await fetch(`${world.origin}/t/acme/trpc/tenant.profile`);
	expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"slug":"acme"')]);
	expect(world.log.filter((line) => /request\.(failed|crashed)|background\.failed|uncaught/i.test(line))).toEqual([]);
	expect(world.log.join("\n")).not.toContain(CANARY);
});
afterAll(() => world.stop());

const send = (request: RawRequest): Promise<RawAnswer> => sendRaw(world.origin, bytesOf(request, host));

/** A refusal: no failure of ours, nothing of the inside, nothing sent back of what came. 501 is the runtime's word for a method. */
function expectRefused(answer: RawAnswer, what: string): void {
	expect(answer.isSilent, what).toBe(false);
	expect(
		[answer.status === 501 || answer.status < 500, answer.status === 0 || answer.status >= 400],
		`${what}: ${answer.status}`,
	).toEqual([true, true]);
	expectDiscreet(answer, what);
}
function expectDiscreet({ head, body }: RawAnswer, what: string): void {
	expect(head + body, what).not.toMatch(/node_modules|worker\.js|\bat \S+:\d+|sqlite|libsql|hrana|CATALOG|root:x:/i);
	expect(head + body, what).not.toContain(CANARY);
}

const begin = "/t/acme/trpc/login.begin";
const right = JSON.stringify({ email: "nobody@acme.example", password: "not-the-one" });
const json = (): [string, string][] => [
	["content-type", "application/json"],
	["origin", world.origin],
];
const post = (request: RawRequest = {}): Promise<RawAnswer> =>
	send({ method: "POST", path: begin, headers: json(), body: right, ...request });

describe("methods", () => {
	const methods = "TRACE TRACK DEBUG PUT PATCH DELETE OPTIONS PROPFIND MKCOL BREW get P\u00d6ST POST\tx".split(" ");
	it.each([...methods, "X".repeat(300)])(
		"T121 %s is refused on every kind of path, and gives nothing back",
		async (method) => {
			for (const path of ["/", begin, "/trpc/tenants.regions", "/healthz", "/signup", "/assets/none.js"]) {
				const answer = await send({
					method,
					path,
					headers: [
						["cookie", `gh_session_acme=${CANARY}`],
						["x-canary", CANARY],
					],
				});
				expectRefused(answer, `${method} ${path}`);
			}
		},
	);
});

describe("paths", () => {
	const paths = [
		"//trpc/tenants.signUp",
		"/trpc//tenants.signUp",
		"/trpc/",
		"/trpc/__proto__",
		"/trpc/constructor",
		"/trpc/toString",
		"/trpc/_def",
		"/trpc/users.",
		"/trpc/.list",
		"/trpc/tenant.profile",
		"/trpc/service.status.",
		"/trpc/service%2Estatus%00",
		"/trpc/%E0%A4%A",
		"/trpc/%ff%fe",
		"/trpc/service.status,service.status?batch=1",
		"/trpc/service.status?batch=1&input=%7B%7D",
		"/t/acme//trpc/tenant.profile",
		"/t//trpc/tenant.profile",
		"/t/acme%00/trpc/tenant.profile",
		"/t/acme%2f..%2facme/trpc/tenant.profile",
		"/t/%2e%2e/trpc/tenant.profile",
		"/t/__proto__/trpc/tenant.profile",
		`/t/${"a".repeat(3000)}/trpc/tenant.profile`,
		"/t/ACME'/trpc/tenant.profile",
		"/t/acme/trpc/tenant.profile/../../../../wrangler.toml",
		"/t/acme/trpc/tenant.profile?input=%7B",
		"/t/acme/trpc/tenant.profile?input=%ff",
		`/t/acme/trpc/${"x.".repeat(4000)}`,
		"/.git/config",
		"/.env",
		"/wrangler.toml",
		"/worker/index.ts",
		"/index.js.map",
		"/debug",
		"/__inspect",
		"/cdn-cgi/handler/scheduled",
		"/__scheduled",
		"/assets/../../package.json",
		"/assets/%2e%2e/%2e%2e/package.json",
		"/assets/..%5c..%5cpackage.json",
		"/etc/passwd",
		"/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
		"/\\..\\..\\etc\\passwd",
		"/\u00ff\u00fe",
		"http://evil.example/trpc/service.status.",
	];
	it.each(paths)("T121 %s leads nowhere", async (path) => {
		expectRefused(await send({ path }), path);
		expectRefused(await post({ path }), `POST ${path}`);
	});
});

describe("headers", () => {
	it("T122 of any size and shape are refused, or change nothing of the answer", async () => {
		const odd: [string, string][] = [
			["cookie", `a=${"x".repeat(30_000)}`],
			["cookie", Array.from({ length: 2000 }, (_, index) => `c${index}=1`).join("; ")],
			["cookie", "gh_session_acme=%ff%00; gh_session_acme=.; ;;==; __proto__=x"],
			["cookie", `gh_known_acme=${CANARY}; gh_challenge_acme=${"A".repeat(4000)}`],
			["accept-language", "x".repeat(8_000)],
			["user-agent", `\u00ff\u00fe${CANARY}`],
			["idempotency-key", "x".repeat(9_000)],
			["idempotency-key", "\u00ff\u0001"],
			["gatehouse-person", "x".repeat(9_000)],
			["cf-connecting-ip", "not an address"],
			["x-forwarded-host", "evil.example"],
			["x-forwarded-proto", "gopher"],
			["x-http-method-override", "DELETE"],
			["content-encoding", "identity"],
			["accept", "application/jsonl"],
			["expect", "100-continue"],
			["upgrade", "websocket"],
			["range", "bytes=0-1,0-2,0-3"],
			["if-none-match", "*".repeat(5_000)],
			["__proto__", "x"],
			["x-long", "x".repeat(1_000_000)],
		];
		for (const header of odd) {
			const answer = await post({ headers: [...json(), header] });
			expectRefused(answer, `${header[0]}: ${header[1].slice(0, 60)}`);
		}
	});

	it("T122 of origin and type count in no other form and no second time", async () => {
		const type: [string, string] = ["content-type", "application/json"];
		const origin: [string, string] = ["origin", world.origin];
		const tries: [number, [string, string][]][] = [
			[403, [type]],
			[403, [type, origin, ["origin", "https://evil.example"]]],
			[403, [type, ["origin", "https://evil.example"], origin]],
			[403, [type, ["origin", `${world.origin}, ${world.origin}`]]],
			[403, [type, ["origin", `${world.origin}\u00a0`]]],
			[415, [origin]],
			[415, [type, ["content-type", "text/plain"], origin]],
			[415, [["content-type", "application/json, application/json"], origin]],
			[415, [["content-type", "application/json;charset=utf-16"], origin]],
			[415, [["content-type", "application/vnd.api+json"], origin]],
			[415, [["content-type", "multipart/form-data; boundary=application/json"], origin]],
		];
		for (const [status, headers] of tries) {
			const answer = await post({ headers });
			expect(answer.status, JSON.stringify(headers)).toBe(status);
			expectRefused(answer, JSON.stringify(headers));
		}
	});
});

describe("bodies", () => {
	const utf16 = Buffer.from(right, "utf16le");
	const bodies: Readonly<Record<string, RawRequest>> = {
		"of nothing": { body: "" },
		"of no JSON": { body: "email=a&password=b" },
		"of bytes that are no text": { body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x80, 0x7d]) },
		"of half a character within a value": { body: Buffer.from(`{"email":"\u00ff${CANARY}","password":"x"}`, "latin1") },
		"in UTF-16": { body: utf16 },
		"that are packed": { body: gzipSync(right), headers: [] },
		"of a batch": { path: `${begin}?batch=1`, body: `{"0":${right}}` },
		"of a batch by another name": { path: `${begin}?batch=true`, body: `{"0":${right}}` },
		"of a list": { body: `[${right}]` },
		"with keys twice": { body: '{"email":"a@b.example","email":{},"password":"x","password":7}' },
		"of a thousand floors": { body: `${"[".repeat(1000)}${"]".repeat(1000)}` },
		"of thirty thousand floors": { body: `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}` },
		"a byte too long": { body: JSON.stringify({ email: "a".repeat(64 * 1024), password: "" }) },
		"of a megabyte": { body: `"${"x".repeat(1_000_000)}"` },
		"cut off before their end": { length: String(right.length + 50) },
		"longer than they say": { length: "5" },
		"of a length that is no number": { length: "ten" },
		"of a negative length": { length: "-1" },
		"of an endless length": { length: "99999999999999999999" },
		"of no length": { length: null },
	};
	it.each(Object.entries(bodies))("T122 %s are refused", async (what, request) => {
		const headers = what === "that are packed" ? [...json(), ["content-encoding", "gzip"] as const] : json();
		expectRefused(await post({ ...request, headers }), what);
	});

	it("T122 in pieces are refused when the pieces do not fit, and never smuggle a second request", async () => {
		const head = `POST ${begin} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-type: application/json\r\norigin: ${world.origin}\r\n`;
		const second = `GET /t/acme/trpc/tenant.profile HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
		const tries = [
			`${head}transfer-encoding: chunked\r\n\r\nzz\r\n${right}\r\n0\r\n\r\n`,
			`${head}transfer-encoding: chunked\r\n\r\n5\r\n${right}\r\n0\r\n\r\n`,
			`${head}transfer-encoding: chunked\r\n\r\nffffffffffffffff1\r\n${right}`,
			`${head}transfer-encoding: chunked\r\n\r\n${right.length.toString(16)}\r\n${right}\r\n`,
			`${head}transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n0\r\n\r\n${second}`,
			`${head}content-length: 0\r\ncontent-length: ${second.length}\r\n\r\n${second}`,
			`${head}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${second}`,
			`${head}content-length: ${right.length}\r\n\r\n${right}${second}`,
		];
		for (const text of tries) {
			const answer = await sendRaw(world.origin, Buffer.from(text, "latin1"));
			expectRefused(answer, text);
			expect(answer.body, text).not.toContain('"slug":"acme"');
		}
	});

	it("T122 of requests with bytes changed at random get an answer or a closed door", async () => {
		const good = bytesOf({ method: "POST", path: begin, headers: json(), body: right }, host);
		// What stands in the first two lines is the runtime's to read: where to, and for which host.
		const from = good.indexOf("connection:");
		for (let seed = 1; seed <= 400; seed += 1) {
			const draw = sequence(seed * 7919);
			const bytes = [...good];
			for (let turn = 0; turn <= draw(4); turn += 1) {
				const place = from + draw(bytes.length - from);
				bytes.splice(place, draw(3), ...Array.from({ length: draw(4) }, () => draw(256)));
			}
			const answer = await sendRaw(world.origin, Uint8Array.from(bytes));
			expect(answer.isSilent, `seed ${seed}`).toBe(false);
			expect(
				answer.status === 501 || answer.status === 505 || answer.status < 500,
				`seed ${seed}: ${answer.status}`,
			).toBe(true);
			expectDiscreet(answer, `seed ${seed}`);
		}
	});
});
