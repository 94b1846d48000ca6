/**
 * Changing somebody's number or realm: what is a way back to a second factor, or carries a requirement, is changed only by whoever
 * has just proved themselves, and never in silence.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import { isInside, makeRealm, nextOf, storedPerson } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
let desk: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner" });
});
beforeEach(async () => {
	world.nextStep();
	desk = await house.signedIn(owner);
});
afterAll(() => world.stop());

const update = (input: object, visitor = desk) => visitor.ok("users.update", input);
const nothing = { missing: [], factorRemoved: false };
const told = async (id: string) =>
	(await world.audit(id as never)).filter(({ event }) => /^(user|factor\.phone)/.test(event));

describe("a number", () => {
	it("S110 S111 under a factor that came by the old one ends it: its code is refused at once and a letter says so", async () => {
		const bo = await house.enrolled({ method: "phoneLink", phone: "+421987654321" });
		const visitor = await house.signedIn(bo);
		world.nextStep();
		const half = await afterPassword(house, bo);
		expect(await update({ id: bo.id, phone: "+421987654322" })).toEqual({ missing: [], factorRemoved: true });
		await desk.settle();
		expect(await half.refused("login.proveTotp", { code: bo.code() })).toMatchObject({ status: 401 });
		expect(await storedPerson(world, bo.id)).toMatchObject({ two_factor: "off", phone: "+421987654322" });
		expect(await world.rows("select id from recovery_codes where user_id = ?", [bo.id])).toEqual([]);
		expect(await isInside(visitor)).toBe(true);
		expect(world.mails(bo.email)[0]?.text).toMatch(/delete the old entry/i);
		expect(await told(bo.id)).toEqual([
			{ event: "user.changed", evidence: { fields: ["phone"] } },
			{ event: "factor.phoneChanged", evidence: {} },
		]);
	});

	it("T133 S110 of somebody with a factor needs a recent proof, that of somebody without none", async () => {
		const bo = await house.enrolled({ method: "phoneLink", phone: "+421987654321" });
		const al = await house.enrolled({ phone: "+421987654321" });
		const cy = await house.person({ phone: "+421987654321" });
		world.advance(10 * 60_000 + 1);
		for (const { id } of [bo, al])
			expect(await desk.refused("users.update", { id, phone: null })).toMatchObject({
				refusal: "recent_proof_required",
			});
		expect(await storedPerson(world, bo.id)).toMatchObject({ two_factor: "onNeverUsed", phone: "+421987654321" });
		expect(await update({ id: bo.id, phone: "+421 987 654 321" })).toEqual(nothing);
		expect(await update({ id: cy.id, phone: null })).toEqual(nothing);
		expect(await storedPerson(world, al.id)).toMatchObject({ two_factor: "onNeverUsed", phone: "+421987654321" });
	});

	it("T135 is told to the stored mailbox, whoever had it changed and whether or not a factor ends", async () => {
		const al = await house.enrolled({ phone: "+421987654321" });
		const cy = await house.person();
		for (const { id, email } of [al, cy]) {
			await update({ id, phone: "+421987654322" });
			await desk.settle();
			expect(world.mails(email)[0]?.subject).toMatch(/phone number was changed/i);
			expect(world.mails(email)[0]?.text).not.toMatch(/delete the old entry/i);
		}
	});

	it("T133 is a way back to a factor where codes are texted to it: it needs a recent proof and ends all trust", async () => {
		const open = await world.tenant({ policy: { textRecovery: true } });
		const ada = await open.enrolled({ role: "admin" });
		const visitor = await open.signedIn(ada);
		const [pat, eve] = [await open.enrolled({ phone: "+421987654321" }), await open.person()];
		const trusting = await afterPassword(open, pat);
		await trusting.ok("login.proveTotp", { code: pat.code(), trustBrowser: true });
		world.advance(10 * 60_000 + 1);
		for (const { id } of [pat, eve])
			expect(await visitor.refused("users.update", { id, phone: "+421987654322" })).toMatchObject({
				refusal: "recent_proof_required",
			});
		expect(await nextOf(open, pat, trusting)).toBe("signedIn");
		await visitor.ok("sessions.prove", { code: ada.code() });
		await visitor.ok("users.update", { id: pat.id, phone: "+421987654322" });
		expect(await nextOf(open, pat, trusting)).toBe("secondFactor");
	});

	it.each(["users.setMethod", "users.update"])(
		"T133 S110 ends a factor that came by the old one also when %s chose another method first",
		async (how) => {
			const bo = await house.enrolled({ method: "phoneLink", phone: "+421987654321" });
			const al = await house.enrolled({ method: "phoneLink", phone: "+421987654321" });
			await world.rows("update totp_factors set set_up_by = null where user_id = ?", [al.id]);
			for (const { id } of [bo, al]) {
				await desk.ok(how, { id, method: "authenticator" });
				expect(await update({ id, phone: "+421987654322" })).toEqual({ missing: [], factorRemoved: true });
				expect(await storedPerson(world, id)).toMatchObject({ two_factor: "off" });
			}
			const cy = await house.enrolled({ phone: "+421987654321" });
			await desk.ok(how, { id: cy.id, method: "phoneLink" });
			expect(await update({ id: cy.id, phone: "+421987654322" })).toEqual(nothing);
		},
	);

	it("S65 of one's own cannot be changed this way while it is a recovery channel", async () => {
		const open = await world.tenant({ policy: { textRecovery: true } });
		const ada = await open.enrolled({ role: "owner", phone: "+421987654321" });
		const visitor = await open.signedIn(ada);
		expect(await visitor.refused("users.update", { id: ada.id, phone: "+421987654322" })).toMatchObject({
			status: 403,
			refusal: "phone_fixed",
		});
		const pat = await open.person();
		await visitor.ok("users.update", { id: pat.id, phone: "+421987654322" });
	});
});

describe("a realm", () => {
	it("T055 a move needs a recent proof, whichever way it is asked for and also of oneself", async () => {
		const calm = await makeRealm(world, house, "calm");
		const pat = await house.person();
		world.advance(10 * 60_000 + 1);
		for (const { id } of [pat, owner])
			for (const how of ["users.update", "users.moveToRealm"])
				expect(await desk.refused(how, { id, realmId: calm })).toMatchObject({ refusal: "recent_proof_required" });
		expect((await storedPerson(world, pat.id))?.realm_id).not.toBe(calm);
		await desk.ok("sessions.prove", { code: owner.code() });
		await update({ id: pat.id, realmId: calm });
		expect((await storedPerson(world, pat.id))?.realm_id).toBe(calm);
	});
});
