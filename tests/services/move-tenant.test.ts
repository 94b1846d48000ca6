/**
 * A tenant moves from one cell to another: everything of it arrives, nothing of it can act where it was, and whoever comes by an
 * old directory is served in the new place within the same request. Races and broken moves have files of their own.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freeze, open, type Post } from "../../dev/operator/move-fence.ts";
import { sweep } from "../../worker/sweep.ts";
import { tokenIn } from "../support/acts.ts";
import { createVisitor } from "../support/browser.ts";
import { type Cells, createCells } from "../support/cells.ts";
import { dumpIn } from "../support/tenant-rows.ts";
import { PASSWORD, type TestTenant } from "../support/world.ts";

let cells: Cells;
beforeAll(async () => {
	cells = await createCells([{ id: "east" }, { id: "west" }, { id: "far", alone: true }]);
});
afterAll(() => cells.stop());

const words = (house: TestTenant, to: string) => ["tenants", "move", house.slug, "--to", to, "--operator", "Ines"];

describe("tenants move", () => {
	it("brings every row to the other cell as it was, and leaves nothing but a stone", async () => {
		const { world, operator } = cells;
		const house = await world.tenant();
		const alice = await house.enrolled();
		const signedIn = await house.signedIn(alice);
		await house.visitor().refused("login.begin", { email: alice.email, password: "wrong-password" });
		await signedIn.settle();
		const before = await dumpIn(cells.cell("east").client, house.scope.tenantId);
		expect(await operator.ok(...words(house, "far"))).toContain(`${house.slug} lives in far now.`);
		const after = await dumpIn(cells.cell("far").client, house.scope.tenantId);
		const moved = after.audit_events?.filter(({ event }) => event === "tenant.moved");
		expect(moved).toEqual([expect.objectContaining({ evidence: '{"operator":"Ines","from":"east","to":"far"}' })]);
		const { audit_events: told, ...rest } = after;
		expect({ ...rest, audit_events: told?.filter(({ event }) => event !== "tenant.moved") }).toEqual(before);
		expect(await dumpIn(cells.cell("east").client, house.scope.tenantId)).toEqual({
			tenants: [expect.objectContaining({ state: "moving", name: "", contact: null })],
		});
		expect(await cells.homeOf(house)).toBe("far");
		for (const { client } of cells.cells) {
			expect((await client.execute("select * from fences")).rows).toEqual([]);
			expect(
				(await client.execute("select 1 from sqlite_master where name like 'fence_%' and type = 'trigger'")).rows,
			).toEqual([]);
			expect(
				(await client.execute("select name from sqlite_master where name = 'audit_events_remain'")).rows,
			).toHaveLength(1);
		}
		expect(await world.rows("select * from moves")).toEqual([]);
	});

	it("ends no session, no half-done sign-in and no trust, and lets no code count twice", async () => {
		const { world, operator } = cells;
		const house = await world.tenant();
		const alice = await house.enrolled();
		const signedIn = await house.signedIn(alice);
		const half = house.visitor();
		await half.ok("login.begin", { email: alice.email, password: PASSWORD });
		const used = alice.code();
		await operator.ok(...words(house, "west"));
		expect(await signedIn.okQuery("sessions.current")).toMatchObject({ user: { email: alice.email } });
		expect(await half.refused("login.proveTotp", { code: used })).toMatchObject({ refusal: "code_wrong" });
		world.nextStep();
		expect(await half.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("takes waiting letters along, and only the new cell sends them", async () => {
		const { world, operator } = cells;
		const house = await world.tenant();
		const bob = await house.person();
		world.failMails(true);
		await house.visitor().ok("passwords.requestReset", { email: bob.email });
		await operator.ok(...words(house, "west"));
		world.failMails(false);
		world.advance(120_000);
		await sweep(world.deps);
		expect(world.mails(bob.email)).toHaveLength(1);
		const token = tokenIn(world.mails(bob.email)[0]);
		expect(await house.visitor().ok("passwords.reset", { token, password: "another-river-stone" })).toEqual({
			next: "signIn",
		});
	});

	it("keeps the record one chain that verify follows", async () => {
		const { world, operator } = cells;
		const house = await world.tenant();
		await house.signedIn(await house.person());
		await sweep(world.deps);
		await house.signedIn(await house.person());
		await operator.ok(...words(house, "west"));
		await sweep(world.deps);
		expect(await operator.ok("verify", "--tenant", house.slug)).toMatch(/is whole: \d+ rows.*proved; 0 are waiting/);
		await operator.ok(...words(house, "east"));
		await sweep(world.deps);
		expect(await operator.ok("verify", "--tenant", house.slug)).toMatch(/is whole/);
	});

	it("serves whoever comes by an old directory, in the same request", async () => {
		const { world, operator } = cells;
		const house = await world.tenant();
		const alice = await house.enrolled();
		const stale = world.anotherApp();
		const visitor = createVisitor(stale, { origin: world.origin, slug: house.slug });
		await visitor.okQuery("tenant.profile");
		const signedIn = await house.signedIn(alice);
		visitor.jar.take(signedIn.jar);
		await operator.ok(...words(house, "west"));
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { email: alice.email } });
		const other = createVisitor(world.anotherApp(), { origin: world.origin, slug: house.slug });
		await other.okQuery("tenant.profile");
		await operator.ok(...words(house, "far"));
		other.jar.take(signedIn.jar);
		expect(await other.ok("login.signOut")).toEqual({});
		expect(await visitor.okQuery("sessions.current")).toBeNull();
	});

	it("is honoured at once by workers that remember another state of the tenant", async () => {
		const { world, operator } = cells;
		const house = await world.tenant();
		const alice = await house.enrolled();
		const apps = [world.anotherApp(), world.anotherApp()];
		const visitors = apps.map((app) => createVisitor(app, { origin: world.origin, slug: house.slug }));
		const signedIn = await house.signedIn(alice);
		for (const visitor of visitors) {
			visitor.jar.take(signedIn.jar);
			expect(await visitor.okQuery("sessions.current")).not.toBeNull();
		}
		await operator.ok(...words(house, "west"));
		await operator.ok(
			"tenants",
			"suspend",
			"--tenant",
			house.slug,
			"--operator",
			"Ines",
			"--reason",
			"Unpaid since May",
		);
		for (const visitor of visitors) {
			expect(await visitor.okQuery("sessions.current")).toBeNull();
			expect(await visitor.refused("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
				status: 403,
				refusal: "tenant_suspended",
			});
		}
		await operator.ok(...words(house, "east"));
		expect(await cells.stateIn("east", house)).toBe("suspended");
		await operator.ok("tenants", "resume", "--tenant", house.slug, "--operator", "Ines");
		for (const visitor of visitors)
			expect(await visitor.ok("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
				next: "secondFactor",
			});
	});

	it("keeps no other tenant of the cell waiting: the sweeps pass by the one that is frozen", async () => {
		const { world } = cells;
		const [frozen, other] = [await world.tenant(), await world.tenant()];
		const people = [await frozen.person(), await other.person()] as const;
		world.failMails(true);
		for (const [index, house] of [frozen, other].entries()) {
			const visitor = house.visitor();
			await visitor.ok("passwords.requestReset", { email: people[index]?.email });
			await visitor.settle();
			await house.signedIn(people[index] ?? people[0]);
		}
		world.failMails(false);
		const { db, tenantId } = frozen.scope;
		const post: Post = { db, tenantId, run: 1, way: "out" };
		await freeze(post, "active");
		const before = await dumpIn(cells.cell("east").client, tenantId);
		world.advance(120_000);
		const failures = () => world.log.filter(({ event }) => event === "sweep.failed").length;
		const failed = failures();
		await sweep(world.deps);
		expect(failures()).toBe(failed);
		expect([world.mails(people[0].email).length, world.mails(people[1].email).length]).toEqual([0, 1]);
		world.advance(26 * 3_600_000);
		await sweep(world.deps);
		expect(failures()).toBe(failed);
		expect(await dumpIn(cells.cell("east").client, tenantId)).toEqual(before);
		expect((await dumpIn(cells.cell("east").client, other.scope.tenantId)).sessions).toBeUndefined();
		await open(post, "active");
		await sweep(world.deps);
		expect((await dumpIn(cells.cell("east").client, tenantId)).sessions).toBeUndefined();
	});

	it("says what it would do, and refuses what makes no sense", async () => {
		const { world, operator } = cells;
		const house = await world.tenant();
		expect(await operator.ok(...words(house, "west"), "--dry-run")).toMatch(/Would move .* from east to west/);
		expect(await cells.homeOf(house)).toBe("east");
		expect(await operator.ok(...words(house, "east"))).toContain("already");
		expect((await operator.run("move-tenant", house.slug, "--to", "moon", "--operator", "Ines")).err).toContain(
			"no cell",
		);
		expect((await operator.run("tenants", "move", house.slug, "--operator", "Ines")).err).toContain("--to <cell>");
		expect(await operator.ok("tenants", "move", house.slug, "--cancel")).toContain("nothing changed");
		expect((await operator.run("tenants", "move", house.slug, "west", "--to", "west")).code).toBe(2);
		expect(await operator.ok("move-tenant", "--tenant", house.slug, "--to", "west", "--operator", "Ines")).toContain(
			"lives in west",
		);
	});
});
