/**
 * A move that is killed: at every single request it makes, on either side of the server. Whatever is left behind, the tenant can
 * act in one cell at most, nothing of it is lost, and the same command, or --cancel before the switch, brings it to a good end.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cells, createCells } from "../support/cells.ts";
import { startDyingProxy } from "../support/dying-proxy.ts";
import { operatorAt } from "../support/operator.ts";
import { dumpIn } from "../support/tenant-rows.ts";
import { type EnrolledPerson, PASSWORD, type TestTenant } from "../support/world.ts";

let cells: Cells;
let house: TestTenant;
let alice: EnrolledPerson;
beforeAll(async () => {
	cells = await createCells([{ id: "east" }, { id: "west" }]);
	house = await cells.world.tenant();
	alice = await house.enrolled();
	await (await house.signedIn(alice)).settle();
});
afterAll(() => cells.stop());

/** Runs the command until its `last` request and kills it there; answers whether it was killed at all. */
async function killed(last: number, isLastCarriedOut: boolean, words: readonly string[]): Promise<boolean> {
	const { world } = cells;
	const targets = new Set([world.deps.config.catalog.url, ...cells.cells.map(({ url }) => url)]);
	const proxy = await startDyingProxy(targets, last, isLastCarriedOut);
	const env = {
		CATALOG_URL: proxy.through(world.deps.config.catalog.url),
		CELLS: cells.setting((url) => proxy.through(url)),
	};
	const { code } = await operatorAt(world, { env }).run(...words);
	await proxy.stop();
	return code !== 0;
}

/** What must hold whatever was cut: one cell at most speaks for the tenant, and it is the one that the directory names. */
async function onlyOneSpeaks(): Promise<void> {
	const home = await cells.homeOf(house);
	for (const { id } of cells.cells) {
		if (id !== home) expect([id, await cells.stateIn(id, house)]).not.toEqual([id, "active"]);
	}
	const answer = await house.visitor().query("tenant.profile");
	expect([200, 503]).toContain(answer.status);
	if (answer.status === 503) expect(answer.headers.get("retry-after")).toBe("2");
}

/** Everything of the tenant but the rows that say it was moved. */
async function contentAt(id: string) {
	const { audit_events: told = [], ...rest } = await dumpIn(cells.cell(id).client, house.scope.tenantId);
	return { ...rest, audit_events: told.filter(({ event }) => event !== "tenant.moved") };
}

/** In the long form every third request is the last one once; in the short form fewer. */
const stride = (short: number, long: number): number => (process.env.LONG_TESTS ? long : short);

const away = (home: string) => (home === "east" ? "west" : "east");
const move = (to: string) => ["tenants", "move", house.slug, "--to", to, "--operator", "Ines"];

describe("a move that is killed", () => {
	it("at any request, before or after it took effect, goes on when the command is repeated", async () => {
		let steps = 0;
		for (let last = 1, wasKilled = true; wasKilled; last += stride(9, 3)) {
			for (const isLastCarriedOut of [false, true]) {
				const home = await cells.homeOf(house);
				const before = await contentAt(home);
				wasKilled = await killed(last, isLastCarriedOut, move(away(home)));
				await onlyOneSpeaks();
				await cells.operator.ok(...move(away(home)));
				expect(await cells.homeOf(house)).toBe(away(home));
				expect(await contentAt(away(home))).toEqual(before);
				expect((await house.visitor().query("tenant.profile")).status).toBe(200);
				steps = last;
			}
		}
		expect(steps).toBeGreaterThan(30);
	}, 400_000);

	it("before the switch can be taken back, also when that is killed; behind it there is only forward", async () => {
		const seen = new Set<string>();
		for (let last = 3, wasKilled = true; wasKilled; last += stride(14, 5)) {
			const home = await cells.homeOf(house);
			const before = await contentAt(home);
			wasKilled = await killed(last, last % 2 === 1, move(away(home)));
			await killed((last % 12) + 2, true, ["tenants", "move", house.slug, "--cancel"]);
			await onlyOneSpeaks();
			const { code, err } = await cells.operator.run("tenants", "move", house.slug, "--cancel");
			const now = await cells.homeOf(house);
			if (code === 1) await cells.operator.ok("tenants", "move", house.slug);
			seen.add(code === 1 ? "forward" : "back");
			if (code === 1) expect(err).toContain("without --cancel");
			expect(await contentAt(now)).toEqual(before);
			expect(await cells.stateIn(now, house)).toBe("active");
			expect((await cells.cell(away(now)).client.execute("select * from fences")).rows).toEqual([]);
			expect(await cells.world.rows("select * from moves")).toEqual([]);
		}
		expect([...seen].sort()).toEqual(["back", "forward"]);
		cells.world.nextStep();
		const visitor = house.visitor();
		await visitor.ok("login.begin", { email: alice.email, password: PASSWORD });
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	}, 240_000);
});
