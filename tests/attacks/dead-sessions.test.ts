/**
 * A session cookie that is no longer alive, found on a shared machine: it charges nothing, locks nothing and tells nothing,
 * however its end came (T079, T080, T161). The database's own condition says what the rules say.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../worker/lib/duration.ts";
import { wrongCode } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

interface Found {
	readonly house: TestTenant;
	readonly alice: EnrolledPerson;
	readonly cookie: Visitor;
}

async function found(policy: object = {}): Promise<Found> {
	const house = await world.tenant({ policy });
	const alice = await house.enrolled();
	const cookie = await house.signedIn(alice);
	world.nextStep();
	return { house, alice, cookie };
}

const chargedTo = ({ id }: { readonly id: string }) =>
	world.rows("select subject, count from attempts where subject like ? and count > 0", [`%${id}`]);

const setPolicy = ({ house }: Found, overrides: unknown) =>
	world.rows("update policies set overrides = ? where tenant_id = ?", [
		typeof overrides === "string" ? overrides : JSON.stringify(overrides),
		house.scope.tenantId,
	]);

const setRealm = ({ house, alice }: Found, rules: object) =>
	world.rows("update realms set rules = ?1 where tenant_id = ?2 and id = (select realm_id from users where id = ?3)", [
		JSON.stringify(rules),
		house.scope.tenantId,
		alice.id,
	]);

/** How a session ends, and after how many minutes without a request. */
const deaths: readonly (readonly [how: string, idle: number, die: (one: Found) => Promise<unknown>])[] = [
	["by idling", 60, async () => undefined],
	["by a policy that was shortened", 6, (one) => setPolicy(one, { session: { idleMinutes: 5 } })],
	["by a policy that cannot be read", 15, (one) => setPolicy(one, "damaged")],
	["by the rules of the realm", 6, (one) => setRealm(one, { session: { idleMinutes: 5 } })],
	[
		"by an age that was shortened",
		0,
		async (one) => {
			for (let gone = 0; gone < 3; gone += 1) {
				world.advance(minutes(20));
				await one.cookie.query("sessions.current");
				await one.cookie.settle();
			}
			await setPolicy(one, { session: { absoluteHours: 1 } });
		},
	],
	[
		"by the person being disabled",
		0,
		({ alice }) => world.rows("update users set status = 'disabled' where id = ?", [alice.id]),
	],
	[
		"by the house being closed",
		0,
		({ house }) => world.rows("update tenants set state = 'suspended' where tenant_id = ?", [house.scope.tenantId]),
	],
];

describe("a session that is dead", () => {
	it.each(deaths)("T161 T079 T080 %s charges neither codes nor passwords", async (_how, idle, die) => {
		const one = await found();
		const { alice, cookie } = one;
		world.advance(minutes(idle));
		await die(one);
		const code = wrongCode(alice.phone, world.now());
		for (let tried = 0; tried < 12; tried += 1) {
			for (const [procedure, input] of [
				["sessions.prove", { code }],
				["sessions.prove", { password: "not-the-one" }],
				["totp.disable", { password: "not-the-one", code }],
			] as const)
				expect((await cookie.refused(procedure, input)).refusal).toBe("not_signed_in");
		}
		expect(await chargedTo(alice)).toEqual([]);
	});

	it("T161 uses up no try of a set-up that it began", async () => {
		const house = await world.tenant({ policy: { session: { idleMinutes: 5 } } });
		const carol = await house.person();
		const visitor = await house.signedIn(carol);
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin", { password: PASSWORD });
		world.advance(minutes(5));
		const code = phoneFrom(uri).code(world.now() + minutes(30));
		for (let tried = 0; tried < 3; tried += 1)
			expect((await visitor.refused("totp.confirm", { code })).refusal).toBe("not_signed_in");
		expect(await world.rows("select attempts from totp_setups where user_id = ?", [carol.id])).toEqual([
			{ attempts: 0 },
		]);
	});

	it("T161 a live one is charged to its last millisecond", async () => {
		const one = await found({ session: { idleMinutes: 5 } });
		// The sign-in was seconds before this step began.
		world.advance(minutes(5) - 30_001);
		const code = wrongCode(one.alice.phone, world.now());
		expect((await one.cookie.refused("sessions.prove", { code })).refusal).toBe("code_wrong");
		expect(await chargedTo(one.alice)).toEqual([{ subject: `factor:${one.alice.id}`, count: 1 }]);
	});
});
