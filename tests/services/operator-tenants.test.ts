/**
 * The operator's command line as a whole, and organizations in its hands: list, create, suspend, resume. Wrong calls are told in a
 * line and end with 2, refusals with 1; nothing secret and no stack is printed (the support file checks it at every call).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../dev/operator/commands.ts";
import { openService } from "../../dev/operator/target.ts";
import { sweep } from "../../worker/sweep.ts";
import { tokenIn } from "../support/acts.ts";
import { dumpOf, type Operator, operatorAt, ringOf } from "../support/operator.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
let operator: Operator;
beforeAll(async () => {
	world = await createWorld();
	operator = operatorAt(world);
});
afterAll(() => world.stop());

describe("the command line", () => {
	it("explains every command, with the usage of each", async () => {
		const all = await operator.ok("help");
		expect(await operator.ok()).toBe(all);
		expect(await operator.ok("--help")).toBe(all);
		for (const [name, { options, changes }] of Object.entries(commands)) {
			expect(all).toContain(`  ${name}`);
			const own = await operator.ok("help", ...name.split(" "));
			expect(await operator.ok(...name.split(" "), "--help")).toBe(own);
			for (const option of Object.keys(options)) expect(own).toContain(`--${option}`);
			expect(own.includes("--dry-run")).toBe(changes);
		}
	});

	it.each([
		["an unknown command", ["tenants", "destroy"]],
		["an unknown option", ["tenants", "list", "--loud"]],
		["a missing option", ["tenants", "suspend", "--tenant", "acme"]],
		["an option without its value", ["verify", "--tenant"]],
		["a word too many", ["tenants", "list", "all"]],
		["neither of two options", ["verify"]],
		[
			"a slug that is none",
			["tenants", "create", "--tenant", "A B", "--name", "A", "--owner-email", "a@b.example", "--owner-name", "A"],
		],
		[
			"an address that is none",
			["tenants", "create", "--tenant", "abc", "--name", "A", "--owner-email", "nobody", "--owner-name", "A"],
		],
		["a dry run of what changes nothing", ["tenants", "list", "--dry-run"]],
	])("ends with 2 and says why for %s", async (_what, words) => {
		const { code, out, err } = await operator.run(...words);
		expect([code, out]).toEqual([2, ""]);
		expect(err.split("\n")[0]).toMatch(/^[A-Z"'-].{10,160}$/);
	});

	it.each([
		["an unknown organization", {}, ["verify", "--tenant", "nobody-here"], /no organization "nobody-here"/],
		["a missing setting", { ORIGIN: "" }, ["tenants", "list"], /^Settings missing or invalid: ORIGIN/],
		[
			"a weak key",
			{ KEYS: '{"current":"k1","keys":{"k1":"AAAA"}}' },
			["verify", "--tenant", "nobody-here"],
			/^Settings missing or invalid: KEYS/,
		],
		[
			"a database that is away",
			{ CATALOG_URL: "http://127.0.0.1:9" },
			["tenants", "list"],
			/^The database does not answer/,
		],
		[
			"no local world",
			{ CATALOG_URL: "", DATA_DIR: "/nowhere/at/all" },
			["tenants", "list"],
			/^There is no local world/,
		],
	])("ends with 1 and one line for %s", async (_what, env, words, expected) => {
		const { code, out, err } = await operatorAt(world, { env }).run(...words);
		expect([code, out]).toEqual([1, ""]);
		expect(err).toMatch(expected);
		expect(err.trim().split("\n")).toHaveLength(1);
	});

	it("asks for no key to read what is neither sealed nor proved, and has none then", async () => {
		const { slug } = (await world.tenant({ name: "Seen Without Keys" })).scope;
		for (const KEYS of [undefined, "not a ring"]) {
			const keyless = operatorAt(world, { env: { KEYS } });
			expect(await keyless.ok("tenants", "list")).toContain(slug);
			expect(await keyless.ok("owner", "status", "--tenant", slug)).toContain("Nobody has asked");
			for (const words of [
				["verify", "--tenant", slug],
				["keys", "status"],
			]) {
				const { code, err } = await keyless.run(...words);
				expect([code, err]).toEqual([1, expect.stringMatching(/^Settings missing or invalid: KEYS/)]);
			}
		}
		const { origin, catalog } = world.deps.config;
		const env = { ORIGIN: origin, CATALOG_URL: catalog.url, CATALOG_NAMESPACE: catalog.namespace, KEYS: ringOf(world) };
		const { deps } = await openService(env, "without keys");
		for (const id of [deps.keys.currentId, world.deps.keys.currentId])
			await expect(deps.keys.mac(id, "audit", "said")).rejects.toThrow("unknown key id");
	});

	it("does not touch a database of another age", async () => {
		const aged = await createWorld();
		await aged.rows("delete from migrations_cell where created_at = (select max(created_at) from migrations_cell)");
		const { code, err } = await operatorAt(aged).run("tenants", "list");
		expect([code, err]).toEqual([1, expect.stringContaining("npm run db:migrate")]);
		await aged.stop();
	});

	it("T138 shows a stored name without its control characters", async () => {
		const house = await world.tenant({ name: "Plain" });
		await world.rows("update tenants set name = ? where tenant_id = ?", ["\u001b[31mRed\nnext", house.scope.tenantId]);
		expect(await operator.ok("tenants", "list")).toContain("\\u001b[31mRed\\u000anext");
	});
});

describe("tenants", () => {
	it("create makes an organization whose owner chooses the password by the invitation", async () => {
		const words = [
			"--tenant",
			"north",
			"--name",
			"North & Co",
			"--owner-email",
			"Nora@North.example",
			"--owner-name",
			"Nora North",
		];
		const before = await dumpOf(world);
		expect(await operator.ok("tenants", "create", ...words, "--dry-run")).toContain("Would make");
		expect(await dumpOf(world)).toEqual(before);
		await operator.ok("tenants", "create", ...words);
		const again = await operator.run("tenants", "create", ...words);
		expect([again.code, again.err]).toEqual([1, expect.stringContaining("taken")]);
		await sweep(world.deps);
		const [letter] = world.mails("nora@north.example");
		const house = await world.tenant();
		// People of another organization are not counted here.
		await house.person();
		const visitor = house.visitor({ slug: "north" });
		await visitor.ok("users.acceptInvitation", { token: tokenIn(letter), password: PASSWORD });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			user: { email: "nora@north.example", role: "owner" },
		});
		expect(await operator.ok("tenants", "list")).toMatch(/^north +North & Co +active +1 +main/m);
		const line = (await operator.ok("tenants", "list", "--json")).split("\n").find((one) => one.includes('"north"'));
		expect(JSON.parse(line ?? "{}")).toMatchObject({ slug: "north", state: "active", people: 1 });
	});

	it("suspend is honoured with the very next request, and resume does not bring old sessions back", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		const half = house.visitor();
		await half.ok("login.begin", { email: alice.email, password: PASSWORD });
		const words = ["--tenant", house.slug, "--operator", "Ines"];
		await operator.ok("tenants", "suspend", ...words, "--reason", "Unpaid since May", "--dry-run");
		expect(await visitor.okQuery("sessions.current")).not.toBeNull();
		await operator.ok("tenants", "suspend", ...words, "--reason", "Unpaid since May");
		expect((await visitor.query("sessions.list")).status).toBe(401);
		expect((await half.refused("login.proveTotp", { code: alice.code() })).status).toBe(401);
		expect((await house.visitor().refused("login.begin", { email: alice.email, password: PASSWORD })).refusal).toBe(
			"tenant_suspended",
		);
		expect(await operator.ok("tenants", "suspend", ...words, "--reason", "Unpaid since May")).toContain("already");
		await operator.ok("tenants", "resume", ...words);
		expect(await operator.ok("tenants", "resume", ...words)).toContain("already");
		expect((await visitor.query("sessions.list")).status).toBe(401);
		expect((await half.refused("login.proveTotp", { code: alice.code() })).status).toBe(401);
		expect(await house.visitor().ok("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			next: "secondFactor",
		});
		const events = await world.rows(
			"select event, evidence from audit_events where tenant_id = ? and event like 'tenant.%' order by rowid",
			[house.scope.tenantId],
		);
		expect(events).toEqual([
			{ event: "tenant.suspended", evidence: '{"operator":"Ines","reason":"Unpaid since May"}' },
			{ event: "tenant.resumed", evidence: '{"operator":"Ines"}' },
		]);
	});
});
