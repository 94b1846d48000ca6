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
			expect(answer.headers.get("server-timing")).toMatch(/^total;dur=\d+$/);
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

	it("every built file is cached for ever, for its name changes with its content", async () => {
		for (const file of readdirSync(inRoot("dist/web/assets"))) {
			const answer = await fetch(`${world.origin}/assets/${file}`, { method: "HEAD" });
			expect(answer.headers.get("cache-control"), file).toBe("public, max-age=31536000, immutable");
			expect(file).toMatch(/-[\w-]{8}\.(js|css|svg)$/);
		}
	});

	it.each(["/", "/t/acme/signin", "/signup", "/help", "/status"])(
		"T119 the page %s that a browser holds already is not sent again, only said to be the same",
		async (path) => {
			const first = await fetch(world.origin + path, { headers: { accept: "text/html" } });
			const tag = first.headers.get("etag") ?? "";
			expect(tag).not.toBe("");
			expect((await first.text()).length).toBeGreaterThan(500);
			const again = await fetch(world.origin + path, { headers: { accept: "text/html", "if-none-match": tag } });
			expect(again.status).toBe(304);
			expect(await again.text()).toBe("");
			expect(auditOfHeaders(again.headers)).toEqual([]);
			expect(again.headers.get("cache-control")).toBe("no-cache");
			const other = await fetch(world.origin + path, { headers: { "if-none-match": '"other"' } });
			expect(other.status).toBe(200);
			await other.arrayBuffer();
		},
	);

	it.each([
		"/t/acme/verify",
		"/t/acme/invitation",
		"/t/acme/enrol",
		"/t/acme/reset",
		"/t/acme/account",
		"/t/acme/account/security",
		"/t/acme/settings/users/usr_x",
		"/account/security",
		"/settings/users",
	])("T089 T108 T119 the page %s, on which somebody's data can stand, is kept by no browser", async (path) => {
		for (const headers of [{ accept: "text/html" }, { accept: "text/html", "if-none-match": "*" }]) {
			const answer = await fetch(world.origin + path, { headers });
			expect(answer.status).toBe(200);
			expect(answer.headers.get("cache-control")).toBe("no-store");
			expect(answer.headers.get("etag")).toBeNull();
			expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
			expect((await answer.text()).length).toBeGreaterThan(500);
		}
	});

	it("T089 the sign-in page is kept by no browser that is in the middle of a sign-in, whose steps show codes", async () => {
		const rule = async (cookie: string) => {
			const answer = await fetch(`${world.origin}/t/acme/signin`, { headers: { cookie } });
			await answer.arrayBuffer();
			return answer.headers.get("cache-control");
		};
		expect(await rule("__Host-gh_challenge_acme=x")).toBe("no-store");
		expect(await rule("gh_known_acme=x")).toBe("no-cache");
	});

	it.each([
		["es-MX,es;q=0.9,en;q=0.8", "es"],
		["en-GB,en;q=0.9,es;q=0.8", "en"],
		["sk,es;q=0.5", "es"],
		["sk", "en"],
	])("the sign-in page comes in the language that %s asks for first: %s", async (asked, language) => {
		const answer = await fetch(`${world.origin}/t/acme/signin`, { headers: { "accept-language": asked } });
		expect(answer.headers.get("vary")?.toLowerCase()).toContain("accept-language");
		expect(await answer.text()).toContain(`<html lang="${language}">`);
	});

	it("the sign-in page comes without its form to a browser that is in the middle of a sign-in", async () => {
		const form = async (cookie: string) =>
			(await (await fetch(`${world.origin}/t/acme/signin`, { headers: { cookie } })).text()).includes("<form");
		expect(await form("gh_known_acme=x")).toBe(true);
		expect(await form("gh_known_acme=x; __Host-gh_challenge_acme=x")).toBe(false);
		expect(await form("gh_challenge_acme=x")).toBe(false);
	});

	it("T121 an unknown page stays unknown to a browser that holds a known one", async () => {
		const known = await fetch(`${world.origin}/signup`);
		await known.arrayBuffer();
		const headers = { accept: "text/html", "if-none-match": known.headers.get("etag") ?? "" };
		const answer = await fetch(`${world.origin}/no/such/page`, { headers });
		expect(answer.status).toBe(404);
		await answer.arrayBuffer();
	});

	it.each([
		[404, "/assets/none.js", "GET"],
		[404, "/no/such/page", "GET"],
		[404, "/signin-es", "GET"],
		[404, "/signin-es.html", "GET"],
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
		expect(answer.headers.get("server-timing")).toBe("total;dur=0");
		expect(auditOfHeaders(answer.headers)).toEqual([]);
	});
});
