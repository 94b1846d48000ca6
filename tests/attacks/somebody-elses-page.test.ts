/**
 * A page says whom it shows (`gatehouse-person`), and the worker does nothing for anybody else through it. Clients that say
 * nothing are served as ever, and saying a name opens nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { declared } from "../support/declared.ts";
import { deskOf, openedBy } from "../support/links.ts";
import { procedures } from "../support/procedures.ts";
import { createWorld, type EnrolledPerson, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let alice: Person;
let bob: EnrolledPerson;
let browser: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	alice = await house.person({ role: "owner" });
	bob = await house.enrolled({ role: "owner" });
	browser = await house.signedIn(bob);
});
afterAll(() => world.stop());

const showing = (visitor: Visitor, id: string) => visitor.copy({ headers: { "gatehouse-person": id } });
const tables = ["users", "sessions", "totp_factors", "totp_setups", "recovery_codes", "realms", "policies", "tenants"];
const everything = async () =>
	JSON.stringify(await Promise.all(tables.map((table) => world.rows(`select * from ${table} order by 1, 2`))));
const inTenant = procedures.filter(({ name }) => declared[name]?.level !== "platform");

describe("a browser in which Bob is signed in", () => {
	it.each(inTenant.map(({ name, type }) => [name, type] as const))(
		"T090 %s is refused to a page that still shows Alice, and changes nothing",
		async (name, type) => {
			const before = await everything();
			const page = showing(browser, alice.id);
			const { input } = declared[name] ?? {};
			const answer = type === "query" ? await page.query(name, input) : await page.mutate(name, input);
			expect(answer.status).toBe(401);
			expect(refusalOf(answer).refusal).toBe("not_signed_in");
			expect(answer.headers.getSetCookie()).toEqual([]);
			expect(JSON.stringify(answer.body)).not.toContain(bob.id);
			await page.settle();
			expect(await everything()).toBe(before);
		},
	);

	it("T090 serves the page that shows Bob, and a client that says nothing", async () => {
		for (const page of [browser, showing(browser, bob.id)]) {
			expect(await page.okQuery("sessions.current")).toMatchObject({ user: { id: bob.id } });
			await page.ok("users.updateProfile", { name: "Bob", locale: "en" });
		}
	});

	it("T090 a name opens nothing: without a session its page is signed out", async () => {
		const nobody = showing(house.visitor(), alice.id);
		expect(await nobody.okQuery("sessions.current")).toBeNull();
		expect(await nobody.refused("users.updateProfile", { name: "x", locale: "en" })).toMatchObject({
			status: 401,
			refusal: "not_signed_in",
		});
	});
});

describe("a set-up of somebody else that is under way in the same browser", () => {
	it("T090 is not what the account's page of the one who is signed in goes on with", async () => {
		const desk = await deskOf(house);
		const carol = await house.person({ requirement: "required" });
		await desk.send([carol]);
		const both = (await openedBy(world, house, carol)).copy();
		both.jar.set(`gh_session_${house.slug}`, browser.jar.get("session") ?? "");
		const mine = await showing(both, bob.id).refused("totp.begin", { password: "wrong-wrong" });
		expect(mine).toMatchObject({ status: 401, refusal: "credentials_wrong" });
		expect(await world.rows("select * from totp_setups where user_id = ?", [carol.id])).toEqual([]);
		const hers = await showing(both, alice.id).refused("totp.begin", {});
		expect(hers).toMatchObject({ status: 401, refusal: "not_signed_in" });
		await both.ok("totp.begin");
		expect(await world.rows("select * from totp_setups where user_id = ?", [carol.id])).toHaveLength(1);
	});
});
