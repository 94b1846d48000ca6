/**
 * Whatever takes a right away takes it at once: of the requests that begin after the acknowledgement none succeeds, at neither of
 * two isolates, while the same session is used without a pause (T078). The requests read, list people and write.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUp, tokenIn } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { PATIENT, rounds, settleAll, twoIsolates } from "../support/crowd.ts";
import { tally } from "../support/figures.ts";
import { operatorAt } from "../support/operator.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld(PATIENT);
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";

/** An administrator whose session is about to end: in this browser, and with another session elsewhere. */
interface Stage {
	readonly house: TestTenant;
	readonly owner: EnrolledPerson;
	readonly alice: EnrolledPerson;
	readonly here: Visitor;
	readonly elsewhere: Visitor;
	/** The owner, signed in a moment ago. */
	readonly desk: Visitor;
}

async function stageOf(house: TestTenant, owner: EnrolledPerson): Promise<Stage> {
	const alice = await house.enrolled({ role: "admin" });
	world.nextStep();
	const [here, desk] = [await house.signedIn(alice), await house.signedIn(owner)];
	world.nextStep();
	const elsewhere = await house.signedIn(alice);
	world.nextStep();
	return { house, owner, alice, here, elsewhere, desk };
}

/** Every way in which a right ends: prepared first, then done; what it answers is the acknowledgement. */
const endings: Readonly<Record<string, (stage: Stage) => Promise<() => Promise<unknown>>>> = {
	"signing out": async ({ here }) => {
		const hand = here.copy();
		return () => hand.ok("login.signOut");
	},
	"ending one session": async ({ here, elsewhere }) => {
		const { session } = await here.okQuery<{ session: { id: string } }>("sessions.current");
		return () => elsewhere.ok("sessions.revoke", { id: session.id });
	},
	"signing out elsewhere": async ({ elsewhere }) => {
		return () => elsewhere.ok("sessions.revokeOthers");
	},
	"a changed password": async ({ alice, elsewhere }) => {
		const input = { current: PASSWORD, password: FRESH, code: alice.code() };
		return () => elsewhere.ok("passwords.change", input);
	},
	"a mailed reset": async ({ house, alice }) => {
		const stranger = house.visitor();
		await stranger.ok("passwords.requestReset", { email: alice.email });
		await stranger.settle();
		const token = tokenIn(world.mails(alice.email)[0]);
		return () => stranger.ok("passwords.reset", { token, password: FRESH });
	},
	"a factor switched off": async ({ alice, elsewhere }) => {
		const input = { password: PASSWORD, code: alice.code() };
		return () => elsewhere.ok("totp.disable", input);
	},
	"a new app": async ({ elsewhere }) => {
		return () => setUp(world, elsewhere, PASSWORD);
	},
	"a factor reset by an owner": async ({ alice, desk }) => {
		return () => desk.ok("users.resetSecondFactor", { id: alice.id, endSessions: true });
	},
	demotion: async ({ alice, desk }) => {
		return () => desk.ok("users.update", { id: alice.id, role: "member" });
	},
	"disabling the account": async ({ alice, desk }) => {
		return () => desk.ok("users.disable", { id: alice.id });
	},
	"removing the person": async ({ alice, desk }) => {
		return () => desk.ok("users.remove", { id: alice.id });
	},
	"suspending the organization": async ({ house }) => {
		const operator = operatorAt(world);
		const words = ["--tenant", house.slug, "--operator", "Ines", "--reason", "Misuse"];
		return () => operator.ok("tenants", "suspend", ...words);
	},
};

const requests: readonly ((visitor: Visitor) => Promise<{ status: number }>)[] = [
	(visitor) => visitor.query("sessions.list"),
	(visitor) => visitor.query("users.list", {}),
	(visitor) => visitor.mutate("users.updateProfile", { name: "Alice", locale: "en" }),
];

/** Uses one session without a pause until so many requests that began after the acknowledgement are answered. */
async function lateAnswers(held: Visitor, house: TestTenant, act: () => Promise<unknown>, wanted: number) {
	const gate = twoIsolates(world);
	let [isOver, begunLate, early] = [false, 0, 0];
	const late: number[] = [];
	const lane = async (number: number): Promise<void> => {
		const visitor = gate(house, number);
		visitor.jar.take(held.jar);
		for (let turn = number; begunLate < wanted; turn += 1) {
			const isLate = isOver;
			if (isLate) begunLate += 1;
			const { status } = (await requests[turn % requests.length]?.(visitor)) ?? { status: 0 };
			if (isLate) late.push(status);
			else if (status === 200) early += 1;
		}
		await visitor.settle();
	};
	const lanes = Array.from({ length: 8 }, (_, number) => lane(number));
	while (early < lanes.length) await new Promise((next) => setImmediate(next));
	await act().finally(() => {
		isOver = true;
	});
	await Promise.all(lanes);
	return late;
}

describe("a right that ends under load", () => {
	it.each(Object.entries(endings))(
		"T078 by %s: no request that begins after the acknowledgement succeeds",
		async (how, ending) => {
			const [count, each] = [rounds(2, 4), rounds(20, 250)];
			const isShared = how !== "suspending the organization";
			const shared = await world.tenant();
			const sharedOwner = await shared.enrolled({ role: "owner" });
			let failed = 0;
			for (let round = 0; round < count; round += 1) {
				const house = isShared ? shared : await world.tenant();
				const stage = await stageOf(house, isShared ? sharedOwner : await house.enrolled({ role: "owner" }));
				const late = await lateAnswers(stage.here, house, await ending(stage), each);
				expect(late.filter((status) => status !== 401 && status !== 403)).toEqual([]);
				failed += late.length;
				await settleAll([stage.here, stage.elsewhere, stage.desk]);
			}
			expect(failed).toBe(count * each);
			tally(
				"T078",
				failed,
				`requests begun after the acknowledgement, over ${Object.keys(endings).length} ways of ending a right, before 2 isolates: 0 succeeded`,
			);
		},
		600_000,
	);
});
