/**
 * Changing a password and resetting it by mail: neither signs anybody in nor passes the second factor.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, tokenIn } from "../support/acts.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";
const minute = 60_000;

async function enrolled(policy = {}) {
	const house = await world.tenant({ policy });
	return { house, alice: await house.enrolled() };
}

/** The token of the newest reset letter after asking for one. */
async function askReset({ house, alice }: Awaited<ReturnType<typeof enrolled>>): Promise<string> {
	const visitor = house.visitor();
	expect(await visitor.ok("passwords.requestReset", { email: alice.email })).toEqual({});
	await visitor.settle();
	return tokenIn(world.mails(alice.email)[0]);
}

describe("a mailed reset", () => {
	it("T048 sets the password, signs nobody in, and the second factor is still asked for", async () => {
		const own = await enrolled();
		const { house, alice } = own;
		const open = await house.signedIn(alice);
		const visitor = house.visitor();
		const token = await askReset(own);
		expect(await visitor.ok("passwords.reset", { token, password: FRESH })).toEqual({ next: "signIn" });
		expect(visitor.setCookies.map((line) => line.replace(/=.*/, ""))).toEqual([`gh_browser_${house.slug}`]);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(await open.okQuery("sessions.current")).toBeNull();
		expect(await visitor.refused("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			status: 401,
		});
		expect(await visitor.ok("login.begin", { email: alice.email, password: FRESH })).toMatchObject({
			next: "secondFactor",
		});
		world.nextStep();
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		await visitor.settle();
		expect(world.mails(alice.email)[0]?.subject).toContain("password was changed");
	});

	it("T105 works once, for thirty minutes, and only the newest password counts", async () => {
		const own = await enrolled();
		const visitor = own.house.visitor();
		const token = await askReset(own);
		world.advance(30 * minute);
		expect(await visitor.refused("passwords.reset", { token, password: FRESH })).toMatchObject({
			status: 400,
			refusal: "link_invalid",
		});
		const second = await askReset(own);
		world.advance(30 * minute - 1);
		await visitor.ok("passwords.reset", { token: second, password: FRESH });
		expect(await visitor.refused("passwords.reset", { token: second, password: "third-river-stone" })).toMatchObject({
			refusal: "link_invalid",
		});
		expect(await visitor.ok("login.begin", { email: own.alice.email, password: FRESH })).toMatchObject({
			next: "secondFactor",
		});
	});

	it("dies with a change of password that came before it", async () => {
		const own = await enrolled();
		const token = await askReset(own);
		const signedIn = await own.house.signedIn(own.alice);
		world.nextStep();
		await signedIn.ok("passwords.change", { current: PASSWORD, password: FRESH, code: own.alice.code() });
		expect(
			await own.house.visitor().refused("passwords.reset", { token, password: "third-river-stone" }),
		).toMatchObject({
			refusal: "link_invalid",
		});
	});

	it("T100 answers the same for everybody, and writes only to those who are there", async () => {
		const { house, alice } = await enrolled();
		const { id } = await house.person({ email: "off@acme.example" });
		await world.rows("update users set status = 'disabled' where id = ?", [id]);
		const answers = [];
		for (const email of [alice.email, "nobody@acme.example", "off@acme.example"]) {
			const visitor = house.visitor();
			answers.push(await visitor.ok("passwords.requestReset", { email }));
			await visitor.settle();
		}
		expect(answers).toEqual([{}, {}, {}]);
		expect(world.mails(alice.email)).toHaveLength(1);
		expect(world.mails("nobody@acme.example")).toEqual([]);
		expect(world.mails("off@acme.example")).toEqual([]);
	});

	it("leaves an unacceptable password untaken, with the reason, and the link alive", async () => {
		const own = await enrolled();
		const visitor = own.house.visitor();
		const token = await askReset(own);
		for (const [password, problem] of [
			["short", "too_short"],
			["password1", "common"],
			["x".repeat(129), "too_long"],
		] as const)
			expect(await visitor.refused("passwords.reset", { token, password })).toMatchObject({
				status: 400,
				refusal: "password_unacceptable",
				fields: { password: problem },
			});
		expect(await visitor.ok("passwords.reset", { token, password: FRESH })).toEqual({ next: "signIn" });
	});

	it("T049 takes no other kind of token, nor one of another house", async () => {
		const own = await enrolled();
		const token = await askReset(own);
		const visitor = own.house.visitor();
		for (const wrong of [`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, "x", token.replace("mtk_", "ses_")])
			expect(await visitor.refused("passwords.reset", { token: wrong, password: FRESH })).toMatchObject({
				refusal: "link_invalid",
			});
		expect(await visitor.refused("users.verifyEmail", { token })).toMatchObject({ refusal: "link_invalid" });
		expect(await visitor.refused("users.acceptInvitation", { token, password: FRESH })).toMatchObject({
			refusal: "link_invalid",
		});
		const elsewhere = (await world.tenant()).visitor();
		expect(await elsewhere.refused("passwords.reset", { token, password: FRESH })).toMatchObject({
			refusal: "link_invalid",
		});
		expect(await visitor.ok("passwords.reset", { token, password: FRESH })).toEqual({ next: "signIn" });
	});
});

describe("a change by the person", () => {
	it("needs the present password and the factor, keeps this session and ends all others", async () => {
		const { house, alice } = await enrolled();
		const other = await house.signedIn(alice);
		world.nextStep();
		const visitor = await house.signedIn(alice);
		const old = visitor.copy();
		world.nextStep();
		expect(await visitor.refused("passwords.change", { current: "not-the-one", password: FRESH })).toMatchObject({
			status: 401,
			refusal: "credentials_wrong",
		});
		expect(await visitor.ok("passwords.change", { current: PASSWORD, password: FRESH, code: alice.code() })).toEqual(
			{},
		);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ session: { assurance: "secondFactor" } });
		expect(await old.okQuery("sessions.current")).toBeNull();
		expect(await other.okQuery("sessions.current")).toBeNull();
		const again = await afterPassword(house, { ...alice, password: FRESH });
		expect(await again.okQuery("login.state")).toMatchObject({ step: "secondFactor" });
	});

	it("can be chosen badly again and again with the present one beside it, and well in the end", async () => {
		const { house, alice } = await enrolled();
		const visitor = await house.signedIn(alice);
		for (let tried = 0; tried < 12; tried += 1) {
			const bad = { current: alice.password, password: "adminadmin" };
			expect(await visitor.refused("passwords.change", bad)).toMatchObject({ refusal: "password_unacceptable" });
			await visitor.settle();
		}
		await visitor.ok("passwords.change", { current: alice.password, password: FRESH });
	});

	it("asks for a code when the factor was not shown lately", async () => {
		const { house, alice } = await enrolled();
		const visitor = await house.signedIn(alice);
		world.advance(10 * minute);
		const change = { current: PASSWORD, password: FRESH };
		expect(await visitor.refused("passwords.change", change)).toMatchObject({ refusal: "recent_proof_required" });
		expect(await visitor.ok("passwords.change", { ...change, code: alice.code() })).toEqual({});
	});

	it("asks for fifteen characters of people without a factor where the tenant does", async () => {
		const house = await world.tenant({ policy: { password: { minLengthWithoutFactor: 15 } } });
		const visitor = await house.signedIn(await house.person());
		expect(await visitor.refused("passwords.change", { current: PASSWORD, password: "qzrtplmkvwab" })).toMatchObject({
			fields: { password: "too_short" },
		});
		expect(await visitor.ok("passwords.change", { current: PASSWORD, password: FRESH })).toEqual({});
	});
});
