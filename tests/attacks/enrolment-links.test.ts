/**
 * What an enrolment link must never do: give a session, work twice, outlive a change of the person, replace a live factor, or
 * be worth anything to who only reads the database (T049, T102, T105).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { sessionsOf } from "../support/crowd.ts";
import { declared } from "../support/declared.ts";
import { type Desk, deskOf, linkToken, openedBy, someNumber } from "../support/links.ts";
import { phoneFrom } from "../support/phone.ts";
import { kindOf, procedures } from "../support/procedures.ts";
import { createWorld, PASSWORD, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Desk;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant({ policy: { textRecovery: true } });
	desk = await deskOf(house);
});
afterAll(() => world.stop());

const linked = async (more: Parameters<TestTenant["person"]>[0] = {}): Promise<Person> => {
	const person = await house.person(more);
	await desk.send([person]);
	return person;
};
const refusedLink = async (token: string) =>
	expect(await house.visitor().refused("users.openEnrolment", { token })).toMatchObject({
		status: 400,
		refusal: "link_invalid",
	});

describe("no session", () => {
	/** What an opened link may reach: the set-up, and where it stands. */
	const open = new Set(["totp.begin", "totp.confirm", "totp.finish", "recoveryCodes.regenerate", "login.state"]);
	const visit = async (visitor: Visitor, name: string): Promise<readonly unknown[]> => {
		const { input } = declared[name] ?? {};
		const answer = await (kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input ?? {}));
		return [answer.status, refusalOf(answer).refusal];
	};

	it("T046 T049 nothing but the set-up is reachable by an opened link, at any of its steps", async () => {
		const person = await linked({ phone: someNumber(), method: "phoneLink" });
		const browser = await openedBy(world, house, person);
		const closed = procedures.map(({ name }) => name).filter((name) => !open.has(name));
		const before = await world.rows("select * from users where id = ?", [person.id]);
		for (const step of ["setUp", "saveCodes"]) {
			expect(await browser.okQuery("login.state")).toMatchObject({ step });
			for (const name of closed) {
				const found = await visit(browser.copy(), name);
				if (declared[name]?.level === "challenge" || name === "login.cancel") {
					expect(found[1], `${step} ${name}`).toMatch(/challenge_gone|forbidden/);
				} else expect(found, `${step} ${name}`).toEqual(await visit(house.visitor(), name));
			}
			expect(await browser.okQuery("sessions.current")).toBeNull();
			if (step === "setUp") {
				expect(await world.rows("select * from users where id = ?", [person.id])).toEqual(before);
				await setUp(world, browser);
			}
		}
		expect(await sessionsOf(world, person.id)).toBe(0);
	});

	it("finishing hands no session over, whatever was proved on the way", async () => {
		const person = await linked({ requirement: "required" });
		const browser = await openedBy(world, house, person);
		const { phone, recoveryCodes } = await setUp(world, browser);
		world.nextStep();
		const code = phone.code(world.now());
		expect((await browser.copy().refused("login.proveTotp", { code })).refusal).toBe("challenge_gone");
		const spare = { code: recoveryCodes[0] };
		expect((await browser.copy().refused("login.proveRecoveryCode", spare)).refusal).toBe("challenge_gone");
		const again = browser.copy();
		await again.ok("recoveryCodes.regenerate");
		expect((await browser.refused("totp.finish", { saved: true })).refusal).toBe("challenge_gone");
		expect(await again.ok("totp.finish", { saved: true })).toEqual({ next: "signIn" });
		for (const visitor of [browser, again]) expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect([...browser.setCookies, ...again.setCookies].join("\n")).not.toContain("gh_session");
		expect(await sessionsOf(world, person.id)).toBe(0);
		desk = await deskOf(house);
	});

	it("tells nothing of the person but the name: neither number nor what is missing", async () => {
		const person = await linked({ method: "phoneLink", phone: someNumber() });
		const browser = await openedBy(world, house, person);
		expect(await browser.okQuery("login.state")).toMatchObject({
			phone: null,
			needsPhone: false,
			textRecovery: false,
		});
	});

	it("S65 gives nobody a number, and sends nothing", async () => {
		const person = await linked({ method: "phoneLink" });
		const browser = await openedBy(world, house, person);
		for (const [procedure, input] of [
			["login.providePhone", { phone: someNumber() }],
			["login.sendLink", {}],
		] as const)
			expect(await browser.refused(procedure, input)).toMatchObject({ status: 403, refusal: "forbidden" });
		expect(await world.rows("select phone from users where id = ?", [person.id])).toEqual([{ phone: null }]);
	});
});

describe("dead", () => {
	it("T105 with every change of the person: password, factor, status, house", async () => {
		const changed = await linked();
		const opened = await openedBy(world, house, changed);
		const { uri } = await opened.ok<{ uri: string }>("totp.begin");
		const own = await afterPassword(house, changed);
		await own.ok("passwords.change", { current: PASSWORD, password: "another-river-stone" });
		await refusedLink(linkToken(world, changed.email));
		const code = phoneFrom(uri).code(world.now());
		expect((await opened.refused("totp.confirm", { code })).status).toBe(401);

		const disabled = await linked();
		const half = await openedBy(world, house, disabled);
		await world.rows("update users set status = 'disabled' where id = ?", [disabled.id]);
		await refusedLink(linkToken(world, disabled.email));
		expect((await half.refused("totp.begin")).refusal).toBe("challenge_gone");

		const raised = await linked();
		await world.rows("update users set epoch = epoch + 1 where id = ?", [raised.id]);
		await refusedLink(linkToken(world, raised.email));
	});

	it("a live factor is never replaced by a link, even one whose epoch were still right", async () => {
		const person = await linked();
		const token = linkToken(world, person.email);
		await setUp(world, await openedBy(world, house, person));
		const epoch = "(select '0.0.' || epoch from users where id = ?1)";
		await world.rows(`update mailed_tokens set used_at = null, epoch = ${epoch} where user_id = ?1`, [person.id]);
		await refusedLink(token);
	});

	it("T049 T127 under another name, label or house", async () => {
		const person = await linked();
		const [mallory, other] = [await house.person(), await world.tenant()];
		const token = linkToken(world, person.email);
		const [, id = "", secret = ""] = token.split(".");
		await refusedLink(`${mallory.id}.${id}.${secret}`);
		await refusedLink(token.slice(0, -1) + (token.endsWith("A") ? "B" : "A"));
		for (const [procedure, more] of [
			["passwords.reset", { password: "another-river-stone" }],
			["users.acceptInvitation", { password: "another-river-stone" }],
			["users.verifyEmail", {}],
		] as const)
			expect((await house.visitor().refused(procedure, { token, ...more })).refusal).toBe("link_invalid");
		expect((await other.visitor().refused("users.openEnrolment", { token })).refusal).toBe("link_invalid");
		await openedBy(world, house, person);
	});

	it("T060 the time of an opened link is the service's: ten minutes to begin, ten to confirm", async () => {
		const person = await linked();
		const idle = await openedBy(world, house, person);
		const busy = await openedBy(world, house, person);
		world.advance(599_999);
		const { uri } = await busy.ok<{ uri: string }>("totp.begin");
		world.advance(1);
		expect((await idle.refused("totp.begin")).status).toBe(401);
		world.advance(600_000);
		const code = phoneFrom(uri).code(world.now());
		expect((await busy.refused("totp.confirm", { code })).status).toBe(401);
		desk = await deskOf(house);
	});
});

describe("what is stored and sent", () => {
	it("T041 the database never holds the token; the message is wiped once it left", async () => {
		const person = await linked();
		const secret = linkToken(world, person.email).split(".")[2] ?? "none";
		const rows = [
			await world.rows("select * from mailed_tokens where user_id = ?", [person.id]),
			await world.rows("select * from outbox where recipient = ?", [person.email]),
			await world.rows("select * from audit_events where target_id = ?", [person.id]),
		];
		expect(JSON.stringify(rows)).not.toContain(secret);
		expect(rows[1]?.[0]).toMatchObject({ sealed_letter: null });
		expect(JSON.stringify(world.log)).not.toContain(secret);
	});

	it("T102 the link is always the configured origin's", async () => {
		const person = await house.person({ phone: someNumber() });
		const evil = "evil.example";
		const liar = desk.visitor.copy({ headers: { "x-forwarded-host": evil, forwarded: `host=${evil}`, referer: evil } });
		for (const by of ["email", "sms"]) {
			const answer = await liar.ok<{ results: { link: string }[] }>("users.sendEnrolment", { id: person.id, by });
			expect(answer.results[0]?.link).toContain(`${world.origin}/t/${house.slug}/enrol#`);
		}
		await liar.settle();
	});
});
