/**
 * What an administrator must not be able to do or see: read a secret, choose a password, act on a proof that is stale or was
 * skipped by trust, or go on with a right that somebody took away in that very moment.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import { act, appoint, makeRealm, storedPerson } from "../support/administration.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { PATIENT, rounds, settleAll } from "../support/crowd.ts";
import { declared } from "../support/declared.ts";
import { procedures } from "../support/procedures.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner" });
});
afterAll(() => world.stop());

const signedInAgain = async (person: EnrolledPerson): Promise<Visitor> => {
	world.nextStep();
	return house.signedIn(person);
};

describe("secrets", () => {
	it("T013 T134 no answer, record or letter of administrators' acts holds a hash, a seed, a code or a token", async () => {
		const desk = await signedInAgain(owner);
		const alice = await house.person({ requirement: "required", phone: "+421987654321" });
		const half = await afterPassword(house, alice);
		const { key, recoveryCodes } = await setUp(world, half);
		await half.ok("totp.finish", { saved: true });
		const [row] = await world.rows(
			"select u.password_hash, f.sealed_secret, s.secret_hash from users u join totp_factors f on f.user_id = u.id join sessions s on s.user_id = u.id where u.id = ?",
			[alice.id],
		);
		const secrets = [key, key.replace(/\s/g, ""), PASSWORD, ...recoveryCodes, ...Object.values(row ?? {}).map(String)];
		const answers: string[] = [];
		for (const { name, type } of procedures) {
			if (!/^(users|realms|policy|audit|overview|tenant)\./.test(name) || declared[name]?.level === "anyone") continue;
			if (name === "users.remove" || name === "users.resetSecondFactor" || name === "users.disable") continue;
			const given = declared[name]?.input as Record<string, unknown> | undefined;
			const input = given && {
				...given,
				...("ids" in given ? { ids: [alice.id] } : {}),
				...(given.id === "usr_unknown" ? { id: alice.id } : {}),
			};
			const answer = type === "query" ? await desk.query(name, input) : await desk.mutate(name, input ?? {});
			answers.push(JSON.stringify(answer.body));
		}
		for (const verb of ["disable", "enable", "resetSecondFactor", "remove"])
			answers.push(JSON.stringify((await desk.mutate(`users.${verb}`, { ids: [alice.id] })).body));
		await desk.settle();
		expect(answers.length).toBeGreaterThan(15);
		const record = JSON.stringify(await world.rows("select * from audit_events"));
		const letters = JSON.stringify(world.mails(alice.email));
		for (const secret of secrets)
			for (const text of [...answers, record, letters]) expect(text.includes(secret), secret.slice(0, 4)).toBe(false);
	});

	it("T134 no procedure of administrators takes a password, a seed or a code for somebody", async () => {
		const desk = await signedInAgain(owner);
		const alice = await house.person();
		const before = await storedPerson(world, alice.id);
		for (const name of ["create", "update", "enable", "unlock", "setMethod", "resetSecondFactor", "setRequirement"])
			for (const field of ["password", "passwordHash", "secret", "key", "code", "recoveryCodes"]) {
				const given = declared[`users.${name}`]?.input as object;
				const answer = await desk.mutate(`users.${name}`, { ...given, [field]: PASSWORD });
				expect([answer.status, refusalOf(answer).fields], `${name} ${field}`).toEqual([
					400,
					{ input: "unknown_field" },
				]);
			}
		expect(await storedPerson(world, alice.id)).toEqual(before);
	});
});

describe("proofs", () => {
	it("T133 a session from a trusted browser, or an old one, is asked for the second factor before it may help anybody", async () => {
		const ada = await house.enrolled({ role: "admin" });
		const browser = await afterPassword(house, ada);
		await browser.ok("login.proveTotp", { code: ada.code(), trustBrowser: true });
		await browser.settle();
		await browser.ok("login.signOut");
		expect(await browser.ok("login.begin", { email: ada.email, password: PASSWORD })).toEqual({ next: "signedIn" });
		const alice = await house.enrolled();
		const reset = { ids: [alice.id], reason: "lost phone" };
		expect(await browser.refused("users.resetSecondFactor", reset)).toMatchObject({
			status: 403,
			refusal: "recent_proof_required",
		});
		expect(await storedPerson(world, alice.id)).toMatchObject({ two_factor: "onNeverUsed", epoch: 1 });
		world.nextStep();
		await browser.ok("sessions.prove", { code: ada.code() });
		expect(await act(browser, "users.resetSecondFactor", reset)).toEqual(["done"]);
		await browser.settle();
		expect(await world.audit(alice.id)).toContainEqual({
			event: "factor.resetByAdmin",
			evidence: { reason: "lost phone", endSessions: false },
		});
		const refused = await world.rows(
			"select actor_id, evidence from audit_events where event = 'request.refused' and actor_id = ?",
			[ada.id],
		);
		expect(refused).toMatchObject([{ evidence: expect.stringContaining("users.resetSecondFactor") }]);
	});
});

describe("a right that is taken away meanwhile", () => {
	/** The order in which these were committed, by the place of their rows in the record. */
	const committed = async (event: string, targetId: string): Promise<number> => {
		const sql = "select rowid as at from audit_events where event = ? and target_id = ? order by rowid limit 1";
		return Number((await world.rows(sql, [event, targetId]))[0]?.at ?? 0);
	};

	it("T078 never lets an act through that began after the answer, and never half of one that raced it", async () => {
		const desk = await signedInAgain(owner);
		for (let round = 0; round < rounds(20); round += 1) {
			const ada = await house.enrolled({ role: "admin" });
			const visitor = await house.signedIn(ada);
			const people = await Promise.all([1, 2, 3].map(() => house.person()));
			const ids = people.map(({ id }) => id);
			const [demoted, acted] = await Promise.all([
				desk.mutate("users.update", { id: ada.id, role: "member" }),
				visitor.mutate("users.disable", { ids }),
			]);
			expect(demoted.status).toBe(200);
			const late = await visitor.mutate("users.enable", { ids });
			expect(late.status).toBe(401);
			const rows = await Promise.all(ids.map((id) => storedPerson(world, id)));
			const states = new Set(rows.map((row) => row?.status));
			expect([...states]).toEqual([acted.status === 200 ? "disabled" : "active"]);
			expect([200, 401]).toContain(acted.status);
			const taken = await committed("user.roleChanged", ada.id);
			for (const id of ids) expect(await committed("user.disabled", id)).toBeLessThan(taken);
			await settleAll([desk, visitor]);
		}
	});

	it("S40 a realm administrator whose realm is taken away in that moment changes nobody of it afterwards", async () => {
		const desk = await signedInAgain(owner);
		for (let round = 0; round < rounds(20); round += 1) {
			const realm = await makeRealm(world, house, `race-${round}`);
			const rita = await house.enrolled({ role: "realmAdmin" });
			await appoint(world, house, rita.id, [realm]);
			const visitor = await house.signedIn(rita);
			const member = await house.person({ realmId: realm });
			const [taken, acted] = await Promise.all([
				desk.mutate("users.update", { id: rita.id, administers: [] }),
				visitor.mutate("users.setRequirement", { ids: [member.id], requirement: "required" }),
			]);
			expect([taken.status, acted.status < 500]).toEqual([200, true]);
			expect(await act(visitor, "users.setRequirement", { ids: [member.id], requirement: "notRequired" })).toEqual([
				"not_found",
			]);
			const { requirement } = (await storedPerson(world, member.id)) ?? {};
			expect(["inherit", "required"]).toContain(requirement);
			expect(await committed("user.requirementChanged", member.id)).toBeLessThan(
				await committed("user.changed", rita.id),
			);
			await settleAll([desk, visitor]);
		}
	});

	it("two who change the same person at once both answer, and the person is what the record says last", async () => {
		const ada = await house.enrolled({ role: "admin" });
		const [one, two] = [await signedInAgain(owner), await house.signedIn(ada)];
		for (let round = 0; round < rounds(20); round += 1) {
			const pat = await house.person();
			const answers = await Promise.all([
				one.mutate("users.setRequirement", { id: pat.id, requirement: "required" }),
				two.mutate("users.setRequirement", { id: pat.id, requirement: "notRequired" }),
				one.mutate("users.disable", { id: pat.id }),
			]);
			expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
			const changes = (await world.audit(pat.id)).filter(({ event }) => event === "user.requirementChanged");
			expect(changes[1]?.evidence.from).toBe(changes[0]?.evidence.to);
			expect(await storedPerson(world, pat.id)).toMatchObject({
				status: "disabled",
				requirement: changes[1]?.evidence.to,
			});
			await settleAll([one, two]);
		}
	});
});
