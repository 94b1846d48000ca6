/**
 * Who knows a password and types codes for days (T026): ten in a quarter of an hour where the lock ends by itself, fifty in a row
 * and then no more, whatever time passes. The owner is told, a right code in between begins the count anew, and only an
 * administrator opens what is closed for good.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../worker/lib/duration.ts";
import { afterPassword } from "../support/acts.ts";
import { act } from "../support/administration.ts";
import { rounds, wrongCodes, wrongCodesOf } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant({ policy: { lock: { after: 10, mode: "timed", minutes: 15 } } });
});
afterAll(() => world.stop());

/** Twelve wrong codes on three challenges within a moment; answers how many were looked at. */
async function quarterOfAnHour(person: EnrolledPerson): Promise<number> {
	const before = await wrongCodesOf(world, person.id);
	const codes = wrongCodes(world, person, 12);
	for (let challenge = 0; challenge < 3; challenge += 1) {
		const visitor = await afterPassword(house, person);
		for (const code of codes.slice(challenge * 4, challenge * 4 + 4))
			await visitor.refused("login.proveTotp", { code });
		await visitor.settle();
	}
	world.advance(minutes(15));
	return (await wrongCodesOf(world, person.id)) - before;
}

const locked = async (person: EnrolledPerson): Promise<boolean> => {
	const visitor = await afterPassword(house, person);
	const { refusal } = await visitor.refused("login.proveTotp", { code: person.code() });
	return refusal === "second_factor_locked";
};

describe("wrong codes for days", () => {
	it("T026 fifty in a row are looked at, ten in a quarter of an hour, and never one more; an administrator opens it", async () => {
		const alice = await house.enrolled();
		const quarters = rounds(12, 96);
		const looked: number[] = [];
		for (let quarter = 0; quarter < quarters; quarter += 1) looked.push(await quarterOfAnHour(alice));
		expect(looked.slice(0, 6)).toEqual([10, 10, 10, 10, 10, 0]);
		expect(await wrongCodesOf(world, alice.id)).toBe(50);
		world.advance(minutes(60 * 24 * 365));
		expect(await locked(alice)).toBe(true);
		// The letter of the day may come once more: what matters is that the last lock is told.
		expect(world.mails(alice.email).filter(({ subject }) => /locked/i.test(subject)).length).toBeGreaterThanOrEqual(5);
		const desk = await house.signedIn(await house.enrolled({ role: "owner" }));
		expect(await act(desk, "users.unlock", { ids: [alice.id] })).toEqual(["done"]);
		world.nextStep();
		await house.signedIn(alice);
		figure(
			"T026",
			`${12 * quarters} wrong codes over ${quarters / 4} hours: at most ${Math.max(...looked)} looked at in 15 minutes, ${await wrongCodesOf(world, alice.id)} altogether`,
		);
	}, 600_000);

	it("T026 a right code before the fiftieth begins the count anew", async () => {
		const alice = await house.enrolled();
		for (let quarter = 0; quarter < 4; quarter += 1) expect(await quarterOfAnHour(alice)).toBe(10);
		await house.signedIn(alice);
		world.nextStep();
		for (let quarter = 0; quarter < 4; quarter += 1) expect(await quarterOfAnHour(alice)).toBe(10);
		await house.signedIn(alice);
	});
});
