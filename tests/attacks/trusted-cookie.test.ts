/**
 * The trusted-browser cookie in wrong hands and wrong forms: it is got only by a right code with consent, and a damaged one
 * is as good as none.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, wrongCode } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { rounds, storm } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
});
afterAll(() => world.stop());

const nextFor = async (visitor: Visitor, { email, password }: EnrolledPerson) =>
	(await visitor.ok("login.begin", { email, password })).next;
const trustLines = (visitor: Visitor) =>
	visitor.setCookies.filter((line) => line.includes("gh_trusted_") && !line.includes("Max-Age=0"));

describe("consent", () => {
	it("T068 the flag at the password step, with a wrong code, at set-up or with a recent proof gives no trust", async () => {
		const alice = await house.enrolled();
		const visitor = house.visitor();
		const { email, password } = alice;
		expect((await visitor.refused("login.begin", { email, password, trustBrowser: true })).status).toBe(400);
		await afterPassword(house, alice, visitor);
		await visitor.refused("login.proveTotp", { code: wrongCode(alice.phone, world.now()), trustBrowser: true });
		expect(
			(await visitor.refused("login.proveRecoveryCode", { code: alice.recoveryCodes[0], trustBrowser: true })).status,
		).toBe(400);
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: false });
		world.nextStep();
		expect((await visitor.refused("sessions.prove", { code: alice.code(), trustBrowser: true })).status).toBe(400);

		const strict = await world.tenant({ policy: { requirement: "required" } });
		const newcomer = await afterPassword(strict, await strict.person());
		expect((await newcomer.refused("totp.confirm", { code: "000000", trustBrowser: true })).status).toBe(400);
		await setUp(world, newcomer);
		expect((await newcomer.refused("totp.finish", { saved: true, trustBrowser: true })).status).toBe(400);
		await newcomer.ok("totp.finish", { saved: true });
		expect([...trustLines(visitor), ...trustLines(newcomer)]).toEqual([]);
		expect(await world.rows("select id from trusted_browsers")).toEqual([]);
	});

	it("T068 T067 where the tenant does not allow it a right code with the flag gives no trust either", async () => {
		const never = await world.tenant({ policy: { trustedBrowserDays: 0 } });
		const alice = await never.enrolled();
		const visitor = await afterPassword(never, alice);
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		expect(trustLines(visitor)).toEqual([]);
	});
});

/** Damages a token in one of many ways, the same for the same number. */
function damaged(value: string, number: number): string {
	const at = number % value.length;
	switch (number % 6) {
		case 0:
			return value.slice(0, at);
		case 1:
			return (
				value.slice(0, at) +
				String.fromCharCode((value.charCodeAt(at) ^ (1 << (number % 5))) | 0x20) +
				value.slice(at + 1)
			);
		case 2:
			return value + value.slice(0, at);
		case 3:
			return Buffer.from(value).toString("base64");
		case 4:
			return value.split(".").toReversed().join(".");
		default:
			return value.slice(0, at) + value.slice(at + 1);
	}
}

describe("damage", () => {
	it("T062 T069 cookies of others, damaged, or put together out of several are treated as absent, and nothing fails", async () => {
		const other = await world.tenant();
		const trusting = async (house: TestTenant) => {
			const person = await house.enrolled();
			const visitor = await afterPassword(house, person);
			await visitor.ok("login.proveTotp", { code: person.code(), trustBrowser: true });
			await visitor.settle();
			return { house, person, visitor, value: visitor.jar.get("trusted") ?? "" };
		};
		// So many that no account has more than a few sign-ins under way at once.
		const houses = Array.from({ length: 16 }, (_, index) => (index % 3 === 2 ? other : house));
		const people = await Promise.all(houses.map(trusting));
		const pieces = people.map(({ value }) => value.split("."));
		const used = () => world.rows("select id, last_used_at from trusted_browsers order by id");
		const before = await used();
		world.advance(60_000);
		/** Whole cookies of others, cookies made of pieces of several, damaged ones, and forms that are none at all. */
		const form = (number: number, own: string): string => {
			const pick = (place: number) =>
				pieces[(number * (2 * place + 3) + Math.floor(number / 16)) % pieces.length]?.[place] ?? "";
			const mixed = [pick(0), pick(1), pick(2)].join(".");
			const odd = ["x".repeat(8192), "", "a.b.c", "%00", `${own}%20`, ...people.map(({ value }) => value)];
			const kinds = [damaged(own, number), mixed, damaged(mixed, number), odd[number % odd.length] ?? ""];
			return (kinds[number % kinds.length] ?? "").replace(/[;\s]/g, "_");
		};
		const tries = Array.from({ length: rounds(300, 10_400) }, (_, number) => {
			const target = people[number % people.length];
			return target && { ...target, cookie: form(Math.floor(number / people.length) * 31 + number, target.value) };
		}).filter((each) => each !== undefined && each.cookie !== each.value);
		const nexts = await storm(
			tries.map((each) => async () => {
				if (!each) return null;
				const browser = each.house.visitor();
				browser.jar.set(`gh_trusted_${each.house.slug}`, each.cookie);
				return nextFor(browser, each.person);
			}),
		);
		expect(nexts.length).toBeGreaterThan(rounds(280, 9_999));
		expect(nexts.filter((next) => next !== "secondFactor")).toEqual([]);
		expect(await used()).toEqual(before);
		figure(
			"T062",
			`${nexts.length} cookies of others, damaged or put together, at the sign-ins of ${people.length} people of 2 organizations: 0 accepted`,
		);
		for (const { visitor, person } of people) expect(await nextFor(visitor, person)).toBe("signedIn");
	}, 900_000);

	it("T069 a second cookie of the same name, or another spelling of the name, makes it absent", async () => {
		const alice = await house.enrolled();
		const visitor = await afterPassword(house, alice);
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		const name = visitor.jar.nameLike("trusted") ?? "";
		const value = visitor.jar.get("trusted") ?? "";
		const begin = async (cookie: string) => {
			const headers = { "content-type": "application/json", origin: world.origin, cookie };
			const body = JSON.stringify({ email: alice.email, password: PASSWORD });
			const answer = await house
				.visitor()
				.request(`/t/${house.slug}/trpc/login.begin`, { method: "POST", headers, body });
			return JSON.stringify(answer.body);
		};
		expect(await begin(`${name}=${value}`)).toContain("signedIn");
		expect(await begin(`${name}=tossed; ${name}=${value}`)).toContain("secondFactor");
		expect(await begin(`${name}=${value}; ${name}=${value}`)).toContain("secondFactor");
		expect(await begin(`${name.toUpperCase()}=${value}`)).toContain("secondFactor");
	});
});
