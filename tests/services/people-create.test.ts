/**
 * Bringing one person in: every field lands where it belongs, missing data is told and not refused, the invitation leads to a
 * password and on, and nobody gives more than they may.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RealmId } from "../../worker/lib/brand.ts";
import { tokenIn } from "../support/acts.ts";
import { appoint, list, makeRealm, nextOf, storedPerson } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
let desk: Visitor;
let sales: RealmId;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner", name: "Olive", locale: "es" });
	desk = await house.signedIn(owner);
	sales = await makeRealm(world, house, "sales");
});
afterAll(() => world.stop());

interface Created {
	readonly id: string;
	readonly missing: readonly string[];
	readonly invited: boolean;
}
const create = (input: object, visitor = desk) => visitor.ok<Created>("users.create", input);

describe("a new person", () => {
	it("S86 S88 S89 S173 lands in the chosen realm with name, number, role and requirement, and is listed there", async () => {
		const made = await create({
			email: "Ana@New.example",
			name: " Ana ",
			phone: "0987 654 321",
			country: "SK",
			realmId: sales,
			requirement: "required",
			method: "phoneLink",
			locale: "en",
		});
		expect(made).toEqual({ id: expect.stringMatching(/^usr_/), missing: [], invited: true });
		expect((await list(desk, { realmId: sales })).users).toMatchObject([
			{
				id: made.id,
				email: "ana@new.example",
				name: "Ana",
				phone: "+421987654321",
				status: "invited",
				requirement: "required",
			},
		]);
		expect(await storedPerson(world, made.id)).toMatchObject({
			method: "phoneLink",
			locale: "en",
			password_hash: null,
		});
		expect(await world.audit(made.id as never)).toEqual([
			{ event: "user.created", evidence: { role: "member", realm: "Realm sales", imported: false } },
			{ event: "user.invited", evidence: {} },
		]);
		const [row] = await world.rows("select actor_id from audit_events where target_id = ? and event = 'user.created'", [
			made.id,
		]);
		expect(row?.actor_id).toBe(owner.id);
	});

	it("S124 chooses a password by the invitation and goes on to the set-up in the same flow", async () => {
		const { id } = await create({ email: "inez@new.example", name: "Inez", requirement: "required" });
		await desk.settle();
		const letter = world.mails("inez@new.example")[0];
		const guest = house.visitor();
		expect(await guest.ok("users.acceptInvitation", { token: tokenIn(letter), password: PASSWORD })).toEqual({
			next: "setUp",
			reason: "userRequired",
		});
		expect(await storedPerson(world, id)).toMatchObject({ status: "active", locale: "es" });
		expect(letter?.subject).toContain(house.slug.replace("tenant-", "Tenant "));
	});

	it("gets no letter where none is wanted, and no way in", async () => {
		const made = await create({ email: "quiet@new.example", name: "Quiet", invite: false });
		await desk.settle();
		expect(made.invited).toBe(false);
		expect(world.mails("quiet@new.example")).toEqual([]);
		expect(await world.rows("select id from mailed_tokens where user_id = ?", [made.id])).toEqual([]);
		expect(
			await house.visitor().refused("login.begin", { email: "quiet@new.example", password: PASSWORD }),
		).toMatchObject({ status: 401 });
	});

	it("S76 S81 without a chosen realm is in the automatic one of the address's domain, which is made once", async () => {
		for (const email of ["one@auto.example", "two@auto.example"]) await create({ email, name: "Auto" });
		const realms = await world.rows("select * from realms where key = 'auto.example'");
		expect(realms).toMatchObject([{ name: "auto.example", kind: "automatic", category: "domain" }]);
		expect(await list(desk, { realmId: String(realms[0]?.id) })).toMatchObject({ total: 2 });
		expect(await world.rows("select id from users where realm_id is null")).toEqual([]);
		expect((await world.audit()).filter(({ event }) => event === "realm.created")).toContainEqual({
			event: "realm.created",
			evidence: { key: "auto.example", name: "auto.example", kind: "automatic" },
		});
	});

	it("S72 S100 S101 whose method needs a number that is missing is saved all the same, and the answer names it", async () => {
		expect(await create({ email: "nophone@new.example", name: "No Phone", method: "phoneLink" })).toMatchObject({
			missing: ["phone"],
		});
		expect((await list(desk, { status: "pending" })).users).toMatchObject([{ email: "nophone@new.example" }]);
		expect(await create({ email: "app@new.example", name: "App" })).toMatchObject({ missing: [] });
	});
});

describe("what is refused", () => {
	const wrong = async (input: object, visitor = desk) => {
		const { status, fields } = await visitor.refused("users.create", { email: "w@new.example", name: "W", ...input });
		return { status, fields };
	};

	it("S90 S91 S92 a number that is none, or a national one without its country; nobody is made of it", async () => {
		expect(await wrong({ phone: "0987654321" })).toEqual({ status: 400, fields: { phone: "country_needed" } });
		for (const phone of ["12", "hello", "+421 12", "+1 201 321 4567 ext 5"])
			expect(await wrong({ phone, country: "SK" }), phone).toEqual({ status: 400, fields: { phone: "malformed" } });
		expect(await wrong({ phone: "0".repeat(41) })).toEqual({ status: 400, fields: { phone: "too_long" } });
		expect(await wrong({ phone: "0987654321", country: "slovakia" })).toMatchObject({ status: 400 });
		expect(await world.rows("select id from users where email = 'w@new.example'")).toEqual([]);
		const { id } = await create({ email: "us@new.example", name: "US", phone: "201-321-4567", country: "US" });
		expect(await storedPerson(world, id)).toMatchObject({ phone: "+12013214567" });
	});

	it("an address that is taken, whatever its spelling, also by two at the same moment", async () => {
		await create({ email: "taken@new.example", name: "First" });
		expect(await wrong({ email: " TAKEN@new.example " })).toEqual({ status: 400, fields: { email: "taken" } });
		for (let round = 0; round < 20; round += 1) {
			const email = `race-${round}@new.example`;
			const answers = await Promise.all(
				[1, 2].map(() => desk.mutate("users.create", { email, name: "R", invite: false })),
			);
			expect(answers.map(({ status }) => status).sort()[0]).toBe(200);
			expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
			expect(answers.every(({ status }) => status < 500)).toBe(true);
			expect(await world.rows("select id from users where email = ?", [email])).toHaveLength(1);
		}
	});

	it("S82 a realm that does not exist, and one of another house, alike", async () => {
		const other = await world.tenant();
		const theirs = await makeRealm(world, other, "theirs");
		const unknown = await desk.mutate("users.create", { email: "w@new.example", name: "W", realmId: "rlm_unknown" });
		const foreign = await desk.mutate("users.create", { email: "w@new.example", name: "W", realmId: theirs });
		const said = (answer: typeof unknown) => JSON.stringify(answer.body).replace(/req_\w+/, "");
		expect([foreign.status, said(foreign)]).toEqual([unknown.status, said(unknown)]);
		expect(await wrong({ realmId: theirs })).toEqual({ status: 400, fields: { realmId: "unknown" } });
	});

	it("T130 any field that is not one of the form's", async () => {
		for (const more of [
			{ tenantId: "tnt_x" },
			{ status: "active" },
			{ epoch: 5 },
			{ passwordHash: "x" },
			{ password: PASSWORD },
			{ twoFactor: "on" },
			{ id: "usr_chosen" },
			{ activeSinceAt: 1 },
		])
			expect(await wrong(more), JSON.stringify(more)).toEqual({ status: 400, fields: { input: "unknown_field" } });
		expect(await wrong({ role: "root" })).toMatchObject({ status: 400 });
	});
});

describe("power", () => {
	it("T125 T133 a role above member needs a recent proof; an administrator makes no owner", async () => {
		const ada = await house.signedIn(await house.enrolled({ role: "admin" }));
		const input = (role: string) => ({ email: `${role}@power.example`, name: role, role, invite: false });
		expect(await ada.refused("users.create", input("owner"))).toMatchObject({ status: 403, refusal: "forbidden" });
		await ada.ok("users.create", input("admin"));
		world.advance(10 * 60_000 + 1);
		expect(await ada.refused("users.create", input("auditor"))).toMatchObject({ refusal: "recent_proof_required" });
		await ada.ok("users.create", input("member"));
		expect((await world.rows("select role from users where email like '%@power.example' order by role")).length).toBe(
			2,
		);
	});

	it("S40 a realm administrator brings members into the named realms and nowhere else, and makes nobody mighty", async () => {
		const rita = await house.enrolled({ role: "realmAdmin" });
		await appoint(world, house, rita.id, [sales]);
		const visitor = await house.signedIn(rita);
		const input = { email: "by-rita@new.example", name: "R", invite: false };
		expect(await visitor.refused("users.create", input)).toMatchObject({ status: 403, refusal: "forbidden" });
		for (const role of ["auditor", "realmAdmin", "admin", "owner"])
			expect(await visitor.refused("users.create", { ...input, realmId: sales, role })).toMatchObject({ status: 403 });
		const elsewhere = await makeRealm(world, house, "elsewhere");
		expect(await visitor.refused("users.create", { ...input, realmId: elsewhere })).toMatchObject({
			fields: { realmId: "unknown" },
		});
		await visitor.ok("users.create", { ...input, realmId: sales });
	});

	it("a realm administrator gets the realms that are named, and only such a role may have any", async () => {
		desk = await freshDesk();
		const input = { email: "ra@new.example", name: "RA", role: "realmAdmin", invite: false };
		expect(await desk.refused("users.create", { ...input, administers: ["rlm_unknown"] })).toMatchObject({
			fields: { administers: "unknown" },
		});
		expect(await desk.refused("users.create", { ...input, role: "auditor", administers: [sales] })).toMatchObject({
			fields: { administers: "malformed" },
		});
		const { id } = await create({ ...input, administers: [sales, sales] }, desk);
		expect(await world.rows("select realm_id from realm_admins where user_id = ?", [id])).toEqual([
			{ realm_id: sales },
		]);
	});

	const freshDesk = async () => {
		world.nextStep();
		const visitor = house.visitor();
		expect(await nextOf(house, owner, visitor)).toBe("secondFactor");
		await visitor.ok("login.proveTotp", { code: owner.code() });
		return visitor;
	};
});
