/**
 * No address of the service sends anybody elsewhere. There is no parameter for where to go on: whatever an address brings, under
 * any name that such a parameter has elsewhere, no answer points out of the house, and no answer to a POST is a redirect at all.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTenant } from "../../dev/populate.ts";
import { type LocalWorld, startLocalWorld } from "../support/local-world.ts";
import { procedures } from "../support/procedures.ts";
import { elsewhere, placesToGo } from "../support/redirects.ts";

let world: LocalWorld;
beforeAll(async () => {
	world = await startLocalWorld({ entry: "production" });
	await makeTenant(world.scope(), { name: "Acme", slug: "acme" });
});
afterAll(() => world.stop());

const pages = ["/", "/signup", "/help", "/status", "/t/acme", "/t/acme/", "/signin", "/verify", "/account"].concat(
	["signin", "verify", "invitation", "enrol", "reset", "account", "settings/users"].map((page) => `/t/acme/${page}`),
);

/** Why this answer would lead out of the house, or null. */
function leadsOut(answer: Response): string | null {
	const to = answer.headers.get("location") ?? answer.headers.get("refresh");
	if (to === null) return answer.status >= 300 && answer.status < 400 ? `status ${answer.status}` : null;
	return new URL(to, answer.url).origin === world.origin ? null : to;
}

describe("a place to go on to", () => {
	it.each(pages)("T115 is taken by %s in none of sixty forms and under none of its names", async (page) => {
		expect(elsewhere.length).toBeGreaterThanOrEqual(60);
		for (const target of elsewhere) {
			const query = placesToGo.map((name) => `${name}=${target}&${name}[]=${target}`).join("&");
			const answer = await fetch(`${world.origin}${page}?${query}`, {
				redirect: "manual",
				headers: { accept: "text/html" },
			});
			const text = await answer.text();
			expect(answer.status, target).toBeLessThan(500);
			expect(leadsOut(answer), target).toBeNull();
			expect(text, target).not.toContain("evil.example");
			expect(text, target).not.toMatch(/http-equiv="refresh"/i);
		}
	});

	it("T115 is taken for a path of its own in none of them", async () => {
		for (const target of elsewhere) {
			for (const path of [`/${target}`, `/t/acme/${target}`, `//${target}`]) {
				const answer = await fetch(world.origin + path, { redirect: "manual" }).catch(() => null);
				if (answer === null) continue;
				await answer.arrayBuffer();
				expect(answer.status, path).toBeLessThan(500);
				expect(leadsOut(answer), path).toBeNull();
			}
		}
	});
});

describe("a redirect", () => {
	it("T116 is the answer to no POST, whether to a page or to a procedure", async () => {
		const calls = procedures.flatMap(({ name }) => [`/trpc/${name}`, `/t/acme/trpc/${name}`]);
		for (const path of [...pages, ...calls]) {
			for (const type of ["application/json", "application/x-www-form-urlencoded"]) {
				const answer = await fetch(world.origin + path, {
					method: "POST",
					redirect: "manual",
					headers: { "content-type": type, origin: world.origin },
					body: type === "application/json" ? "{}" : "a=b",
				});
				await answer.arrayBuffer();
				expect(answer.status < 300 || answer.status >= 400, `${path} ${answer.status}`).toBe(true);
				expect(answer.headers.get("location"), path).toBeNull();
			}
		}
	});
});
