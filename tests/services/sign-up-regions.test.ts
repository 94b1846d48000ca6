/**
 * Signing up where there are several cells: the records go where the organization says, else to the region nearest to whoever
 * signs up, and never to a cell that takes no new ones.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../worker/sweep.ts";
import { tokenIn } from "../support/acts.ts";
import { type App, createVisitor, type Visitor } from "../support/browser.ts";
import { type Cells, createCells } from "../support/cells.ts";
import { createWorld, PASSWORD } from "../support/world.ts";

let cells: Cells;
beforeAll(async () => {
	cells = await createCells([
		{ id: "full", region: "weur", takesNew: false },
		{ id: "europe", region: "weur" },
		{ id: "america", region: "enam", alone: true },
	]);
});
afterAll(() => cells.stop());

/** A visitor of whom Cloudflare says this; with nothing, one of whom it says nothing. */
function from(cf?: Readonly<Record<string, string>>, slug?: string): Visitor {
	const { world } = cells;
	const app: App = {
		async fetch(request, env, context) {
			// As it arrives over the wire, with its length: only of such a request Hono keeps the object that bears the place.
			const { length } = await request.clone().text();
			request.headers.set("content-length", String(length));
			if (cf) Object.defineProperty(request, "cf", { value: cf });
			return world.app.fetch(request, env, context);
		},
	};
	return createVisitor(app, { origin: world.origin, ...(slug === undefined ? {} : { slug }) });
}

const input = (slug: string) => ({
	organization: "Acme",
	slug,
	name: "Olive",
	email: `olive@${slug}.example`,
	password: PASSWORD,
});

async function cellOf(slug: string): Promise<string> {
	const [row] = await cells.world.rows("select cell from directory where slug = ?", [slug]);
	return String(row?.cell);
}

describe("signing up with several cells", () => {
	it.each([
		["ottawa", { continent: "NA", country: "CA", longitude: "-75.7" }, undefined, "america"],
		["lisbon", { continent: "EU", country: "PT", longitude: "-9.1" }, undefined, "europe"],
		["bogota", { continent: "SA", country: "CO", longitude: "-74.1" }, undefined, "america"],
		["nowhere", undefined, undefined, "europe"],
		["garbage", { continent: "??", country: "", longitude: "far" }, undefined, "europe"],
		["chosen", { continent: "EU", country: "PT", longitude: "-9.1" }, "enam", "america"],
	] as const)("puts %s where it belongs", async (slug, cf, region, expected) => {
		const visitor = from(cf);
		await visitor.ok("tenants.signUp", { ...input(slug), ...(region ? { region } : {}) });
		expect(await cellOf(slug)).toBe(expected);
		for (const { id, client } of cells.cells) {
			const { rows } = await client.execute({ sql: "select 1 from tenants where slug = ?", args: [slug] });
			expect([id, rows.length]).toEqual([id, id === expected ? 1 : 0]);
		}
	});

	it("leads on from there: confirmation and sign-in in the cell of the tenant", async () => {
		await from().ok("tenants.signUp", { ...input("whole-way"), region: "enam" });
		await sweep(cells.world.deps);
		const visitor = from(undefined, "whole-way");
		await visitor.ok("users.verifyEmail", { token: tokenIn(cells.world.mails("olive@whole-way.example")[0]) });
		expect(await visitor.ok("login.begin", { email: "olive@whole-way.example", password: PASSWORD })).toMatchObject({
			next: "signedIn",
		});
	});

	it("refuses a region without a cell, and one that is none", async () => {
		expect(await from().refused("tenants.signUp", { ...input("too-far"), region: "oc" })).toMatchObject({
			refusal: "input_invalid",
			fields: { region: "unknown" },
		});
		expect(await from().refused("tenants.signUp", { ...input("too-far"), region: "moon" })).toMatchObject({
			refusal: "input_invalid",
			fields: { region: "malformed" },
		});
		expect(await from().okQuery("tenants.checkSlug", { slug: "too-far" })).toEqual({ available: true });
	});

	it("tells which regions there are and which is nearest; a service with one cell has none to choose", async () => {
		expect(await from({ continent: "SA" }).okQuery("tenants.regions")).toEqual({
			regions: ["weur", "enam"],
			nearest: "enam",
		});
		const small = await createWorld();
		expect(await small.platform().okQuery("tenants.regions")).toEqual({ regions: [], nearest: null });
		await small.stop();
	});
});
