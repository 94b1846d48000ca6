/**
 * A person's password is not for scripts: a request that brings credentials in a header is refused at the border, whoever they
 * belong to and whatever they say, before a tenant or a password is looked at (S47).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../support/browser.ts";
import { sessionsOf } from "../support/crowd.ts";
import { kindOf, procedures } from "../support/procedures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let alice: EnrolledPerson;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	alice = await house.enrolled();
});
afterAll(() => world.stop());

const headers = () => [
	`Basic ${btoa(`${alice.email}:${alice.password}`)}`,
	`Basic ${btoa(`${alice.email}:${alice.password}${alice.code()}`)}`,
	`Bearer ${alice.password}`,
	"Negotiate YII",
	"x",
];

describe("credentials in a header", () => {
	it("S47 are refused by every procedure, for who is signed in as well", async () => {
		const signedIn = await house.signedIn(alice);
		const [basic = ""] = headers();
		for (const visitor of [house.visitor(), signedIn, world.platform()]) {
			const script = visitor.copy({ headers: { authorization: basic } });
			for (const { name } of procedures) {
				const answer = kindOf(name) === "query" ? await script.query(name) : await script.mutate(name);
				expect([answer.status, refusalOf(answer).refusal], name).toEqual([401, "unattended_refused"]);
			}
		}
		expect(await signedIn.okQuery("sessions.current")).not.toBeNull();
	});

	it("S47 right or wrong, password and code beside them: the same answer, no session, nothing charged", async () => {
		const before = await sessionsOf(world, alice.id);
		for (const authorization of headers()) {
			const script = house.visitor({ headers: { authorization } });
			const input = { email: alice.email, password: alice.password };
			expect(await script.refused("login.begin", input)).toMatchObject({ status: 401, refusal: "unattended_refused" });
			expect(script.setCookies).toEqual([]);
		}
		expect(await sessionsOf(world, alice.id)).toBe(before);
		expect(
			await world.rows("select 1 from attempts where subject = ? and count > 0", [`password:${alice.email}`]),
		).toEqual([]);
	});

	it("S47 without one, the password of a person with a second factor alone opens nothing", async () => {
		const script = house.visitor({ userAgent: "curl/8.0" });
		expect(await script.ok("login.begin", { email: alice.email, password: alice.password })).toMatchObject({
			next: "secondFactor",
		});
		expect(await script.okQuery("sessions.current")).toBeNull();
	});
});
