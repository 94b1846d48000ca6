/**
 * What one house may cause to addresses and numbers of its own choice: little in its first week, more later, and never at the
 * price of what its people ask for or must hear. The administrator is told.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUSE_BUDGETS, YOUNG } from "../../worker/features/attempts/limits.ts";
import { afterPassword } from "../support/acts.ts";
import { type Desk, deskOf, someNumber } from "../support/links.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const { young, old } = HOUSE_BUDGETS;
const hour = 3_600_000;

/** As if the house had sent so many, some time ago. */
async function sentAlready(house: TestTenant, kind: string, count: number, ago = 0): Promise<void> {
	const channel = kind === "enrolmentText" ? "sms" : "email";
	const at = world.now() - ago;
	await world.rows(
		`with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
		insert into outbox (tenant_id, id, kind, recipient, sealed_letter, created_at, not_before_at, expires_at, tries, sent_at, channel)
		select ?, 'ltr_' || ? || i, ?, 'r' || i, null, ?, ?, ?, 1, ?, ? from n`,
		[count, house.scope.tenantId, `${kind}-${ago}-`, kind, at, at, at + hour, at, channel],
	);
}
async function agedHouse(): Promise<TestTenant> {
	const house = await world.tenant();
	await world.rows("update tenants set created_at = ? where tenant_id = ?", [
		world.now() - YOUNG - 1,
		house.scope.tenantId,
	]);
	return house;
}
const why = async (desk: Desk, person: { readonly id: string }, by: "email" | "sms" = "email") =>
	(await desk.send([person], by)).results[0]?.why ?? "sent";
const create = (desk: Desk, email: string) =>
	desk.visitor.ok<{ id: string; invited: boolean; why?: string }>("users.create", { email, name: "Guest" });
const tracesOf = (id: string) =>
	world.rows(
		"select 'token' as what from mailed_tokens where user_id = ?1 union all select event from audit_events where target_id = ?1 and event in ('user.invited', 'enrolment.sent')",
		[id],
	);

describe("a young house", () => {
	it("sends as many as its hour allows, then says so, and is free again after it", async () => {
		const house = await world.tenant();
		const desk = await deskOf(house);
		await sentAlready(house, "invitation", young.email.hour - 1);
		const [one, two] = [await house.person(), await house.person()];
		expect([await why(desk, one), await why(desk, two)]).toEqual(["sent", "budgetSpent"]);
		expect([world.mails(one.email).length, world.mails(two.email).length]).toEqual([1, 0]);
		expect(await tracesOf(two.id)).toEqual([]);
		world.advance(hour);
		expect(await why(await deskOf(house), two)).toBe("sent");
	});

	it("creates people beyond its budget and says truthfully that none of them was invited", async () => {
		const house = await world.tenant();
		const desk = await deskOf(house);
		await sentAlready(house, "invitation", young.email.hour - 1);
		expect(await create(desk, "in@budget.example")).toMatchObject({ invited: true });
		const created = await create(desk, "out@budget.example");
		expect(created).toMatchObject({ invited: false, why: "budgetSpent" });
		expect(await tracesOf(created.id)).toEqual([]);
		await desk.visitor.settle();
		expect(world.mails("out@budget.example")).toEqual([]);
	});

	it("says at the fourth invitation of an hour to one mailbox that the new person was not invited", async () => {
		const house = await world.tenant();
		const desk = await deskOf(house);
		const email = "again@budget.example";
		const told: unknown[] = [];
		for (let round = 0; round < 4; round += 1) {
			const { id, invited, why: reason } = await create(desk, email);
			told.push([invited, reason, (await tracesOf(id)).length]);
			await desk.visitor.ok("users.remove", { id });
		}
		expect(told).toEqual([
			[true, undefined, 2],
			[true, undefined, 2],
			[true, undefined, 2],
			[false, "tooMany", 0],
		]);
	});

	it("tells of each person of a file whether their invitation is on its way", async () => {
		const house = await world.tenant();
		const desk = await deskOf(house, "owner");
		await sentAlready(house, "invitation", young.email.hour - 2);
		const { id: realmId } = await desk.visitor.ok<{ id: string }>("realms.create", {
			key: "file",
			name: "File",
			category: "department",
		});
		const people = ["a", "b", "c", "d"].map((name) => `${name}@file.example`);
		const text = `email,name\n${people.map((email) => `${email},Some Body`).join("\n")}\n`;
		const answer = await desk.visitor.ok("users.importFile", { realmId, text, dryRun: false, invite: true });
		await desk.visitor.settle();
		expect(answer).toMatchObject({
			invited: 2,
			counts: { created: 4 },
			rows: [{ invited: true }, { invited: true }, { invited: false }, { invited: false }],
		});
		expect(people.map((email) => world.mails(email).length)).toEqual([1, 1, 0, 0]);
		expect(await world.rows("select 1 from mailed_tokens where tenant_id = ?", [house.scope.tenantId])).toHaveLength(2);
	});

	it("has a budget for the day, too", async () => {
		const house = await world.tenant();
		await sentAlready(house, "invitation", young.email.day - 1, 2 * hour);
		const desk = await deskOf(house);
		const [one, two] = [await house.person(), await house.person()];
		expect([await why(desk, one), await why(desk, two)]).toEqual(["sent", "budgetSpent"]);
	});

	it("has one of its own for text messages, which all of them share", async () => {
		const house = await world.tenant();
		const desk = await deskOf(house);
		await sentAlready(house, "enrolmentText", young.sms.hour - 1);
		const [one, two] = [await house.person({ phone: someNumber() }), await house.person({ phone: someNumber() })];
		expect([await why(desk, one, "sms"), await why(desk, two, "sms"), await why(desk, two)]).toEqual([
			"sent",
			"budgetSpent",
			"sent",
		]);
	});

	it("lets a reset and every notice out when its budget is spent", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		await sentAlready(house, "invitation", young.email.hour);
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: alice.email });
		const inside = await house.signedIn(alice);
		await inside.ok("recoveryCodes.regenerate", { password: PASSWORD });
		await visitor.settle();
		await inside.settle();
		expect(world.mails(alice.email)).toHaveLength(2);
	});

	it("does not spend its neighbour's", async () => {
		const [house, other] = [await world.tenant(), await world.tenant()];
		await sentAlready(house, "invitation", young.email.day);
		expect(await why(await deskOf(other), await other.person())).toBe("sent");
	});

	it("sends the last one of its budget once, also to two who are asked for at the same moment", async () => {
		const house = await world.tenant();
		const desks = [await deskOf(house), await deskOf(house)];
		await sentAlready(house, "invitation", young.email.hour);
		for (let round = 0; round < 20; round += 1) {
			await world.rows(
				"delete from outbox where tenant_id = ?1 and rowid = (select max(rowid) from outbox where tenant_id = ?1)",
				[house.scope.tenantId],
			);
			const answers = await Promise.all(
				desks.map((desk, index) => create(desk, `race-${round}-${index}@budget.example`)),
			);
			expect(answers.map(({ invited }) => invited).sort()).toEqual([false, true]);
		}
		await Promise.all(desks.map(({ visitor }) => visitor.settle()));
	}, 60_000);
});

describe("a house that has been there for a week", () => {
	it("sends more", async () => {
		const house = await agedHouse();
		await sentAlready(house, "invitation", old.email.hour - 1);
		const desk = await deskOf(house);
		const [one, two] = [await house.person(), await house.person()];
		expect([await why(desk, one), await why(desk, two)]).toEqual(["sent", "budgetSpent"]);
	});
});

describe("a number that is none for text messages", () => {
	it.each([
		["of a satellite", "+870773111632"],
		["of premium rate", "+9791234567"],
		["at premium rate in its country", "+19002345678"],
		["on a desk", "+442079460000"],
	])("%s gets none, and the answer says why", async (_what, phone) => {
		const house = await world.tenant();
		const person = await house.person({ phone });
		expect(await why(await deskOf(house), person, "sms")).toBe("notTextable");
		expect(world.mails(phone)).toEqual([]);
	});

	it("is refused where somebody gives theirs for the link, and a mobile one is taken then", async () => {
		const house = await world.tenant();
		const person = await house.person({ requirement: "required", method: "phoneLink" });
		const visitor = await afterPassword(house, person);
		expect(await visitor.refused("login.providePhone", { phone: "+442079460000" })).toMatchObject({
			status: 400,
			fields: { phone: "not_textable" },
		});
		expect(await visitor.ok("login.providePhone", { phone: someNumber() })).toMatchObject({ sent: true });
	});
});
