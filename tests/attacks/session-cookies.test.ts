/**
 * Session cookies: never chosen by the browser, new at every step, dead when ended, with the right attributes on the wire.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintToken, writeToken } from "../../worker/lib/token.ts";
import { afterPassword, setUp } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { change as changePolicy } from "../support/policy-change.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
});
afterAll(() => world.stop());

const cookieOf = (visitor: Visitor) => visitor.jar.get("session") ?? "";
const holding = (value: string, tenant = house): Visitor => {
	const visitor = tenant.visitor();
	visitor.jar.set(`gh_session_${tenant.slug}`, value);
	return visitor;
};
const whoHolds = async (value: string): Promise<unknown> =>
	(await holding(value).okQuery<{ user?: { id: string } } | null>("sessions.current"))?.user?.id;

describe("fixation", () => {
	it("T074 a cookie set before sign-in never authenticates afterwards, and another's session ends in this browser", async () => {
		const mallory = await house.signedIn(await house.enrolled());
		const chosen = [
			cookieOf(mallory),
			writeToken(mintToken(world.deps.random, "ses", (await house.person()).id)),
			"garbage",
		];
		for (const value of chosen) {
			const alice = await house.enrolled();
			const visitor = holding(value);
			await visitor.ok("login.begin", { email: alice.email, password: alice.password });
			await visitor.ok("login.proveTotp", { code: alice.code() });
			expect(cookieOf(visitor)).not.toBe(value);
			expect(await whoHolds(cookieOf(visitor))).toBe(alice.id);
			expect(await whoHolds(value)).toBeUndefined();
		}
	});
});

describe("rotation", () => {
	it("T075 every step gives another secret, and each earlier one is dead", async () => {
		const carol = await house.person();
		const visitor = await house.signedIn(carol);
		const seen = [cookieOf(visitor)];
		const step = async (act: Promise<unknown>) => {
			await act;
			seen.push(cookieOf(visitor));
		};
		await step(visitor.ok("sessions.prove", { password: PASSWORD }));
		const begun = setUp(world, visitor, PASSWORD);
		await step(begun);
		const { phone } = await begun;
		world.nextStep();
		await step(visitor.ok("sessions.prove", { code: phone.code(world.now()) }));
		world.nextStep();
		await step(
			visitor.ok("passwords.change", {
				current: PASSWORD,
				password: "another-river-stone",
				code: phone.code(world.now()),
			}),
		);
		world.nextStep();
		await step(visitor.ok("totp.disable", { password: "another-river-stone", code: phone.code(world.now()) }));
		expect(new Set(seen).size).toBe(seen.length);
		for (const old of seen.slice(0, -1)) expect(await whoHolds(old)).toBeUndefined();
		expect(await whoHolds(seen.at(-1) ?? "")).toBe(carol.id);
	});

	it("T075 a challenge that was used opens nothing again, at any step", async () => {
		const strict = await world.tenant({ policy: { requirement: "required" } });
		const visitor = await afterPassword(strict, await strict.person());
		const replay = async (challenge: string, procedure: string, input: unknown) => {
			const again = strict.visitor();
			again.jar.set(`gh_challenge_${strict.slug}`, challenge);
			expect((await again.refused(procedure, input)).refusal, procedure).toBe("challenge_gone");
		};
		const first = visitor.jar.get("challenge") ?? "";
		const { phone } = await setUp(world, visitor);
		const second = visitor.jar.get("challenge") ?? "";
		expect(second).not.toBe(first);
		await replay(first, "totp.begin", {});
		await visitor.ok("totp.finish", { saved: true });
		await replay(second, "totp.finish", { saved: true });
		await replay(first, "login.proveTotp", { code: phone.code(world.now()) });
		expect(visitor.jar.get("challenge")).toBeUndefined();
	});
});

describe("entropy", () => {
	it("T076 100 000 tokens: 160 random bits each, no duplicate, every byte even", () => {
		const draws = 100_000;
		const secrets = new Set<string>();
		const counts = new Array<number>(256).fill(0);
		const userId = world.deps.random.id("usr") as Parameters<typeof mintToken>[2];
		for (let index = 0; index < draws; index += 1) {
			const { secret } = mintToken(world.deps.random, "ses", userId);
			secrets.add(secret);
			for (const byte of Buffer.from(secret, "base64url")) counts[byte] = (counts[byte] ?? 0) + 1;
		}
		expect(secrets.size).toBe(draws);
		const expected = (draws * 20) / 256;
		const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
		// 255 degrees of freedom: 330.5 is p = 0.001; a fair source exceeds 370 in fewer than one run in 200 000.
		expect(chiSquare).toBeLessThan(370);
	});
});

describe("ends", () => {
	it("T077 signing out kills the cookie at once, twice is no error, and the other tab is nobody", async () => {
		const visitor = await house.signedIn(await house.person());
		const tab = visitor.copy();
		const value = cookieOf(visitor);
		expect(await visitor.ok("login.signOut")).toEqual({});
		expect(await visitor.ok("login.signOut")).toEqual({});
		expect(await whoHolds(value)).toBeUndefined();
		expect((await tab.query("sessions.list")).status).toBe(401);
		expect(await holding(value).ok("login.signOut")).toEqual({});
	});

	it.each(["disabled", "demoted", "password", "removed"])(
		"T078 no request that starts after the acknowledged change (%s) succeeds, under load",
		async (kind) => {
			const person = await house.person();
			const visitor = await house.signedIn(person);
			const elsewhere = await house.signedIn(person);
			let acknowledged = false;
			let stopped = false;
			const late: number[] = [];
			const load = Array.from({ length: 8 }, async () => {
				const client = visitor.copy();
				while (!stopped) {
					const startedAfter = acknowledged;
					const { status } = await client.query("sessions.list");
					if (startedAfter) late.push(status);
				}
			});
			if (kind === "disabled")
				await world.rows("update users set status = 'disabled', epoch = epoch + 1 where id = ?", [person.id]);
			if (kind === "demoted")
				await world.rows("update users set role = 'auditor', epoch = epoch + 1 where id = ?", [person.id]);
			if (kind === "removed") await world.rows("delete from users where id = ?", [person.id]);
			if (kind === "password")
				await elsewhere.ok("passwords.change", { current: PASSWORD, password: "another-river-stone" });
			acknowledged = true;
			while (late.length < 50) await new Promise((next) => setImmediate(next));
			stopped = true;
			await Promise.all(load);
			expect(new Set(late)).toEqual(new Set([401]));
		},
	);
});

describe("on the wire", () => {
	it("T085 every cookie of every step is __Host-, Secure, HttpOnly, Strict, Path=/, no Domain, small, and never outlives its row", async () => {
		const secure = await createWorld({ vars: { ORIGIN: "https://gatehouse.example" } });
		const strict = await secure.tenant({ policy: { requirement: "required" } });
		const lines: string[] = [];
		const person = await strict.person();
		const visitor = await afterPassword(strict, person);
		const { phone } = await setUp(secure, visitor);
		await visitor.ok("totp.finish", { saved: true });
		await visitor.ok("login.signOut");
		secure.nextStep();
		await afterPassword(strict, person, visitor);
		await visitor.ok("login.proveTotp", { code: phone.code(secure.now()), trustBrowser: true });
		secure.nextStep();
		await visitor.ok("sessions.prove", { code: phone.code(secure.now()) });
		await visitor.ok("passwords.change", { current: PASSWORD, password: "another-river-stone" });
		await changePolicy(strict.scope, { requirement: "optional" });
		secure.nextStep();
		await visitor.ok("totp.disable", { password: "another-river-stone", code: phone.code(secure.now()) });
		lines.push(...visitor.setCookies);
		await visitor.settle();
		await secure.stop();

		const longest: Readonly<Record<string, number>> = {
			session: 86_400,
			challenge: 600,
			trusted: 30 * 86_400,
			browser: 390 * 86_400,
		};
		expect(new Set(lines.map((line) => /gh_([a-z]+)_/.exec(line)?.[1]))).toEqual(new Set(Object.keys(longest)));
		for (const line of lines) {
			const [pair = "", ...attributes] = line.split("; ");
			expect(line.length).toBeLessThanOrEqual(4096);
			expect(pair).toMatch(/^__Host-gh_[a-z]+_tenant-\d+=/);
			expect(attributes.filter((attribute) => !attribute.startsWith("Max-Age=")).sort()).toEqual([
				"HttpOnly",
				"Path=/",
				"SameSite=Strict",
				"Secure",
			]);
			const age = Number(/Max-Age=(\d+)/.exec(line)?.[1]);
			expect(age).toBeLessThanOrEqual(longest[/gh_([a-z]+)_/.exec(line)?.[1] ?? ""] ?? 0);
		}
	});
});
