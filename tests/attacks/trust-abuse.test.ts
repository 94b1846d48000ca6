/**
 * Trusted browsers in the wrong hands: without the password, in another person's sign-in, after every event that must end
 * them, and past their day. Trust skips one prompt of one person and opens nothing else (T061, T062, T064, T065, T067).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { days, seconds } from "../../worker/lib/duration.ts";
import { afterPassword, tokenIn } from "../support/acts.ts";
import { type Answer, refusalOf, type Visitor } from "../support/browser.ts";
import { change } from "../support/policy-change.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
let other: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
	other = await world.tenant();
});
afterAll(() => world.stop());

async function trusted(house = acme): Promise<{ alice: EnrolledPerson; visitor: Visitor }> {
	const alice = await house.enrolled();
	const visitor = await afterPassword(house, alice);
	await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
	await visitor.settle();
	return { alice, visitor };
}

async function nextOf(visitor: Visitor, person: { email: string }, password = PASSWORD): Promise<unknown> {
	const { next } = await visitor.ok("login.begin", { email: person.email, password });
	await visitor.settle();
	return next;
}

/** A browser that has nothing but this trusted cookie, under the name that `house` gives it. */
function holding(house: TestTenant, cookie: string): Visitor {
	const visitor = house.visitor();
	visitor.jar.set(`gh_trusted_${house.slug}`, cookie);
	return visitor;
}

const cookieOf = (visitor: Visitor): string => visitor.jar.get("trusted") ?? "";
const outside = ({ status, body, headers }: Answer) => ({
	status,
	body: JSON.stringify(body).replace(/req_\w+/, ""),
	headers: [...headers],
});
const lastUseOf = async ({ id }: EnrolledPerson) =>
	(await world.rows("select last_used_at from trusted_browsers where user_id = ?", [id])).map(
		(row) => row.last_used_at,
	);

describe("a trusted cookie alone", () => {
	it("T061 opens nothing without the password, and the answers do not tell that it is one", async () => {
		const { alice, visitor } = await trusted();
		const cookie = cookieOf(visitor);
		const wrong = { email: alice.email, password: "not-the-password" };
		const forged = `${alice.id}.brw_${"0".repeat(20)}.${"A".repeat(27)}`;
		const told = [];
		for (const browser of [holding(acme, cookie), acme.visitor(), holding(acme, forged)])
			told.push(outside(await browser.mutate("login.begin", wrong)));
		expect(told[0]).toEqual(told[1]);
		expect(told[2]).toEqual(told[1]);
		const alone = holding(acme, cookie);
		expect(await alone.okQuery("sessions.current")).toBeNull();
		for (const query of ["sessions.list", "trustedBrowsers.list", "recoveryCodes.list"])
			expect((await alone.query(query)).status).toBe(401);
		expect(await alone.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ status: 401 });
		expect(await lastUseOf(alice)).toEqual([world.now()]);
	});

	it("T062 skips the code of nobody else, in this tenant or another, and is neither used nor moved by it", async () => {
		const { alice, visitor } = await trusted();
		const cookie = cookieOf(visitor);
		const used = await lastUseOf(alice);
		world.advance(seconds(60));
		const mallory = await acme.enrolled();
		expect(await nextOf(holding(acme, cookie), mallory)).toBe("secondFactor");
		const namesake = await other.enrolled({ email: alice.email });
		expect(await nextOf(holding(other, cookie), namesake)).toBe("secondFactor");
		const relabelled = cookie.replace(alice.id, mallory.id);
		expect(await nextOf(holding(acme, relabelled), mallory)).toBe("secondFactor");
		expect(await nextOf(holding(acme, relabelled), alice)).toBe("secondFactor");
		expect(await lastUseOf(alice)).toEqual(used);
		expect(await nextOf(visitor, alice)).toBe("signedIn");
	});

	it("T062 a person who has no factor gets no better session from it", async () => {
		const { visitor } = await trusted();
		const carol = await acme.person();
		const browser = holding(acme, cookieOf(visitor));
		expect(await nextOf(browser, carol)).toBe("signedIn");
		expect(await browser.okQuery("sessions.current")).toMatchObject({ session: { assurance: "password" } });
		expect(await browser.okQuery("trustedBrowsers.list")).toEqual({ browsers: [] });
	});
});

describe("what ends trust", () => {
	it("T064 T048 a reset by mail, without a session and without skipping the code", async () => {
		const { alice, visitor } = await trusted();
		const stranger = acme.visitor();
		await stranger.ok("passwords.requestReset", { email: alice.email });
		await stranger.settle();
		const password = "another-river-stone";
		await stranger.ok("passwords.reset", { token: tokenIn(world.mails(alice.email)[0]), password });
		expect(stranger.setCookies.map((line) => line.replace(/=.*/, ""))).toEqual([`gh_browser_${acme.slug}`]);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(await nextOf(visitor, alice, password)).toBe("secondFactor");
	});

	it("T064 signing out everywhere else ends the trust elsewhere, and leaves one's own", async () => {
		const { alice, visitor } = await trusted();
		world.nextStep();
		const thief = await afterPassword(acme, alice);
		await thief.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		expect(await visitor.ok("sessions.revokeOthers")).toEqual({ revoked: 1 });
		expect(await nextOf(thief, alice)).toBe("secondFactor");
		expect(await nextOf(visitor, alice)).toBe("signedIn");
	});

	it("T064 a forged cookie spares no browser when everybody else is signed out", async () => {
		const { alice, visitor } = await trusted();
		const thief = visitor.copy();
		const [id] = (await world.rows("select id from trusted_browsers where user_id = ?", [alice.id])).map(
			({ id }) => id,
		);
		visitor.jar.set("trusted", `${alice.id}.${String(id)}.${"A".repeat(27)}`);
		await visitor.ok("sessions.revokeOthers");
		expect(await nextOf(thief, alice)).toBe("secondFactor");
	});

	it("T064 being closed and opened again, as the epoch says", async () => {
		const { alice, visitor } = await trusted();
		// The administrator's page is of a later release; every change of status raises the epoch (law 3).
		await world.rows("update users set status = 'disabled', epoch = epoch + 1 where id = ?", [alice.id]);
		expect(await visitor.refused("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			refusal: "credentials_wrong",
		});
		await world.rows("update users set status = 'active' where id = ?", [alice.id]);
		expect(await nextOf(visitor, alice)).toBe("secondFactor");
	});

	it("T065 daily use does not carry it beyond its thirty days, and an edited age changes nothing", async () => {
		const { alice, visitor } = await trusted();
		for (let day = 1; day < 30; day += 1) {
			world.advance(days(1));
			expect(await nextOf(visitor, alice), `day ${day}`).toBe("signedIn");
		}
		world.advance(days(1) - 1);
		expect(await nextOf(visitor, alice)).toBe("signedIn");
		world.advance(1);
		expect(await nextOf(visitor, alice)).toBe("secondFactor");
	});

	it("T067 shortening it ends it at the next sign-in, and lengthening it again does not revive it", async () => {
		const house = await world.tenant();
		const { alice, visitor } = await trusted(house);
		await change(house.scope, { trustedBrowserDays: 10 });
		expect(await nextOf(visitor, alice)).toBe("secondFactor");
		await change(house.scope, { trustedBrowserDays: 365 });
		expect(await nextOf(visitor, alice)).toBe("secondFactor");
	});
});

describe("sign-in by a stranger's page", () => {
	it("T114 cannot be done, nor ended with somebody else's challenge", async () => {
		const { alice, visitor } = await trusted();
		const mallory = await acme.enrolled();
		const before = visitor.jar.header();
		const hostile = visitor.copy({ headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } });
		const begun = await hostile.mutate("login.begin", { email: mallory.email, password: mallory.password });
		expect([begun.status, refusalOf(begun).refusal]).toEqual([403, "origin_refused"]);
		const theirs = await afterPassword(acme, mallory);
		hostile.jar.set(`gh_challenge_${acme.slug}`, theirs.jar.get("challenge") ?? "");
		const ended = await hostile.mutate("login.proveTotp", { code: mallory.code() });
		expect(ended.status).toBe(403);
		expect(hostile.setCookies).toEqual([]);
		expect(visitor.jar.header()).toBe(before);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { id: alice.id } });
		await theirs.ok("login.proveTotp", { code: mallory.code() });
	});
});
