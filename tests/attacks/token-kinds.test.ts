/**
 * Every kind of token in every place that takes one: a token is good for its own purpose, in its own tenant, and anywhere
 * else it is nothing (T049). Relabelling a token as another kind does not help, for its id belongs to another table.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, everythingOf, tokenIn } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { figure } from "../support/figures.ts";
import { inviteGuest } from "../support/guests.ts";
import { deskOf, linkToken } from "../support/links.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
let alice: EnrolledPerson;
let tokens: Readonly<Record<string, string>>;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
	alice = await acme.enrolled();
	tokens = await allTokens();
});
/** Tries of a token in the wrong place, and under a wrong label or name. */
const tried = { elsewhere: 0, relabelled: 0 };
afterAll(async () => {
	await world.stop();
	const kinds = Object.keys(tokens).length;
	figure(
		"T049",
		`${kinds} kinds of tokens in ${Object.keys(places).length} places: ${tried.elsewhere} tries of another kind and ${tried.relabelled} of relabelled ones, 0 taken; each taken in its own`,
	);
});

/** One living token of each kind that the product gives out. */
async function allTokens(): Promise<Readonly<Record<string, string>>> {
	const browser = await afterPassword(acme, alice);
	await browser.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
	const half = await afterPassword(acme, alice);
	await half.ok("passwords.requestReset", { email: alice.email });
	const newcomer = await acme.person({ status: "unverified" });
	await half.ok("login.begin", { email: newcomer.email, password: newcomer.password });
	const guest = await inviteGuest(world, acme);
	const starter = await acme.person();
	await (await deskOf(acme)).send([starter]);
	await Promise.all([browser.settle(), half.settle()]);
	return {
		session: browser.jar.get("gh_session") ?? "",
		trusted: browser.jar.get("gh_trusted") ?? "",
		browser: browser.jar.get("gh_browser") ?? "",
		challenge: half.jar.get("gh_challenge") ?? "",
		reset: tokenIn(world.mails(alice.email).find(({ text }) => text.includes("/reset#"))),
		verification: tokenIn(world.mails(newcomer.email).find(({ text }) => text.includes("/verify#"))),
		invitation: guest.token,
		enrolment: linkToken(world, starter.email),
	};
}

const holding = (cookie: string, value: string): Visitor => {
	const visitor = acme.visitor();
	visitor.jar.set(`gh_${cookie}_${acme.slug}`, value);
	return visitor;
};

/** A place that takes a token: whether it took this one. */
type Place = (value: string) => Promise<boolean>;
const places: Readonly<Record<string, Place>> = {
	session: async (value) => (await holding("session", value).okQuery("sessions.current")) !== null,
	challenge: async (value) => (await holding("challenge", value).okQuery("login.state")) !== null,
	trusted: async (value) => {
		const visitor = holding("trusted", value);
		const { next } = await visitor.ok("login.begin", { email: alice.email, password: PASSWORD });
		await visitor.settle();
		return next === "signedIn";
	},
	// A known browser has a budget of its own; any other value draws on the account's, which is spent here.
	browser: async (value) => {
		const blocked = world.now() + 60_000;
		await world.rows(
			"insert or replace into attempts values ((select tenant_id from users where id = ?1), ?2, 10, ?3, ?3, ?4)",
			[alice.id, `password:${alice.email}`, world.now(), blocked],
		);
		const visitor = holding("browser", value);
		const { status } = await visitor.mutate("login.begin", { email: alice.email, password: "not-the-password" });
		await visitor.settle();
		await world.rows("delete from attempts where subject = ?", [`password:${alice.email}`]);
		return status === 401;
	},
	reset: async (token) => took(await acme.visitor().mutate("passwords.reset", { token, password: "password" })),
	verification: async (token) => took(await acme.visitor().mutate("users.verifyEmail", { token })),
	invitation: async (token) =>
		took(await acme.visitor().mutate("users.acceptInvitation", { token, password: "password" })),
	enrolment: async (token) => took(await acme.visitor().mutate("users.openEnrolment", { token })),
};

/** A password that is too common is told only to the holder of a good token, and spends nothing. */
const took = ({ status, body }: { status: number; body: unknown }): boolean =>
	status === 200 || JSON.stringify(body).includes("password_unacceptable");

const prefixes = {
	session: "ses",
	trusted: "brw",
	browser: "kbr",
	reset: "mtk",
	verification: "mtk",
	invitation: "mtk",
	enrolment: "mtk",
};

describe.each(Object.keys(places))("the place for a token of kind %s", (place) => {
	it("T049 takes its own and no other kind", async () => {
		const takes = places[place];
		if (!takes) throw new Error("no such place");
		const taken: string[] = [];
		for (const [kind, value] of Object.entries(tokens)) {
			expect(value, kind).not.toBe("");
			if (kind !== "verification" && (await takes(value))) taken.push(kind);
		}
		if (await takes(tokens.verification ?? "")) taken.push("verification");
		expect(taken).toEqual([place]);
		tried.elsewhere += Object.keys(tokens).length - 1;
	});

	it("T049 takes no other kind under its own label, nor one with another person's name on it", async () => {
		const takes = places[place];
		const prefix = Object.entries(prefixes).find(([kind]) => kind === place)?.[1];
		if (!takes || !prefix) return expect(place).toBe("challenge");
		const mallory = await acme.person();
		const before = await everythingOf(world, mallory.id);
		for (const [kind, value] of Object.entries(tokens)) {
			if (kind === "challenge") continue;
			const [user, id = "", secret] = value.split(".");
			const relabelled = `${user}.${prefix}_${id.slice(4)}.${secret}`;
			if (relabelled !== value) expect(await takes(relabelled), kind).toBe(false);
			tried.relabelled += relabelled === value ? 1 : 2;
			expect(await takes(`${mallory.id}.${prefix}_${id.slice(4)}.${secret}`), kind).toBe(false);
		}
		expect(await everythingOf(world, mallory.id)).toBe(before);
	});
});

describe("another tenant", () => {
	it("T049 T127 takes none of them", async () => {
		const other = await world.tenant();
		for (const kind of ["session", "challenge", "trusted", "browser"]) {
			const visitor = other.visitor();
			visitor.jar.set(`gh_${kind}_${other.slug}`, tokens[kind] ?? "");
			expect(await visitor.okQuery("sessions.current")).toBeNull();
			expect(await visitor.okQuery("login.state")).toBeNull();
		}
		for (const [procedure, input] of [
			["passwords.reset", { token: tokens.reset, password: "another-river-stone" }],
			["users.verifyEmail", { token: tokens.verification }],
			["users.acceptInvitation", { token: tokens.invitation, password: "another-river-stone" }],
			["users.openEnrolment", { token: tokens.enrolment }],
		] as const)
			expect(await other.visitor().refused(procedure, input)).toMatchObject({ refusal: "link_invalid" });
	});
});
