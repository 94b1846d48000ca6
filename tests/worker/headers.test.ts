/**
 * The header audit on the wire: pages and files of the deployed bundle in workerd, where some answers never pass the
 * worker's own code (T119), and the refusal to start.
 */
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../dev/root.ts";
import { startWorker } from "../../dev/workerd.ts";
import { auditOfHeaders } from "../support/header-audit.ts";
import { type LocalWorld, startLocalWorld } from "../support/local-world.ts";

let world: LocalWorld;
beforeAll(async () => {
	world = await startLocalWorld({ entry: "production" });
});
afterAll(() => world.stop());

const pages = [
	"/",
	"/signup",
	"/help",
	"/t/acme/signin",
	"/t/acme/verify",
	"/t/acme/reset",
	"/t/acme/account/security",
];

describe("on the wire", () => {
	it.each(pages)("T119 the page %s carries the whole set, and is asked for anew each time", async (path) => {
		for (const method of ["GET", "HEAD"]) {
			const answer = await fetch(world.origin + path, { method, headers: { accept: "text/html" } });
			expect(answer.status).toBe(200);
			expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
			expect(auditOfHeaders(answer.headers)).toEqual([]);
			expect(answer.headers.get("cache-control")).toMatch(/no-cache|no-store/);
			expect(answer.headers.getSetCookie()).toEqual([]);
			await answer.arrayBuffer();
		}
	});

	it("T119 every built file is served with its type, unsniffed, and with the whole set", async () => {
		const files = readdirSync(inRoot("dist/web/assets"));
		expect(files.length).toBeGreaterThan(3);
		for (const file of files) {
			const answer = await fetch(`${world.origin}/assets/${file}`);
			await answer.arrayBuffer();
			expect(answer.status, file).toBe(200);
			expect(auditOfHeaders(answer.headers), file).toEqual([]);
			expect(answer.headers.get("content-type"), file).toMatch(/^(text\/(javascript|css)|image\/)/);
		}
	});

	it.each([
		[404, "/assets/none.js", "GET"],
		[404, "/no/such/page", "GET"],
		[404, "/.git/config", "GET"],
		[404, "/assets/../../wrangler.toml", "GET"],
		[404, "/t/nobody-here/trpc/tenant.profile", "GET"],
		[405, "/signup", "POST"],
		[405, "/t/acme/trpc/login.begin", "PUT"],
		[403, "/t/acme/trpc/login.begin", "POST"],
	])("T119 T121 %i for %s by %s with the whole set and nothing internal", async (status, path, method) => {
		const answer = await fetch(world.origin + path, { method });
		expect(answer.status).toBe(status);
		expect(auditOfHeaders(answer.headers)).toEqual([]);
		expect(await answer.text()).not.toMatch(/node_modules|\bat \S+:\d+|worker\.js|CATALOG/);
	});

	it("T119 T121 no source map and no file of the house is served", async () => {
		const [script = ""] = readdirSync(inRoot("dist/web/assets")).filter((file) => file.endsWith(".js"));
		for (const path of [
			`/assets/${script}.map`,
			"/index.js.map",
			"/wrangler.toml",
			"/.env",
			"/package.json",
			"/_headers",
		]) {
			const answer = await fetch(world.origin + path);
			await answer.arrayBuffer();
			expect(answer.status, path).toBe(404);
		}
		expect(await (await fetch(`${world.origin}/assets/${script}`)).text()).not.toContain("sourceMappingURL");
	});

	it("T119 T146 the refusal to start carries the whole set", async () => {
		const { KEYS: _keys, ...vars } = world.vars;
		const crippled = await startWorker({ entry: "production", vars, onLog: () => undefined });
		const answer = await fetch(`${crippled.url}/signup`);
		await answer.arrayBuffer();
		await crippled.stop();
		expect(answer.status).toBe(503);
		expect(auditOfHeaders(answer.headers)).toEqual([]);
	});
});
