/**
 * Whatever changes a credential of somebody, or what they may, ends the trust in their browsers: by their own hand, by an
 * administrator's, by letter, by text message or by a link (T064). After each of them the old cookie skips nothing, and the
 * cookie of somebody to whom nothing happened still does.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import { act, makeRealm } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { type Desk, deskOf, openedBy, someNumber } from "../support/links.ts";
import { change } from "../support/policy-change.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";

interface Scene {
	readonly house: TestTenant;
	readonly desk: Desk;
	readonly alice: EnrolledPerson;
	/** A session of hers, proved with a code a moment ago, in another browser than the trusted one. */
	readonly inside: Visitor;
}

const halfWay = ({ house, alice }: Scene) => afterPassword(house, alice);

/** What ends trust; a new password where the event sets one. */
const events: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
	"a changed password": ({ inside, alice }) =>
		inside.ok("passwords.change", { current: PASSWORD, password: FRESH, code: alice.code() }),
	async "a reset by letter"({ house, alice }) {
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: alice.email });
		await visitor.settle();
		const letter = world.mails(alice.email).find(({ text }) => text.includes("/reset#"));
		await visitor.ok("passwords.reset", { token: tokenIn(letter), password: FRESH });
	},
	"a new app": ({ inside }) => setUp(world, inside, PASSWORD),
	async "a new app by an enrolment link"(scene) {
		const { desk, house, alice } = scene;
		await desk.visitor.ok("users.resetSecondFactor", { ids: [alice.id], reason: "lost" });
		await desk.send([alice]);
		const visitor = await openedBy(world, house, alice);
		await setUp(world, visitor);
		await visitor.ok("totp.finish", { saved: true });
	},
	"the factor switched off": ({ inside, alice }) =>
		inside.ok("totp.disable", { password: PASSWORD, code: alice.code() }),
	"new recovery codes": ({ inside }) => inside.ok("recoveryCodes.regenerate", { password: PASSWORD }),
	"a used recovery code": async (scene) =>
		(await halfWay(scene)).ok("login.proveRecoveryCode", { code: scene.alice.recoveryCodes[0] }),
	// A code opens the set-up; what it was good for ends with the new app.
	async "a new app at sign-in, by a code of the old one"(scene) {
		const visitor = await halfWay(scene);
		await visitor.ok("login.resetSecondFactor", { code: scene.alice.code() });
		await setUp(world, visitor);
	},
	async "a new app at sign-in, by a recovery code"(scene) {
		const visitor = await halfWay(scene);
		await visitor.ok("login.resetSecondFactor", { code: scene.alice.recoveryCodes[0] });
		await setUp(world, visitor);
	},
	async "a new app at sign-in, by text message"(scene) {
		const visitor = await halfWay(scene);
		const [row] = await world.rows("select phone from users where id = ?", [scene.alice.id]);
		await visitor.ok("login.requestResetCode");
		await visitor.settle();
		const code = /\d{8}/.exec(world.mails(String(row?.phone))[0]?.text ?? "")?.[0];
		await visitor.ok("login.resetSecondFactor", { code, by: "textMessage" });
		await setUp(world, visitor);
	},
	"signing out everywhere else": ({ inside }) => inside.ok("sessions.revokeOthers"),
	"an administrator's reset": ({ desk, alice }) =>
		desk.visitor.ok("users.resetSecondFactor", { ids: [alice.id], reason: "lost" }),
	async "being closed and opened again"({ desk, alice }) {
		expect(await act(desk.visitor, "users.disable", { ids: [alice.id] })).toEqual(["done"]);
		expect(await act(desk.visitor, "users.enable", { ids: [alice.id] })).toEqual(["done"]);
	},
	"another role": ({ desk, alice }) => desk.visitor.ok("users.update", { id: alice.id, role: "auditor" }),
	async "another realm and back"({ desk, house, alice }) {
		const [row] = await world.rows("select realm_id from users where id = ?", [alice.id]);
		const elsewhere = await makeRealm(world, house, "elsewhere");
		for (const realmId of [elsewhere, row?.realm_id])
			expect(await act(desk.visitor, "users.moveToRealm", { ids: [alice.id], realmId })).toEqual(["done"]);
	},
	async "a policy without trust and back"({ house }) {
		await change(house.scope, { trustedBrowserDays: 0 });
		await change(house.scope, { trustedBrowserDays: 30 });
	},
};

/** How somebody with this browser is let in now, by whichever of their passwords is the right one. */
async function letIn(browser: Visitor, { email }: EnrolledPerson): Promise<unknown> {
	for (const password of [PASSWORD, FRESH]) {
		const answer = await browser.mutate("login.begin", { email, password });
		await browser.settle();
		if (answer.status !== 200) continue;
		const current = await browser.okQuery<{ session: { assurance: string } } | null>("sessions.current");
		return current?.session.assurance ?? "asked for more";
	}
	throw new Error("no password is right");
}

describe("trust in a browser", () => {
	const ended = new Set<string>();
	let times = 0;
	afterAll(() =>
		figure(
			"T064",
			`${ended.size} of ${Object.keys(events).length} events of credentials, accounts and policy end trust, ${times / ended.size} times each: ${[...ended].join("; ")}`,
		),
	);

	it.each(Object.entries(events))(
		"T064 ends with %s",
		async (name, happen) => {
			for (let round = 0; round < rounds(1, 5); round += 1) {
				const house = await world.tenant({ policy: { textRecovery: true } });
				const [alice, bob] = [await house.enrolled({ phone: someNumber() }), await house.enrolled()];
				const trusting = async (person: EnrolledPerson) => {
					const visitor = await afterPassword(house, person);
					await visitor.ok("login.proveTotp", { code: person.code(), trustBrowser: true });
					await visitor.settle();
					const browser = house.visitor();
					browser.jar.set(visitor.jar.nameLike("trusted") ?? "", visitor.jar.get("trusted") ?? "");
					return browser;
				};
				const [hers, his] = [await trusting(alice), await trusting(bob)];
				expect(await letIn(hers.copy(), alice)).toBe("trustedBrowser");
				world.nextStep();
				const desk = await deskOf(house, "owner");
				const inside = await house.signedIn(alice);
				world.nextStep();
				await happen({ house, desk, alice, inside });
				expect(["asked for more", "password"]).toContain(await letIn(hers.copy(), alice));
				const isOfAll = name.startsWith("a policy");
				expect(await letIn(his.copy(), bob)).toBe(isOfAll ? "asked for more" : "trustedBrowser");
				times += 1;
			}
			ended.add(name);
		},
		600_000,
	);
});
