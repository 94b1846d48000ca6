/**
 * A household at the moment of a backup, what its people do after it, and the look whether anything that is over has come alive
 * again when the backup is brought back (T142). It arranges and asks through the product's own doors.
 */
import type { Client } from "@libsql/client/web";
import { expect } from "vitest";
import { tokenIn } from "./acts.ts";
import { act, isInside } from "./administration.ts";
import type { Visitor } from "./browser.ts";
import { tally } from "./figures.ts";
import { type EnrolledPerson, PASSWORD, type Person, type TestTenant, type World } from "./world.ts";

export interface Household {
	readonly house: TestTenant;
	readonly olga: EnrolledPerson;
	readonly alice: EnrolledPerson;
	readonly bob: EnrolledPerson;
	readonly dave: Person;
	/** Who is signed in when the backup is made: Olga, Alice, Bob with a trusted browser, Dave. */
	readonly browsers: readonly Visitor[];
	readonly trusted: Visitor;
	/** Of Alice's link for a new password, which was mailed before the backup. */
	readonly token: string;
}

/** Somebody of every kind, with whatever they may hold at one moment. */
export async function beforeBackup(world: World, cell: Client): Promise<Household> {
	const house = await world.tenant();
	const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
	const [alice, bob, dave] = [await house.enrolled(), await house.enrolled(), await house.person()];
	const desk = await house.signedIn(olga);
	const live = await house.signedIn(alice);
	const trusted = house.visitor();
	await trusted.ok("login.begin", { email: bob.email, password: PASSWORD });
	await trusted.ok("login.proveTotp", { code: bob.code(), trustBrowser: true });
	const plain = await house.signedIn(dave);
	await house.visitor().ok("login.begin", { email: alice.email, password: PASSWORD });
	const asking = house.visitor();
	await asking.ok("passwords.requestReset", { email: alice.email });
	await asking.settle();
	const { tenantId } = house.scope;
	await cell.execute({
		sql: "insert into owner_returns values (?, 'rtn_open', ?, 'Ines', 'Lost phone', ?, ?, null, null)",
		args: [tenantId, olga.id, world.now(), world.now()],
	});
	await cell.execute({
		sql: `insert into outbox (tenant_id, id, kind, recipient, sealed_letter, created_at, not_before_at, expires_at)
			values (?, 'ltr_waiting', 'invitation', 'x@y.example', 'k1.sealed', ?1, ?, ?)`,
		args: [tenantId, world.now() + 600_000, world.now() + 900_000],
	});
	const browsers = [desk, live, trusted, plain];
	return { house, olga, alice, bob, dave, browsers, trusted, token: tokenIn(world.mails(alice.email)[0]) };
}

/** After the backup: a code is used, sessions end, trust and a factor are taken back, somebody is closed out. */
export async function goOn(
	world: World,
	{ house, olga, alice, bob, dave, browsers, trusted }: Household,
): Promise<void> {
	world.nextStep();
	const [desk, live] = browsers;
	if (!desk || !live) throw new Error("nobody is signed in");
	const withCode = house.visitor();
	await withCode.ok("login.begin", { email: alice.email, password: PASSWORD });
	await withCode.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] });
	await withCode.settle();
	await live.ok("login.signOut");
	await trusted.ok("trustedBrowsers.revokeAll");
	await trusted.ok("totp.disable", { password: PASSWORD, code: bob.code() });
	await desk.ok("sessions.prove", { code: olga.code() });
	expect(await act(desk, "users.disable", { ids: [dave.id] })).toEqual(["done"]);
}

/** Nothing that was issued, spent or sent before the backup was brought back opens anything or leaves (T142). */
export async function expectNothingAlive(world: World, cell: Client, held: Household): Promise<void> {
	const { house, olga, alice, bob, browsers, trusted, token } = held;
	for (const browser of browsers) expect(await isInside(browser)).toBe(false);
	expect(await trusted.ok("login.begin", { email: bob.email, password: PASSWORD })).toMatchObject({
		next: "secondFactor",
	});
	const fresh = house.visitor();
	expect((await fresh.refused("passwords.reset", { token, password: "another-quiet-stone" })).refusal).toBe(
		"link_invalid",
	);
	await fresh.ok("login.begin", { email: alice.email, password: PASSWORD });
	const codes = [alice.recoveryCodes[0], alice.recoveryCodes[1]];
	for (const code of codes)
		expect((await fresh.refused("login.proveRecoveryCode", { code })).refusal).toBe("code_wrong");
	expect((await fresh.refused("login.proveTotp", { code: alice.code() })).refusal).toBe("code_wrong");
	const of = async (sql: string) => (await cell.execute({ sql, args: [house.scope.tenantId] })).rows;
	expect(await of("select 1 from trusted_browsers where tenant_id = ?")).toEqual([]);
	expect(
		await of("select 1 from recovery_codes where tenant_id = ? and (used_at is null or sealed_code is not null)"),
	).toEqual([]);
	expect(
		await of("select 1 from owner_returns where tenant_id = ? and cancelled_at is null and finished_at is null"),
	).toEqual([]);
	const [waiting] = await of("select sealed_letter from outbox where tenant_id = ? and id = 'ltr_waiting'");
	expect(waiting?.sealed_letter).toBeNull();
	world.advance(60_000);
	expect(await isInside(await house.signedIn(olga))).toBe(true);
	// Trust, the link and the step of the app beside the sessions and the recovery codes.
	tally("T142", browsers.length + codes.length + 3, "sessions, codes, links and trusts of before a restore: 0 alive");
}
