/**
 * Sensitive acts with a session that is old, or that a trusted browser gave: each asks for the factor again, and without
 * it nothing changes (T055). A window that a factor opened cannot be kept open by anything less.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../worker/lib/duration.ts";
import { afterPassword, everythingOf } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";

/** A session whose proof is eleven minutes old. */
async function stale(alice: EnrolledPerson): Promise<Visitor> {
	const visitor = await acme.signedIn(alice);
	world.advance(minutes(11));
	await visitor.okQuery("sessions.current");
	await visitor.settle();
	return visitor;
}

/** A session of a moment ago that a trusted browser gave. */
async function byTrust(alice: EnrolledPerson): Promise<Visitor> {
	const visitor = await afterPassword(acme, alice);
	await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
	await visitor.settle();
	world.nextStep();
	expect(await visitor.ok("login.begin", { email: alice.email, password: PASSWORD })).toEqual({ next: "signedIn" });
	await visitor.settle();
	return visitor;
}

const acts = [
	["totp.begin", { password: PASSWORD }],
	["recoveryCodes.regenerate", { password: PASSWORD }],
	["passwords.change", { current: PASSWORD, password: FRESH }],
	["recoveryCodes.list", undefined],
	["totp.disable", { password: PASSWORD }],
] as const;

describe.each([
	["older than ten minutes", stale],
	["from a trusted browser", byTrust],
])("a session %s", (_kind, arrive) => {
	it.each(acts)("T055 is asked for the factor by %s, and nothing changes without it", async (procedure, input) => {
		const alice = await acme.enrolled();
		const visitor = await arrive(alice);
		const before = withoutBudget(await everythingOf(world, alice.id));
		const answer = await (procedure === "recoveryCodes.list"
			? visitor.query(procedure)
			: visitor.mutate(procedure, input));
		await visitor.settle();
		expect(answer.status, JSON.stringify(answer.body)).toBe(procedure === "totp.disable" ? 400 : 403);
		expect(withoutBudget(await everythingOf(world, alice.id))).toBe(before);
	});

	it("T055 gets through once the factor was shown, with a session of another secret", async () => {
		const alice = await acme.enrolled();
		const visitor = await arrive(alice);
		const old = visitor.copy();
		await visitor.ok("sessions.prove", { code: alice.code() });
		await visitor.ok("totp.begin", { password: PASSWORD });
		expect(await old.refused("totp.begin", { password: PASSWORD })).toMatchObject({ refusal: "not_signed_in" });
	});

	it("T055 is not helped by the password, however right", async () => {
		const alice = await acme.enrolled();
		const visitor = await arrive(alice);
		expect(await visitor.refused("sessions.prove", { password: PASSWORD })).toMatchObject({
			refusal: "input_invalid",
			fields: { code: "required" },
		});
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ session: { recentUntilAt: null } });
	});

	it("T055 does not run a budget down by right passwords, however often", async () => {
		const alice = await acme.enrolled();
		const visitor = await arrive(alice);
		for (let shown = 0; shown < 12; shown += 1)
			expect((await visitor.refused("sessions.prove", { password: PASSWORD })).fields).toEqual({ code: "required" });
	});
});

describe("the window for sensitive acts", () => {
	it("T055 is not prolonged by changing the password without a code", async () => {
		const alice = await acme.enrolled();
		const visitor = await acme.signedIn(alice);
		world.advance(minutes(9));
		await visitor.ok("passwords.change", { current: PASSWORD, password: FRESH });
		world.advance(minutes(2));
		expect(await visitor.query("recoveryCodes.list")).toMatchObject({ status: 403 });
		expect(await visitor.refused("totp.begin", { password: FRESH })).toMatchObject({
			refusal: "recent_proof_required",
		});
	});

	it("T055 is opened by a change of password with a code", async () => {
		const alice = await acme.enrolled();
		const visitor = await stale(alice);
		await visitor.ok("passwords.change", { current: PASSWORD, password: FRESH, code: alice.code() });
		expect(await visitor.query("recoveryCodes.list")).toMatchObject({ status: 200 });
	});

	it("T055 ends ten minutes after the proof to the millisecond, by the server's clock", async () => {
		const alice = await acme.enrolled();
		const visitor = await acme.signedIn(alice);
		world.advance(minutes(10) - 1);
		expect(await visitor.query("recoveryCodes.list")).toMatchObject({ status: 200 });
		world.advance(1);
		expect(await visitor.query("recoveryCodes.list")).toMatchObject({ status: 403 });
		await visitor.settle();
	});
});

/** What is stored but for the count of passwords tried: showing one is charged, right or wrong. */
const withoutBudget = (stored: string): string =>
	stored.replace(/,?\{[^{}]*"subject":"ownPassword:[^{}]*\}/g, "").replaceAll("[,", "[");
