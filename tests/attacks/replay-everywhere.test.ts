/**
 * A code that was used for one purpose is worth nothing for any other, in no spelling, by neither way of the code step and before
 * no isolate (T001). Each try is counted from the record: it was looked at, found used, and opened nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { crowdAtCodeStep, PATIENT, rounds, sessionsOf, settleAll, twinsOf, twoIsolates } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, PASSWORD, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	// A rule that demands the factor: switching it off claims the code and leaves the factor, so that it can be tried again.
	house = await world.tenant({ policy: { requirement: "required" } });
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";

/** Somebody whose code has just been accepted, and a browser of theirs that is signed in. */
interface Used {
	readonly person: Person;
	readonly inside: Visitor;
	readonly code: string;
}

/** Signs somebody in by a recovery code, so that no step of their app is spent yet. */
async function signedInUnspent() {
	const person = await house.enrolled();
	const inside = await afterPassword(house, person);
	await inside.ok("login.proveRecoveryCode", { code: person.recoveryCodes[0] });
	return { person, inside, code: person.code() };
}

async function usedAtCodeStep(procedure: string, index: number): Promise<Used> {
	const held = await signedInUnspent();
	const crowd = await crowdAtCodeStep(world, twoIsolates(world), house, held.person, 4);
	await crowd[index]?.ok(procedure, { code: held.code });
	return held;
}

/** Every purpose that accepts a code, each used once. */
const firstUses: Readonly<Record<string, () => Promise<Used>>> = {
	signIn: () => usedAtCodeStep("login.proveTotp", 1),
	signInTheLongerWay: () => usedAtCodeStep("login.proveTotp", 3),
	resetAtSignIn: () => usedAtCodeStep("login.resetSecondFactor", 0),
	async setUp() {
		const person = await house.person();
		const inside = await afterPassword(house, person);
		const { phone } = await setUp(world, inside);
		await inside.ok("totp.finish", { saved: true });
		return { person, inside, code: phone.code(world.now()) };
	},
	async recentProof() {
		const held = await signedInUnspent();
		await held.inside.ok("sessions.prove", { code: held.code });
		return held;
	},
	async disable() {
		const held = await signedInUnspent();
		const { refusal } = await held.inside.refused("totp.disable", { password: PASSWORD, code: held.code });
		expect(refusal).toBe("second_factor_required");
		return held;
	},
	async passwordChange() {
		const { person, inside, code } = await signedInUnspent();
		await inside.ok("passwords.change", { current: PASSWORD, password: FRESH, code });
		return { person: { ...person, password: FRESH }, inside, code };
	},
};

const spellings: readonly ((code: string) => string)[] = [
	(code) => code,
	(code) => `${code.slice(0, 3)} ${code.slice(3)}`,
	(code) => `${code.slice(0, 3)}-${code.slice(3)}`,
	(code) => ` ${code}-`,
	(code) => [...code].join(" "),
	(code) => `\t${code}\n`,
	(code) => `${code.slice(0, 2)}\u00a0${code.slice(2)}\u2009`,
	(code) => `${code.slice(0, 1)}--${code.slice(1)}\ufeff`,
];

/** Nine tries at once, one less than lock: at the code step by both ways, and at every act inside that asks for a code. */
async function tries({ person, inside }: Used): Promise<readonly (readonly [Visitor, string, object])[]> {
	const gate = twoIsolates(world);
	const [begun, swift, other, slow, last] = await crowdAtCodeStep(world, gate, house, person, 5);
	const [one, two] = twinsOf(gate, house, inside, 2);
	if (!begun || !swift || !other || !slow || !last || !one || !two) throw new Error("nobody came");
	return [
		[begun, "login.proveTotp", {}],
		[swift, "login.proveTotp", {}],
		[slow, "login.proveTotp", { trustBrowser: true }],
		[other, "login.resetSecondFactor", {}],
		[last, "login.resetSecondFactor", {}],
		[one, "sessions.prove", {}],
		[two, "sessions.prove", {}],
		[one, "totp.disable", { password: person.password }],
		[two, "passwords.change", { current: person.password, password: "a-third-river-stone" }],
	];
}

describe("a code that was used", () => {
	it("T001 opens nothing again, whatever it was used for, for whatever it is shown, however it is written", async () => {
		const uses = Object.values(firstUses);
		const count = rounds(28, 1120);
		let tried = 0;
		for (let round = 0; round < count; round += 1) {
			const used = await (uses[round % uses.length] ?? signedInUnspent)();
			const acts = await tries(used);
			const before = await sessionsOf(world, used.person.id);
			const written = (index: number) => spellings[(round + index) % spellings.length]?.(used.code);
			const answers = await Promise.all(
				acts.map(([visitor, procedure, input], index) => visitor.mutate(procedure, { ...input, code: written(index) })),
			);
			expect(answers.map((answer) => refusalOf(answer).refusal)).toEqual(acts.map(() => "code_wrong"));
			await settleAll([used.inside, ...acts.map(([visitor]) => visitor)]);
			expect(await sessionsOf(world, used.person.id)).toBe(before);
			tried += acts.length;
		}
		const [row] = await world.rows(
			"select count(*) as n from audit_events where event = 'code.refused' and json_extract(evidence, '$.reason') = 'used'",
		);
		expect(row?.n).toBe(tried);
		figure(
			"T001",
			`${tried} replays, over all purposes before and after and ${spellings.length} spellings: 0 accepted`,
		);
	}, 3_600_000);
});
