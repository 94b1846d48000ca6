/**
 * A tenant arrives in its new cell at the very moment in which somebody shows a code there. A request whose one half still met the
 * closed house and whose other half met the open one must not say that the sign-in is over: it says "in a moment", or succeeds.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { together } from "../../db/batch.ts";
import { isMoving } from "../../db/fences.ts";
import { tenants } from "../../db/schema/index.ts";
import { standingOfUser } from "../../dev/populate.ts";
import { guardStanding } from "../../worker/features/users/service.ts";
import { type Answer, refusalOf, type Visitor } from "../support/browser.ts";
import { crowdAtCodeStep, PATIENT, rounds, tally, twoIsolates } from "../support/crowd.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let gate: ReturnType<typeof twoIsolates>;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	house = await world.tenant();
	gate = twoIsolates(world);
});
afterAll(() => world.stop());

/** How often the house is shut and opened in a round: less often than a challenge has attempts. */
const OPENINGS = 3;

const setState = (state: "active" | "moving") =>
	house.scope.db.run(sql`update ${tenants} set state = ${state} where tenant_id = ${house.scope.tenantId}`);

const isToWait = (answer: Answer): boolean => answer.status === 503 && refusalOf(answer).refusal === "tenant_moving";

/** As a page does it: whoever is told "in a moment" asks again. */
async function persist(answers: Answer[], act: () => Promise<Answer>): Promise<Answer> {
	for (;;) {
		const answer = await act();
		if (!isToWait(answer)) return answer;
		answers.push(answer);
	}
}

describe("a tenant that arrives while a code is shown", () => {
	it("takes the code once and tells nobody that the sign-in is over", async () => {
		const people: readonly EnrolledPerson[] = await Promise.all(Array.from({ length: 4 }, () => house.enrolled()));
		const waited: Answer[] = [];
		const ended: Answer[] = [];
		for (let round = 0; round < rounds(40, 400); round += 1, world.nextStep()) {
			const shown = await Promise.all(
				people.map(async (person): Promise<readonly [Visitor, string]> => {
					const [one, , , two] = await crowdAtCodeStep(world, gate, house, person, 4);
					const visitor = round % 2 === 0 ? one : two;
					if (!visitor) throw new Error("nobody came");
					return [visitor, person.code()];
				}),
			);
			const openings = (async () => {
				for (let opening = 0; opening < OPENINGS; opening += 1) {
					await setState("moving");
					await setState("active");
				}
			})();
			const answers = shown.map(([visitor, code]) =>
				persist(waited, () => visitor.mutate("login.proveTotp", { code })),
			);
			ended.push(...(await Promise.all(answers)));
			await openings;
			await Promise.all(shown.map(([visitor]) => visitor.settle()));
		}
		expect(tally(ended)).toEqual({ "200 ok": people.length * rounds(40, 400) });
		expect(waited.length).toBeGreaterThan(rounds(40, 400) / 10);
	}, 240_000);

	it("is not taken for a person of whom something has changed", async () => {
		const { scope } = house;
		const person = await house.person();
		const guard = guardStanding(scope, "conflict", await standingOfUser(scope, person.id));
		await setState("moving");
		const refused = await together(scope.db, [guard]).catch((error: unknown) => error);
		await setState("active");
		expect(isMoving(refused)).toBe(true);
		expect(await together(scope.db, [guard])).toHaveLength(1);
	});
});
