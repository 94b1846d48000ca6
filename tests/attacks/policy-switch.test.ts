/**
 * The switch to "required" while people are signed in: whoever never showed a factor can do nothing but set one up, at once or
 * when the grace is over, whatever they call; trusted browsers open nothing; and no switch ever opens the first set-up again.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Level, reaches } from "../../worker/features/roles/rules.ts";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { declared } from "../support/declared.ts";
import { houseWithAdmin, realmOf, type StaffMember, staff } from "../support/people.ts";
import { set } from "../support/policy-change.ts";
import { kindOf } from "../support/procedures.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const DAY = 86_400_000;

interface Current {
	twoFactor: {
		on: boolean;
		required: boolean;
		requiredBy: string | null;
		demanded: boolean;
		limited: boolean;
		dueAt: number | null;
	};
	notices: readonly string[];
}
const current = (visitor: Visitor) => visitor.okQuery<Current>("sessions.current");
const call = async (visitor: Visitor, name: string) => {
	const input = declared[name]?.input;
	const answer = kindOf(name) === "query" ? await visitor.query(name, input) : await visitor.mutate(name, input);
	return refusalOf(answer).refusal ?? String(answer.status);
};
/** What is left to a person who is held back, beside what anyone may call. */
const leftOpen = ["limited", "userOrChallenge", "anyone", "platform", "challenge"];
const closed = Object.keys(declared).filter((name) => !leftOpen.includes(declared[name]?.level ?? ""));

describe("T143 required at once", () => {
	it.each(["owner", "admin", "auditor", "member"] as const)(
		"T143 S177 holds a signed-in %s without a factor back with the next request, at every procedure",
		async (role) => {
			const { house, ada } = await houseWithAdmin(world);
			const carol = await house.signedIn(await house.person({ role }));
			expect(await current(carol)).toMatchObject({ notices: ["setUpOffered"], twoFactor: { limited: false } });
			expect(await call(carol, "sessions.list")).toBe("200");
			await set(ada, { overrides: { requirement: "required" } });
			expect(await current(carol)).toMatchObject({
				notices: ["setUpRequired"],
				twoFactor: { required: true, requiredBy: "tenant", demanded: true, limited: true, dueAt: world.now() },
			});
			expect(closed.length).toBeGreaterThan(30);
			for (const name of closed) {
				const asked = (declared[name]?.level ?? "user") as Level;
				expect(await call(carol, name), name).toBe(reaches(role, asked) ? "second_factor_required" : "forbidden");
			}
		},
	);

	it("T143 S178 S179 leaves the set-up and the way out open; the set-up ends it, and so it is at the next sign-in", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const person = await house.person();
		const carol = await house.signedIn(person);
		const leaving = await house.signedIn(person);
		await set(ada, { overrides: { requirement: "required" } });
		expect(await leaving.ok("login.signOut")).toEqual({});
		expect(await leaving.okQuery("sessions.current")).toBeNull();
		const back = house.visitor();
		expect(await back.ok("login.begin", { email: person.email, password: PASSWORD })).toEqual({
			next: "setUp",
			reason: "tenantRequired",
		});
		expect(await back.okQuery("sessions.current")).toBeNull();
		expect(await carol.ok("sessions.prove", { password: PASSWORD })).toHaveProperty("recentUntilAt");
		await setUp(world, carol, PASSWORD);
		await carol.ok("totp.finish", { saved: true });
		expect(await current(carol)).toMatchObject({ notices: [], twoFactor: { on: true, limited: false } });
		expect(await call(carol, "sessions.list")).toBe("200");
	});

	it("T143 by a realm or by the person's own record holds back as well, and nobody else", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const [ina, otto, una] = [
			await house.person({ email: "ina@hall.example" }),
			await house.person({ email: "otto@yard.example" }),
			await house.person({ email: "una@yard.example" }),
		];
		const [hers, his, theirs] = [await house.signedIn(ina), await house.signedIn(otto), await house.signedIn(una)];
		await set(ada, { overrides: { requirement: "required" }, realmId: await realmOf(world, ina.id) });
		await ada.visitor.ok("users.setRequirement", { ids: [una.id], requirement: "required" });
		expect([
			await call(hers, "sessions.list"),
			await call(his, "sessions.list"),
			await call(theirs, "sessions.list"),
		]).toEqual(["second_factor_required", "200", "second_factor_required"]);
		expect((await current(hers)).twoFactor.requiredBy).toBe("realm");
		expect((await current(theirs)).twoFactor.requiredBy).toBe("user");
	});

	it("T143 leaves nobody a half-done sign-in that began before it", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const person = await house.person({ requirement: "required" });
		const half = await afterPassword(house, person);
		await world.rows("update users set requirement = 'inherit' where id = ?", [person.id]);
		await set(ada, { overrides: { requirement: "required" } });
		expect(await half.okQuery("sessions.current")).toBeNull();
		expect(await half.query("sessions.list")).toMatchObject({ status: 401 });
	});
});

describe("T143 required with grace or from a date", () => {
	it("T143 S177 S178 shows the deadline from the first request on and holds back with the very moment of it", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const person = await house.person();
		await set(ada, {
			overrides: { requirement: "required", graceDays: 2, session: { idleMinutes: 43_200, absoluteHours: 720 } },
		});
		const dueAt = world.now() + 2 * DAY;
		const carol = await house.signedIn(person);
		expect(await current(carol)).toMatchObject({
			notices: ["setUpRequired"],
			twoFactor: { demanded: false, limited: false, dueAt },
		});
		expect(await call(carol, "sessions.list")).toBe("200");
		world.advance(2 * DAY - 1);
		expect(await call(carol, "sessions.list")).toBe("200");
		world.advance(1);
		expect(await call(carol, "sessions.list")).toBe("second_factor_required");
		expect(await current(carol)).toMatchObject({ notices: ["setUpRequired"], twoFactor: { limited: true } });
		expect(await house.visitor().ok("login.begin", { email: person.email, password: PASSWORD })).toMatchObject({
			next: "setUp",
		});
	});

	it("announces a date in the future, which holds nobody back before it", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const requiredFromAt = world.now() + DAY;
		await set(ada, {
			overrides: { requirement: "required", requiredFromAt, session: { idleMinutes: 43_200, absoluteHours: 720 } },
		});
		const carol = await house.signedIn(await house.person());
		expect(await current(carol)).toMatchObject({
			notices: ["setUpUpcoming"],
			twoFactor: { required: false, dueAt: requiredFromAt },
		});
		world.advance(DAY);
		expect(await current(carol)).toMatchObject({
			notices: ["setUpRequired"],
			twoFactor: { required: true, limited: true },
		});
	});
});

describe("T143 what was trusted before", () => {
	const reset = ({ visitor }: StaffMember, id: string) => visitor.ok("users.resetSecondFactor", { ids: [id] });
	const trusting = async (house: TestTenant) => {
		const alice = await house.enrolled();
		const visitor = await afterPassword(house, alice);
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		world.nextStep();
		return { alice, visitor };
	};

	it("T143 a browser that was trusted lets nobody past the set-up once the factor is gone", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const { alice, visitor } = await trusting(house);
		await set(ada, { overrides: { requirement: "required" } });
		expect(await visitor.copy().ok("login.begin", { email: alice.email, password: PASSWORD })).toEqual({
			next: "signedIn",
		});
		await reset(ada, alice.id);
		expect(await visitor.copy().ok("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			next: "setUp",
		});
	});

	it("S184 T143 an administrator's reset lets a session go on that showed a factor, and holds back one that only was trusted", async () => {
		const { house, ada } = await houseWithAdmin(world);
		await set(ada, { overrides: { requirement: "required" } });
		const { alice, visitor: proved } = await trusting(house);
		const trusted = proved.copy();
		await trusted.ok("login.begin", { email: alice.email, password: PASSWORD });
		await reset(ada, alice.id);
		expect(await call(trusted, "sessions.list")).toBe("second_factor_required");
		const again = await trusting(house);
		await reset(ada, again.alice.id);
		expect(await call(again.visitor, "sessions.list")).toBe("200");
		expect(await current(again.visitor)).toMatchObject({ twoFactor: { on: false, demanded: true, limited: false } });
	});
});

describe("T143 the first set-up of a house", () => {
	it("T143 never opens again, even when every owner and administrator is gone", async () => {
		const slug = "orphaned-house";
		const input = { organization: "Acme", slug, name: "Olive", email: "olive@orphaned.example", password: PASSWORD };
		const platform = world.platform();
		await platform.ok("tenants.signUp", input);
		await platform.settle();
		const token = tokenIn(world.mails(input.email)[0]);
		const door = world.platform({ slug });
		await door.ok("users.verifyEmail", { token });
		await world.rows("update users set role = 'member' where email = ?", [input.email]);
		for (const gone of ['update policies set overrides = \'{"requirement":"required"}\'', "delete from users"]) {
			await world.rows(`${gone} where tenant_id = (select tenant_id from tenants where slug = ?)`, [slug]);
			world.advance(3 * DAY);
			expect(
				await world.platform().refused("tenants.signUp", { ...input, email: "mallory@evil.example" }),
			).toMatchObject({ refusal: "slug_taken" });
			expect(await door.refused("users.verifyEmail", { token })).toMatchObject({ refusal: "link_invalid" });
			expect(await world.platform().okQuery("tenants.checkSlug", { slug })).toEqual({
				available: false,
				reason: "taken",
			});
		}
		const anyone = world.platform({ slug });
		expect(await anyone.refused("login.begin", { email: input.email, password: PASSWORD })).toMatchObject({
			refusal: "credentials_wrong",
		});
	});
});

it("staff with a factor are not held back by any of it", async () => {
	const { house, ada } = await houseWithAdmin(world);
	const others = [await staff(world, house, "owner"), await staff(world, house, "auditor")];
	await set(ada, { overrides: { requirement: "required" } });
	for (const { visitor } of [ada, ...others]) expect(await call(visitor, "policy.get")).toBe("200");
});
