/**
 * The trusted-browser cookie in wrong hands and wrong forms: it is got only by a right code with consent, and a damaged one
 * is as good as none.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, wrongCode } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { rounds } from "../support/crowd.ts";
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
	it("T069 hundreds of damaged cookies and the odd forms are treated as absent: a code is asked for, nothing fails", async () => {
		const alice = await house.enrolled();
		const visitor = await afterPassword(house, alice);
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await visitor.settle();
		const name = visitor.jar.nameLike("trusted") ?? "";
		const value = visitor.jar.get("trusted") ?? "";
		const forms = [
			...Array.from({ length: rounds(200) }, (_, number) => damaged(value, number)),
			"x".repeat(8192),
			"",
			"a.b.c",
			"%00",
			`${value}%20`,
		];
		for (const form of forms.filter((candidate) => candidate !== value)) {
			const other = house.visitor();
			other.jar.set(name, form.replace(/[;\s]/g, "_"));
			expect(await nextFor(other, alice)).toBe("secondFactor");
		}
		expect(await nextFor(visitor, alice)).toBe("signedIn");
	}, 60_000);

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
