/**
 * Reading the record: who did what to whom, by event, person, time and a part of a name, in pages; and that everything an
 * administrator is refused is written down with its reason.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditRow } from "../../worker/features/audit/service.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let adam: EnrolledPerson;
let admin: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	adam = await house.enrolled({ role: "admin", name: "Adam Adler", email: "adam@house.example" });
	admin = await house.signedIn(adam);
});
afterAll(() => world.stop());

interface Listed {
	readonly events: readonly AuditRow[];
	readonly nextCursor?: string;
}
const list = (input: object = {}, visitor = admin) => visitor.okQuery<Listed>("audit.list", input);

describe("the list", () => {
	it("names who, what, when, from which browser and place, the newest first", async () => {
		const { events } = await list({ actorId: adam.id });
		expect(events.map(({ event }) => event)).toContain("login.succeeded");
		const signedIn = events.find(({ event }) => event === "login.succeeded");
		expect(signedIn).toMatchObject({
			actor: { id: adam.id, name: "Adam Adler", email: "adam@house.example" },
			target: { id: adam.id },
			evidence: { assurance: "secondFactor", method: "totp" },
			browser: "Firefox on Linux",
		});
		expect(signedIn?.requestId).toMatch(/^req_/);
		const times = events.map(({ at }) => at);
		expect(times).toEqual([...times].sort((a, b) => b - a));
	});

	it("filters by event, target, time and a part of a name or address, taken as it stands", async () => {
		const zoe = await house.person({ name: "Zoë 100%_Öz", email: "zoe@elsewhere.example" });
		world.advance(60_000);
		const from = world.now();
		await house.signedIn(zoe);
		expect((await list({ targetId: zoe.id })).events.map(({ target }) => target?.id)).toContain(zoe.id);
		for (const search of ["zoe", "ZOË", "100%_", "@elsewhere."]) {
			const { events } = await list({ search });
			expect(events.length, search).toBeGreaterThan(0);
			for (const { actor, target } of events) expect([actor?.id, target?.id]).toContain(zoe.id);
		}
		for (const search of ["%", "_oe", "zoe%"]) {
			const hits = (await list({ search })).events.filter(({ actor }) => actor?.id !== zoe.id);
			expect(hits, search).toEqual([]);
		}
		expect((await list({ search: "z%e" })).events).toEqual([]);
		expect((await list({ search: "' or 1=1 --" })).events).toEqual([]);
		const lately = (await list({ fromAt: from })).events;
		expect(lately.length).toBeGreaterThan(0);
		expect(lately.every(({ at }) => at >= from)).toBe(true);
		expect((await list({ toAt: from - 1 })).events.every(({ at }) => at < from)).toBe(true);
		const events = (await list({ event: "login.succeeded", search: "zoe" })).events;
		expect(new Set(events.map(({ event }) => event))).toEqual(new Set(["login.succeeded"]));
		expect((await list({ event: "no.such" })).events).toEqual([]);
	});

	it("goes on page by page without a gap or a row twice, also within one millisecond", async () => {
		for (let round = 0; round < 8; round += 1) await house.signedIn(await house.person());
		const whole = (await list({ limit: 200 })).events.map(({ id }) => id);
		const paged: string[] = [];
		let cursor: string | undefined;
		do {
			const page: Listed = await list({ limit: 3, ...(cursor ? { cursor } : {}) });
			paged.push(...page.events.map(({ id }) => id));
			cursor = page.nextCursor;
		} while (cursor);
		expect(paged).toEqual(whole);
		expect(whole.length).toBeGreaterThan(10);
	});

	it("still names people who are gone, as they were when they were removed", async () => {
		const gone = await house.person({ name: "Gustav Gone", email: "gustav@house.example" });
		await house.signedIn(gone);
		const { db, tenantId } = house.scope;
		await world.rows("delete from users where tenant_id = ? and id = ?", [tenantId, gone.id]);
		const { entry } = await import("../../worker/features/audit/service.ts");
		await entry(
			{ ...house.scope, db },
			gone.id,
			{ event: "user.removed", evidence: { email: gone.email, name: "Gustav Gone" } },
			adam.id,
		);
		const { events } = await list({ targetId: gone.id });
		expect(events.length).toBeGreaterThan(1);
		for (const { target } of events) {
			expect(target).toEqual({ id: gone.id, name: "Gustav Gone", email: "gustav@house.example" });
		}
		expect((await list({ search: "gustav" })).events.map(({ id }) => id).sort()).toEqual(
			events.map(({ id }) => id).sort(),
		);
	});
});

describe("refusals", () => {
	it("T138 everything that a signed-in person is refused is written down: procedure, refusal and precise reason", async () => {
		const mia = await house.enrolled();
		const member = await house.signedIn(mia);
		expect((await member.query("audit.list")).status).toBe(403);
		world.advance(1000);
		expect((await member.refused("audit.export", { format: "csv" })).refusal).toBe("forbidden");
		await member.settle();
		const { events } = await list({ event: "request.refused", actorId: mia.id });
		expect(events.map(({ evidence }) => evidence)).toEqual([
			{ procedure: "audit.export", refusal: "forbidden", reason: "role_member" },
			{ procedure: "audit.list", refusal: "forbidden", reason: "role_member" },
		]);
	});

	it("T138 of one person by one procedure are written down once a minute, however often and however many at once they come", async () => {
		const [mia, max] = [await house.enrolled(), await house.enrolled()];
		const [member, other] = [await house.signedIn(mia), await house.signedIn(max)];
		const ask = async (visitor: typeof member, procedure: string) => (await visitor.query(procedure)).status;
		const refusedOf = async (id: string) => (await list({ event: "request.refused", actorId: id })).events.length;
		for (let round = 0; round < 5; round += 1)
			await Promise.all(Array.from({ length: 8 }, () => ask(member, "audit.list")));
		await ask(other, "audit.list");
		await ask(member, "policy.get");
		await Promise.all([member.settle(), other.settle()]);
		expect([await refusedOf(mia.id), await refusedOf(max.id)]).toEqual([2, 1]);
		world.advance(60_000);
		await Promise.all([ask(member, "audit.list"), ask(member, "audit.list")]);
		await member.settle();
		expect(await refusedOf(mia.id)).toBe(3);
	});

	it("T126 an act on many people leaves one entry for all whom the actor does not reach, unknown ones too", async () => {
		const ada = await house.enrolled({ role: "admin" });
		const visitor = await house.signedIn(ada);
		const olive = await house.person({ role: "owner" });
		for (const [procedure, more] of [
			["users.setMethod", { method: "phoneLink" }],
			["users.disable", {}],
			["users.sendEnrolment", { by: "email" }],
		] as const) {
			await visitor.ok(procedure, { ids: ["usr_1", "usr_2", olive.id], ...more });
			await visitor.ok(procedure, { ids: ["usr_3", "usr_4"], ...more });
			await visitor.settle();
			world.advance(1);
		}
		const { events } = await list({ event: "request.refused", actorId: ada.id });
		expect(events.map(({ evidence }) => evidence)).toEqual(
			["users.sendEnrolment", "users.disable", "users.setMethod"].map((procedure) => ({
				procedure,
				refusal: "not_found",
				reason: "people_not_reached",
			})),
		);
	});

	it("an administrator's own refusals are there as well, with browser and place", async () => {
		await world.rows("update sessions set recent_until_at = null where user_id = ?", [adam.id]);
		const mia = await house.enrolled();
		expect((await admin.refused("users.resetSecondFactor", { ids: [mia.id], reason: "Lost phone" })).status).toBe(403);
		await admin.settle();
		const { events } = await list({ event: "request.refused", actorId: adam.id });
		expect(events[0]).toMatchObject({
			evidence: { procedure: "users.resetSecondFactor", refusal: "recent_proof_required" },
			browser: "Firefox on Linux",
			actor: { id: adam.id },
			target: null,
		});
	});
});
