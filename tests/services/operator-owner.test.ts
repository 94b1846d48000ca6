/**
 * A locked-out owner's way back, from the operator's command to the owner's next sign-in: a reason and two operators, a day of
 * waiting that every owner is told of, one account and nobody else, and no step that two could take at once.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyOverrides } from "../../worker/features/policy/rules.ts";
import { sweep } from "../../worker/sweep.ts";
import { dumpOf, type Operator, operatorAt } from "../support/operator.ts";
import { phoneFrom } from "../support/phone.ts";
import {
	createWorld,
	type EnrolledPerson,
	PASSWORD,
	type Person,
	type TestTenant,
	type World,
} from "../support/world.ts";

const DAY = 24 * 3_600_000;
const REASON = "Phone stolen, passport seen in a call";
let world: World;
let operator: Operator;
beforeAll(async () => {
	world = await createWorld({ databaseDeadlineMs: 20_000 });
	operator = operatorAt(world);
});
afterAll(() => world.stop());

interface Place {
	readonly house: TestTenant;
	readonly olga: EnrolledPerson;
	readonly other: Person;
}
async function arrange(policy: PolicyOverrides = {}): Promise<Place> {
	const house = await world.tenant({ policy });
	const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
	const other = await house.person({ role: "owner", name: "Otto Owner", locale: "es" });
	return { house, olga, other };
}
const words = ({ house, olga }: Place, name: string) => [
	"--tenant",
	house.slug,
	"--email",
	olga.email,
	"--operator",
	name,
];
const request = (place: Place, name = "Ines") =>
	operator.run("owner", "request", ...words(place, name), "--reason", REASON);
const finish = (place: Place, name = "Ivan") => operator.run("owner", "finish", ...words(place, name));
const cancel = (place: Place, name = "Ines") => operator.run("owner", "cancel", ...words(place, name));
const returnsOf = ({ house }: Place) =>
	world.rows("select * from owner_returns where tenant_id = ?", [house.scope.tenantId]);

describe("owner request and finish", () => {
	it("S66 S191 gives the owner back access after a day: asked by one, announced to all owners, finished by another, recorded", async () => {
		const place = await arrange();
		const { house, olga, other } = place;
		const asked = await request(place);
		expect([asked.code, asked.err]).toEqual([0, ""]);
		await sweep(world.deps);
		for (const { email } of [olga, other]) {
			const [letter] = world.mails(email);
			expect(letter?.text).toContain(REASON);
			expect(letter?.text).toContain(olga.email);
			expect(letter?.text).toContain(`/t/${house.slug}/settings/organization`);
		}
		expect(world.mails(other.email)[0]?.subject).toMatch(/vía de vuelta|propietari|volver/i);

		const early = await finish(place);
		expect([early.code, early.err]).toEqual([1, expect.stringMatching(/^Not before 2026-11-22 12:00 UTC/)]);
		world.advance(DAY);
		expect(await operator.ok("owner", "status", "--tenant", house.slug)).toContain("ready");
		const same = await finish(place, "  iNES ");
		expect([same.code, same.err]).toEqual([1, expect.stringContaining("Another operator has to finish it")]);
		expect((await finish(place)).code).toBe(0);
		await sweep(world.deps);
		expect(world.mails(other.email)).toHaveLength(2);
		const events = (await world.audit(olga.id)).filter(({ event }) => event.startsWith("ownerReturn"));
		expect(events).toMatchObject([
			{ event: "ownerReturn.requested", evidence: { operator: "Ines", reason: REASON } },
			{ event: "ownerReturn.finished", evidence: { operator: "Ivan" } },
		]);
		expect((await finish(place)).code).toBe(1);
		expect(await operator.ok("owner", "status", "--tenant", house.slug)).toContain("finished");
	});

	it("S67 S136 touches that account only: every other row of every table is what it was", async () => {
		const place = await arrange();
		const { house, olga } = place;
		await house.signedIn(olga);
		for (const somebody of [await house.enrolled(), await (await world.tenant()).enrolled()]) {
			expect(somebody.recoveryCodes).toHaveLength(10);
		}
		await request(place);
		world.advance(DAY);
		const before = await dumpOf(world);
		expect((await finish(place)).code).toBe(0);
		const after = await dumpOf(world);
		const touched = new Set<string>();
		for (const [table, rows] of Object.entries(before)) {
			const text = (all: readonly Record<string, unknown>[]) => all.map((row) => JSON.stringify(row));
			const [was, is] = [text(rows), text(after[table] ?? [])];
			const changed = [...was.filter((row) => !is.includes(row)), ...is.filter((row) => !was.includes(row))];
			for (const row of changed) {
				touched.add(table);
				const isLetter = table === "outbox" && row.includes("ownerReturnFinished");
				// Sums of people, kept by triggers: she is counted as somebody without a factor now.
				const isSum = table === "headcounts";
				expect(row.includes(olga.id) || isLetter || isSum, `${table}: ${row}`).toBe(true);
			}
		}
		expect([...touched].sort()).toEqual([
			"audit_events",
			"headcounts",
			"outbox",
			"owner_returns",
			"recovery_codes",
			"sessions",
			"totp_factors",
			"users",
		]);
		for (const table of ["totp_factors", "recovery_codes", "sessions", "trusted_browsers"])
			expect(await world.rows(`select 1 from ${table} where user_id = ?`, [olga.id]), table).toEqual([]);
	});

	it("S68 S136 the owner then comes in with the password alone, is called to set a factor up, and does", async () => {
		const place = await arrange();
		const { house, olga } = place;
		const old = await house.signedIn(olga);
		for (let tries = 0; tries < 10; tries += 1) {
			const visitor = house.visitor();
			await visitor.ok("login.begin", { email: olga.email, password: PASSWORD });
			await visitor.mutate("login.proveTotp", { code: "000000" });
		}
		await request(place);
		world.advance(DAY);
		expect((await finish(place)).code).toBe(0);
		expect(await old.okQuery("sessions.current")).toBeNull();
		const visitor = house.visitor();
		expect(await visitor.ok("login.begin", { email: olga.email, password: PASSWORD })).toMatchObject({
			next: "signedIn",
		});
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ twoFactor: { on: false, offered: true } });
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin", { password: PASSWORD });
		await visitor.ok("totp.confirm", { code: phoneFrom(uri).code(world.now()) });
		await visitor.ok("totp.finish", { saved: true });
		world.nextStep();
		const next = house.visitor();
		expect(await next.ok("login.begin", { email: olga.email, password: PASSWORD })).toMatchObject({
			next: "secondFactor",
		});
		expect(await next.ok("login.proveTotp", { code: phoneFrom(uri).code(world.now()) })).toMatchObject({
			next: "signedIn",
		});
	});

	it("S68 where a second factor is required, set-up stands between the owner's password and everything else", async () => {
		const place = await arrange({ requirement: "required" });
		await request(place);
		world.advance(DAY);
		expect((await finish(place)).code).toBe(0);
		const visitor = place.house.visitor();
		expect(await visitor.ok("login.begin", { email: place.olga.email, password: PASSWORD })).toMatchObject({
			next: "setUp",
		});
		expect(await visitor.okQuery("sessions.current")).toBeNull();
	});

	it("a way back that was cancelled, by operator or by owner, cannot be finished, and another can be asked for", async () => {
		const place = await arrange();
		await request(place);
		expect((await request(place)).code).toBe(1);
		expect((await cancel(place)).code).toBe(0);
		world.advance(DAY);
		expect((await finish(place)).err).toContain("No way back is open");
		expect((await request(place)).code).toBe(0);
		await world.rows("update owner_returns set cancelled_at = ? where finished_at is null", [world.now()]);
		world.advance(DAY);
		expect((await finish(place)).code).toBe(1);
		expect(await world.rows("select 1 from totp_factors where user_id = ?", [place.olga.id])).toHaveLength(1);
	});

	it("T066 is good for seventy-two hours once the day is over, and then has to be asked for anew", async () => {
		const place = await arrange();
		await request(place);
		world.advance(4 * DAY);
		expect(await operator.ok("owner", "status", "--tenant", place.house.slug)).toContain("expired");
		expect(await finish(place)).toMatchObject({ code: 1, err: expect.stringContaining("older than 72 hours") });
		expect((await cancel(place)).code).toBe(1);
		expect(await world.rows("select 1 from totp_factors where user_id = ?", [place.olga.id])).toHaveLength(1);
		expect((await request(place)).code).toBe(0);
		world.advance(4 * DAY - 1);
		expect((await finish(place)).code).toBe(0);
	});

	it("a dry run of each step changes nothing at all", async () => {
		const place = await arrange();
		const before = await dumpOf(world);
		await operator.ok("owner", "request", ...words(place, "Ines"), "--reason", REASON, "--dry-run");
		expect(await dumpOf(world)).toEqual(before);
		await request(place);
		world.advance(DAY);
		const asked = await dumpOf(world);
		expect(await operator.ok("owner", "finish", ...words(place, "Ivan"), "--dry-run")).toContain("Would take");
		await operator.ok("owner", "cancel", ...words(place, "Ines"), "--dry-run");
		expect(await dumpOf(world)).toEqual(asked);
	});
});

describe("who is refused", () => {
	it("S136 a non-owner is the administrators' work, and the hint says where", async () => {
		const place = await arrange();
		const { house } = place;
		const mia = await house.enrolled();
		for (const line of [
			["owner", "request", "--tenant", house.slug, "--email", mia.email, "--operator", "Ines", "--reason", REASON],
			["reset", "--tenant", house.slug, "--email", mia.email],
		]) {
			const { code, err } = await operator.run(...line);
			expect([code, err]).toEqual([1, expect.stringContaining(`/settings/users/${mia.id}`)]);
		}
		const owner = await operator.run("reset", "--tenant", house.slug, "--email", place.olga.email);
		expect([owner.code, owner.err]).toEqual([1, expect.stringContaining("owner request")]);
	});

	it("no reason, no operator, an unknown person, an owner without a factor: each is told what to do", async () => {
		const place = await arrange();
		const { house, olga } = place;
		const base = ["owner", "request", "--tenant", house.slug, "--email"];
		expect((await operator.run(...base, olga.email, "--operator", "Ines")).code).toBe(2);
		expect((await operator.run(...base, olga.email, "--operator", "Ines", "--reason", "  ")).code).toBe(2);
		expect((await operator.run(...base, olga.email, "--reason", REASON)).code).toBe(2);
		const nobody = await operator.run(...base, "nobody@acme.example", "--operator", "Ines", "--reason", REASON);
		expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining("Nobody in")]);
		const plain = await house.person({ role: "owner" });
		const factorless = await operator.run(...base, plain.email, "--operator", "Ines", "--reason", REASON);
		expect([factorless.code, factorless.err]).toEqual([1, expect.stringContaining("has no second factor")]);
		expect(await returnsOf(place)).toEqual([]);
	});
});
