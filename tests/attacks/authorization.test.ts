/**
 * Who may call what: every procedure of the router against the declared table, for every role and every state of a caller. A
 * procedure that is missing in the table fails, and so does one whose level differs from it (security rule 10).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demandsOf, type Role, type Level as RoleLevel } from "../../worker/features/roles/rules.ts";
import type { Level } from "../../worker/trpc/init.ts";
import { appRouter } from "../../worker/trpc/router.ts";
import { afterPassword } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { declared as table } from "../support/declared.ts";
import { figure } from "../support/figures.ts";
import { deskOf, openedBy } from "../support/links.ts";
import { createWorld, PASSWORD, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let other: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	other = await world.tenant();
});
/** What was tried, and how often without the factor a session was there afterwards. */
const tried = { calls: 0, procedures: new Set<string>(), callers: new Set<string>(), without: 0, sessions: 0 };
afterAll(async () => {
	await world.stop();
	const { procedures, callers, calls, without, sessions } = tried;
	figure(
		"T047",
		`${procedures.size} procedures × ${callers.size} kinds of callers: ${calls} calls, each as the table says`,
	);
	figure(
		"T046",
		`${without} calls of ${procedures.size} procedures by ${Object.keys(lacking).length} kinds of callers without the factor that is required: ${sessions} paths to a session`,
	);
});

const roles: readonly Role[] = ["owner", "admin", "realmAdmin", "auditor", "member"];
const procedures = appRouter._def.procedures;
const definitionOf = (name: string) => Reflect.get(procedures, name)?._def;
const atLevel = (...levels: Level[]) =>
	Object.keys(table).filter((name) => levels.includes(table[name]?.level ?? "user"));
const call = (visitor: Visitor, name: string) => {
	tried.calls += 1;
	tried.procedures.add(name);
	// Each test is about callers of one kind.
	tried.callers.add(expect.getState().currentTestName ?? "");
	return say(visitor, name, table[name]?.input);
};
const say = (visitor: Visitor, name: string, input: unknown) =>
	definitionOf(name).type === "query" ? visitor.query(name, input) : visitor.mutate(name, input ?? {});

/** Procedures that need a signed-in person, with what they ask of them. */
const open: readonly Level[] = ["platform", "anyone", "challenge", "userOrChallenge"];
const roleLevel = (level: Level): RoleLevel | null => (open.includes(level) ? null : (level as RoleLevel));
const guarded = Object.entries(table).flatMap(([name, { level }]) => {
	const asked = roleLevel(level);
	return asked === null ? [] : [{ name, asked }];
});
/** Refusals of the door itself; whatever a procedure says beyond it was reached. */
const atTheDoor = ["not_signed_in", "forbidden", "second_factor_required", "recent_proof_required"];
/** Acts that ask for more proofs by themselves, whoever calls. */
const askMore = new Set(["totp.disable", "passwords.change", "sessions.prove"]);

const refusalAt = async (visitor: Visitor, name: string) => {
	const answer = await call(visitor, name);
	return answer.status === 200 ? null : (refusalOf(answer).refusal ?? String(answer.status));
};

describe("the table", () => {
	it("T047 names every procedure with the level that it declares", () => {
		expect(Object.keys(table).sort()).toEqual(Object.keys(procedures).sort());
		for (const [name, { level }] of Object.entries(table)) expect(definitionOf(name).meta, name).toEqual({ level });
	});
});

describe("every role at every procedure", () => {
	it.each(roles)(
		"T047 T125 %s reaches what the level gives the role, and is forbidden everything else",
		async (role) => {
			const visitor = await house.signedIn(await house.enrolled({ role }));
			for (const { name, asked } of guarded) {
				const allowed = demandsOf(asked).roles?.includes(role) ?? true;
				const refusal = await refusalAt(visitor, name);
				if (!allowed) expect([name, refusal]).toEqual([name, "forbidden"]);
				else if (!askMore.has(name)) expect(atTheDoor, `${name}: ${refusal}`).not.toContain(refusal);
			}
		},
	);

	it.each(roles)("T047 T133 %s with a stale proof is asked for a fresh one where the level says so", async (role) => {
		const visitor = await house.signedIn(await house.enrolled({ role }));
		world.advance(10 * 60_000 + 1);
		for (const { name, asked } of guarded) {
			const { roles: allowed, recent } = demandsOf(asked);
			if (!(allowed?.includes(role) ?? true) || askMore.has(name)) continue;
			const refusal = await refusalAt(visitor, name);
			if (recent) expect([name, refusal]).toEqual([name, "recent_proof_required"]);
			else expect(atTheDoor, `${name}: ${refusal}`).not.toContain(refusal);
		}
	});

	it.each(roles)("T047 T143 %s without a demanded second factor reaches the set-up and nothing else", async (role) => {
		const person = await house.person({ role });
		const visitor = await house.signedIn(person);
		await world.rows("update users set requirement = 'required' where id = ?", [person.id]);
		for (const { name, asked } of guarded) {
			const refusal = await refusalAt(visitor, name);
			const allowed = demandsOf(asked).roles?.includes(role) ?? true;
			if (asked === "limited") expect(atTheDoor, name).not.toContain(refusal);
			else expect([name, refusal]).toEqual([name, allowed ? "second_factor_required" : "forbidden"]);
		}
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ twoFactor: { limited: true } });
	});

	it.each(roles)("T047 T078 %s is nobody from the moment of being disabled", async (role) => {
		const person = await house.enrolled({ role });
		const visitor = await house.signedIn(person);
		await world.rows("update users set status = 'disabled' where id = ?", [person.id]);
		for (const { name } of guarded) expect([name, await refusalAt(visitor, name)]).toEqual([name, "not_signed_in"]);
	});
});

describe("callers without a session", () => {
	it("T047 anonymous: 401 from everything that needs a session or a half-done sign-in", async () => {
		for (const name of [...guarded.map((one) => one.name), ...atLevel("challenge", "userOrChallenge")]) {
			expect((await call(house.visitor(), name)).status, name).toBe(401);
		}
	});

	it("T046 T047 after the password alone: only the code step and leaving work, everything else is as for a stranger", async () => {
		const alice = await house.enrolled();
		const half = await afterPassword(house, alice);
		for (const name of [...guarded.map((one) => one.name), ...atLevel("userOrChallenge")]) {
			const stranger = house.visitor();
			const [answer, asStranger] = [await call(half, name), await call(stranger, name)];
			expect(answer.status, name).toBe(401);
			expect(refusalOf(answer).refusal, name).toBe(refusalOf(asStranger).refusal);
		}
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

/** Callers who lack the factor that is asked of the person they want to be: each gives a way to stand there again and again. */
const lacking: Readonly<Record<string, () => Promise<{ person: Person; stand: () => Promise<Visitor> }>>> = {
	async "who knows the password alone"() {
		const person = await house.enrolled();
		return { person, stand: async () => house.visitor() };
	},
	async "who stands at the code"() {
		const person = await house.enrolled();
		return { person, stand: () => afterPassword(house, person) };
	},
	async "who stands at a set-up that is required"() {
		const person = await house.person({ requirement: "required" });
		return { person, stand: () => afterPassword(house, person) };
	},
	async "who has opened an enrolment link"() {
		const person = await house.person({ requirement: "required" });
		await (await deskOf(house)).send([person]);
		const opened = await openedBy(world, house, person);
		return { person, stand: async () => opened.copy() };
	},
	async "who holds somebody else's trusted browser"() {
		const [person, mallory] = [await house.enrolled(), await house.enrolled()];
		const theirs = await afterPassword(house, mallory);
		await theirs.ok("login.proveTotp", { code: mallory.code(), trustBrowser: true });
		await theirs.ok("login.signOut");
		return { person, stand: () => afterPassword(house, person, theirs.copy()) };
	},
	async "who is signed in next door"() {
		const person = await house.enrolled();
		const bea = await other.signedIn(await other.enrolled({ email: person.email }));
		const here = house.visitor();
		for (const name of bea.jar.names()) here.jar.set(name.replace(other.slug, house.slug), bea.jar.get(name) ?? "");
		return { person, stand: () => afterPassword(house, person, here.copy()) };
	},
};

describe("callers without the factor", () => {
	it.each(Object.entries(lacking))(
		"T046 T048 somebody %s gets no session from any procedure, with the right password in it either",
		async (_who, arrange) => {
			const { person, stand } = await arrange();
			const sessions = async () => (await world.rows("select id from sessions order by id")).map(({ id }) => id);
			const before = await sessions();
			const long = process.env.LONG_TESTS !== undefined;
			for (const [name, { level, input }] of Object.entries(table)) {
				if (!long && definitionOf(name).type === "query") continue;
				const right = JSON.stringify(input ?? {})
					.replaceAll("wrong-wrong", PASSWORD)
					.replaceAll("nobody@nowhere.example", person.email);
				for (const given of long ? [input, JSON.parse(right)] : [JSON.parse(right)]) {
					const visitor = level === "platform" ? world.platform() : await stand();
					tried.without += 1;
					await say(visitor, name, given);
					await visitor.settle();
					if (level !== "platform") expect(await visitor.okQuery("sessions.current"), name).toBeNull();
				}
			}
			const gained = (await sessions()).filter((id) => !before.includes(id));
			tried.sessions += gained.length;
			expect(gained).toEqual([]);
		},
		120_000,
	);
});

describe("callers of another house", () => {
	it("T047 T126 an owner of another tenant is nobody here", async () => {
		const bea = await other.signedIn(await other.enrolled({ role: "owner" }));
		const here = house.visitor();
		for (const name of bea.jar.names()) here.jar.set(name.replace(other.slug, house.slug), bea.jar.get(name) ?? "");
		for (const name of [...guarded.map((one) => one.name), ...atLevel("challenge", "userOrChallenge")]) {
			expect((await call(here, name)).status, name).toBe(401);
		}
		expect(await here.okQuery("sessions.current")).toBeNull();
	});

	it("T047 a suspended tenant refuses everybody with the next request", async () => {
		const closing = await world.tenant();
		const owner = await closing.signedIn(await closing.enrolled({ role: "owner" }));
		const half = await afterPassword(closing, await closing.enrolled());
		await world.rows("update tenants set state = 'suspended' where slug = ?", [closing.slug]);
		for (const { name } of guarded) expect((await call(owner, name)).status, name).toBe(401);
		for (const name of atLevel("challenge")) expect((await call(half, name)).status, name).toBe(401);
		expect((await closing.visitor().refused("login.begin", { email: "a@b.example", password: "x" })).refusal).toBe(
			"tenant_suspended",
		);
	});

	it("T047 T125 platform procedures are not found at a tenant's door, not by its owner either, nor a tenant's at the platform's", async () => {
		const owner = await house.signedIn(await house.enrolled({ role: "owner" }));
		for (const name of atLevel("platform")) {
			for (const visitor of [house.visitor(), owner])
				expect([400, 404], name).toContain((await call(visitor, name)).status);
		}
		for (const name of Object.keys(table).filter((one) => table[one]?.level !== "platform")) {
			const answer = await call(world.platform(), name);
			expect([answer.status, refusalOf(answer).refusal], name).toEqual([404, "tenant_unknown"]);
		}
	});
});
