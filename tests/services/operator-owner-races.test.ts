/**
 * An owner's way back when two act at once: of asking, finishing and stopping exactly one counts, and the account is either
 * wholly changed or not at all.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyOverrides } from "../../worker/features/policy/rules.ts";
import { type Operator, operatorAt } from "../support/operator.ts";
import { createWorld, type EnrolledPerson, type Person, type TestTenant, type World } from "../support/world.ts";

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

describe("races", () => {
	it("of finish and cancel at once exactly one counts, twenty times", async () => {
		for (let round = 0; round < 20; round += 1) {
			const place = await arrange();
			await request(place);
			world.advance(DAY);
			const codes = await Promise.all([finish(place), cancel(place, "Irma")]);
			expect(
				codes.filter(({ code }) => code === 0),
				`round ${round}`,
			).toHaveLength(1);
			const [row] = await returnsOf(place);
			expect((row?.finished_at === null) !== (row?.cancelled_at === null)).toBe(true);
			const factors = await world.rows("select 1 from totp_factors where user_id = ?", [place.olga.id]);
			expect(factors).toHaveLength(row?.finished_at === null ? 1 : 0);
		}
	});

	it("of two requests and of two who finish at once exactly one counts, twenty times", async () => {
		for (let round = 0; round < 20; round += 1) {
			const place = await arrange();
			const asked = await Promise.all([request(place, "Ines"), request(place, "Irma")]);
			expect(asked.map(({ code }) => code).sort()).toEqual([0, 1]);
			expect(await returnsOf(place)).toHaveLength(1);
			world.advance(DAY);
			const done = await Promise.all([finish(place, "Ivan"), finish(place, "Igor")]);
			expect(done.map(({ code }) => code).sort()).toEqual([0, 1]);
			const events = await world.rows(
				"select 1 from audit_events where event = 'ownerReturn.finished' and target_id = ?",
				[place.olga.id],
			);
			expect(events).toHaveLength(1);
		}
	});
});
