/**
 * Who may call what: every procedure of the router against a table, for every kind of caller. A procedure that is missing in
 * the table fails, and so does one whose declared level differs from it (security rule 10).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appRouter } from "../../worker/trpc/router.ts";
import { afterPassword } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let other: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	other = await world.tenant();
});
afterAll(() => world.stop());

type Level = "platform" | "anyone" | "challenge" | "userOrChallenge" | "user" | "recent";

/** The declared table: level, and an input of the right shape that names nothing of anybody. */
const table: Readonly<Record<string, { level: Level; input?: unknown }>> = {
	"tenants.signUp": { level: "platform", input: { organization: "", slug: "", name: "", email: "", password: "" } },
	"tenants.checkSlug": { level: "platform", input: { slug: "some-slug" } },
	"tenant.profile": { level: "anyone" },
	"users.verifyEmail": { level: "anyone", input: { token: "x" } },
	"users.acceptInvitation": { level: "anyone", input: { token: "x", password: PASSWORD } },
	"users.updateProfile": { level: "user", input: { name: "Mallory", locale: "en" } },
	"login.begin": { level: "anyone", input: { email: "nobody@nowhere.example", password: "wrong-wrong" } },
	"login.proveTotp": { level: "challenge", input: { code: "000000" } },
	"login.proveRecoveryCode": { level: "challenge", input: { code: "00000000" } },
	"login.resetSecondFactor": { level: "challenge", input: { code: "000000" } },
	"login.state": { level: "anyone" },
	"login.cancel": { level: "anyone", input: {} },
	"login.signOut": { level: "anyone", input: {} },
	"passwords.requestReset": { level: "anyone", input: { email: "nobody@nowhere.example" } },
	"passwords.reset": { level: "anyone", input: { token: "x", password: PASSWORD } },
	"passwords.change": { level: "user", input: { current: "wrong-wrong", password: "another-river-stone" } },
	"sessions.current": { level: "anyone" },
	"sessions.list": { level: "user" },
	"sessions.revoke": { level: "user", input: { id: "ses_unknown" } },
	"sessions.revokeOthers": { level: "user", input: {} },
	"sessions.prove": { level: "user", input: { password: "wrong-wrong" } },
	"totp.begin": { level: "userOrChallenge", input: { password: "wrong-wrong" } },
	"totp.confirm": { level: "userOrChallenge", input: { code: "000000" } },
	"totp.finish": { level: "userOrChallenge", input: { saved: true } },
	"totp.disable": { level: "user", input: { password: "wrong-wrong", code: "000000" } },
	"recoveryCodes.list": { level: "recent" },
	"recoveryCodes.regenerate": { level: "userOrChallenge", input: { password: "wrong-wrong" } },
	"trustedBrowsers.list": { level: "user" },
	"trustedBrowsers.revoke": { level: "user", input: { id: "brw_unknown" } },
	"trustedBrowsers.revokeAll": { level: "user", input: {} },
};

const procedures = appRouter._def.procedures;
const definitionOf = (name: string) => Reflect.get(procedures, name)?._def;
const atLevel = (...levels: Level[]) =>
	Object.keys(table).filter((name) => levels.includes(table[name]?.level ?? "user"));
const call = (visitor: Visitor, name: string) => {
	const input = table[name]?.input;
	return definitionOf(name).type === "query" ? visitor.query(name, input) : visitor.mutate(name, input ?? {});
};

describe("the table", () => {
	it("T047 names every procedure with the level that it declares", () => {
		expect(Object.keys(table).sort()).toEqual(Object.keys(procedures).sort());
		for (const [name, { level }] of Object.entries(table)) expect(definitionOf(name).meta, name).toEqual({ level });
	});
});

describe("callers without a session", () => {
	const needSession = atLevel("user", "recent", "userOrChallenge");

	it("T047 anonymous: 401 from everything that needs a session or a half-done sign-in", async () => {
		for (const name of [...needSession, ...atLevel("challenge")]) {
			expect((await call(house.visitor(), name)).status, name).toBe(401);
		}
	});

	it("T046 T047 after the password alone: only the code step and leaving work, everything else is as for a stranger", async () => {
		const alice = await house.enrolled();
		for (const name of needSession) {
			const half = await afterPassword(house, alice);
			const stranger = house.visitor();
			const [answer, asStranger] = [await call(half, name), await call(stranger, name)];
			expect(answer.status, name).toBe(401);
			expect(refusalOf(answer).refusal, name).toBe(refusalOf(asStranger).refusal);
		}
		const half = await afterPassword(house, alice);
		expect(await half.okQuery("sessions.current")).toBeNull();
		expect(JSON.stringify(half.jar.names())).not.toContain("session");
	});

	it("T046 no renaming of what the password step gave makes a session", async () => {
		const alice = await house.enrolled();
		const half = await afterPassword(house, alice);
		const value = half.jar.get("challenge") ?? "";
		for (const purpose of ["session", "trusted", "browser"]) {
			const forged = house.visitor();
			forged.jar.set(`gh_${purpose}_${house.slug}`, value);
			expect(await forged.okQuery("sessions.current")).toBeNull();
			const again = await forged.ok("login.begin", { email: alice.email, password: alice.password });
			expect(again.next).toBe("secondFactor");
		}
	});
});

describe("callers with a session", () => {
	it("T047 a member's stale proof is refused where a recent one is declared, and a fresh one passes", async () => {
		const member = await house.signedIn(await house.enrolled());
		for (const name of atLevel("recent")) expect((await call(member, name)).status, name).toBe(200);
		world.advance(10 * 60_000 + 1);
		for (const name of atLevel("recent")) {
			const answer = await call(member, name);
			expect([answer.status, refusalOf(answer).refusal], name).toEqual([403, "recent_proof_required"]);
		}
	});

	it("T047 T126 an owner of another tenant is nobody here", async () => {
		const bea = await other.signedIn(await other.enrolled({ role: "owner" }));
		const here = house.visitor();
		for (const name of bea.jar.names()) here.jar.set(name.replace(other.slug, house.slug), bea.jar.get(name) ?? "");
		for (const name of [...atLevel("user", "recent", "userOrChallenge"), ...atLevel("challenge")]) {
			expect((await call(here, name)).status, name).toBe(401);
		}
		expect(await here.okQuery("sessions.current")).toBeNull();
	});

	it("T047 T078 a disabled person and a suspended tenant are refused with the next request", async () => {
		const disabled = await house.person();
		const visitor = await house.signedIn(disabled);
		await world.rows("update users set status = 'disabled' where id = ?", [disabled.id]);
		for (const name of atLevel("user", "recent")) expect((await call(visitor, name)).status, name).toBe(401);

		const closing = await world.tenant();
		const member = await closing.signedIn(await closing.enrolled());
		const half = await afterPassword(closing, await closing.enrolled());
		await world.rows("update tenants set state = 'suspended' where slug = ?", [closing.slug]);
		for (const name of atLevel("user", "recent")) expect((await call(member, name)).status, name).toBe(401);
		for (const name of atLevel("challenge")) expect((await call(half, name)).status, name).toBe(401);
		expect((await closing.visitor().refused("login.begin", { email: "a@b.example", password: "x" })).refusal).toBe(
			"tenant_suspended",
		);
	});

	it("T047 platform procedures are not found at a tenant's door, nor a tenant's at the platform's", async () => {
		for (const name of atLevel("platform")) {
			const answer = await call(house.visitor(), name);
			expect([400, 404], name).toContain(answer.status);
		}
		for (const name of atLevel("anyone", "user", "recent", "challenge", "userOrChallenge")) {
			const answer = await call(world.platform(), name);
			expect([answer.status, refusalOf(answer).refusal], name).toEqual([404, "tenant_unknown"]);
		}
	});
});
