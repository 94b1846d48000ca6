/**
 * The search that every world ends with (T148), tried on places where a secret does stand: a search that finds nothing anywhere
 * proves nothing. And log lines stay one line, whatever was typed.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consoleLog } from "../../worker/ports/log.ts";
import { gatherCanaries } from "../support/canaries.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const secret = "quiet-canary-secret";
const letter = (text: string) => ({ to: "alice@acme.example", subject: "Hello", text, html: "" });
const nowhere = { log: [], letters: [], rows: async () => [] };

describe("the search for secrets", () => {
	it.each([
		["the log", { log: [{ event: "login.refused", reason: `typed ${secret}` }] }],
		["a letter", { letters: [letter(`Your password is ${secret}`)] }],
		[
			"a table",
			{ rows: async (sql: string) => (sql.includes("sqlite_master") ? [{ name: "users" }] : [{ name: secret }]) },
		],
	])("T148 finds a password in %s", async (_place, somewhere) => {
		const canaries = gatherCanaries();
		canaries.keep("password", secret);
		expect(await canaries.search(nowhere)).toEqual([]);
		expect(await canaries.search({ ...nowhere, ...somewhere })).toHaveLength(1);
		await expect(canaries.demandNone({ ...nowhere, ...somewhere })).rejects.toThrow(/Secrets stand/);
	});

	it.each(["123456", "12345678"])(
		"T148 finds a code that stands by itself, and none in a longer number: %s",
		async (code) => {
			const canaries = gatherCanaries();
			canaries.keep("code", "123456");
			canaries.keep("recoveryCode", "12345678");
			expect(await canaries.search({ ...nowhere, log: [{ at: 1_795_123_456_789, step: 12_345_678 }] })).toEqual([]);
			expect(await canaries.search({ ...nowhere, log: [{ reason: `code ${code} was wrong` }] })).toHaveLength(1);
		},
	);

	it("T148 lets a letter carry the link that it was written for, and no table and no log", async () => {
		const canaries = gatherCanaries();
		const link = { ...nowhere, letters: [letter("https://door.example/reset#token=mtk_abcdefghijkl")] };
		expect(await canaries.search(link)).toEqual([]);
		expect(await canaries.search({ ...nowhere, log: ["mtk_abcdefghijkl"] })).toHaveLength(1);
	});

	it("T148 finds what an answer gives back of what was sent", async () => {
		const canaries = gatherCanaries();
		const echo = canaries.watch({ fetch: async (request) => new Response(await request.text()) });
		const body = JSON.stringify({ email: "alice@acme.example", password: secret });
		const waiting = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
		const headers = { "content-length": String(body.length) };
		await echo.fetch(new Request("http://localhost/trpc/login.begin", { method: "POST", headers, body }), {}, waiting);
		expect(await canaries.search(nowhere)).toEqual([expect.stringContaining("the answer of /trpc/login.begin")]);
	});
});

describe("a line of the log", () => {
	it("T148 stays one line, whatever was typed or sent along", async () => {
		const lines: unknown[] = [];
		const written = console.error;
		console.error = (...parts) => void lines.push(...parts);
		try {
			consoleLog.error("login.refused", { reason: 'one\r\ntwo\n{"event":"forged"}' });
		} finally {
			console.error = written;
		}
		expect(lines).toHaveLength(1);
		expect(String(lines[0])).not.toMatch(/[\r\n]/);
		expect(JSON.parse(String(lines[0]))).toMatchObject({ event: "login.refused" });
		const house = await world.tenant();
		const visitor = house.visitor({ userAgent: "Mozilla/5.0 Firefox/140.0" });
		await visitor.mutate("login.begin", { email: "a\r\nb@acme.example", password: `${secret}\r\n{}` });
		for (const line of world.log) expect(JSON.stringify(line)).not.toMatch(/[\r\n]/);
	});
});
