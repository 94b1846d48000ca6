/**
 * An organization signs up by itself, is found by path and by host, and tells everybody at its door what they need.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUp, tokenIn } from "../support/acts.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const signUp = (slug: string) => ({
	organization: `House of ${slug}`,
	slug,
	name: "Olive Owner",
	email: `olive@${slug}.example`,
	password: PASSWORD,
});
const doorOf = async (slug: string) => (await world.tenant()).visitor({ slug });

describe("sign-up", () => {
	it("S143 takes an organization from nothing to its owner's account, with nobody else's help", async () => {
		const platform = world.platform();
		expect(await platform.okQuery("tenants.checkSlug", { slug: "first" })).toEqual({ available: true });
		expect(await platform.ok("tenants.signUp", { ...signUp("first"), contact: "desk 7" })).toEqual({
			tenant: { slug: "first", name: "House of first" },
			next: "verifyEmail",
		});
		await platform.settle();
		expect(platform.setCookies).toEqual([]);
		expect(await platform.okQuery("tenants.checkSlug", { slug: "first" })).toEqual({
			available: false,
			reason: "taken",
		});
		const [letter] = world.mails("olive@first.example");
		expect(letter?.text).toContain(`${world.origin}/t/first/verify#token=`);
		const door = await doorOf("first");
		expect(await door.ok("users.verifyEmail", { token: tokenIn(letter) })).toEqual({ next: "signIn" });
		await door.settle();
		expect(await door.ok("login.begin", { email: "olive@first.example", password: PASSWORD })).toEqual({
			next: "signedIn",
		});
		expect((await setUp(world, door, PASSWORD)).recoveryCodes).toHaveLength(10);
		expect(await door.okQuery("sessions.current")).toMatchObject({
			user: { role: "owner", name: "Olive Owner", locale: "en" },
			tenant: { slug: "first", name: "House of first", contact: "desk 7" },
		});
		expect(await world.rows("select state, held_until_at from directory where slug = 'first'")).toEqual([
			{ state: "active", held_until_at: null },
		]);
	});

	it("speaks the language that was chosen", async () => {
		const platform = world.platform();
		await platform.ok("tenants.signUp", { ...signUp("segunda"), locale: "es" });
		await platform.settle();
		expect(world.mails("olive@segunda.example")[0]?.subject).toContain("Confirme");
	});

	it.each([
		[{ slug: "no" }, { slug: "malformed" }],
		[{ slug: "Bad_Slug" }, { slug: "malformed" }],
		[{ slug: "admin" }, { slug: "reserved" }],
		[{ email: "olive" }, { email: "malformed" }],
		[{ email: "olivé@x.example" }, { email: "malformed" }],
		[{ password: "short" }, { password: "too_short" }],
		[{ password: "password1" }, { password: "common" }],
		[{ password: "olive owner" }, { password: "contains_context" }],
		[{ name: "" }, { name: "too_short" }],
		[{ organization: "x".repeat(101) }, { organization: "too_long" }],
		[{ name: "two\nlines" }, { name: "malformed" }],
		[{ plan: "free" }, { input: "unknown_field" }],
	])("refuses %j and names the field", async (wrong, fields) => {
		const answer = await world.platform().refused("tenants.signUp", { ...signUp("refused"), ...wrong });
		expect(answer).toMatchObject({ status: 400, fields });
		expect(await world.rows("select 1 from directory where slug = 'refused'")).toEqual([]);
	});

	it("gives one slug to one of two who ask at the same moment", async () => {
		const answers = await Promise.all(
			Array.from({ length: 8 }, () => world.platform().mutate("tenants.signUp", signUp("contested"))),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
		expect(await world.rows("select 1 from tenants where slug = 'contested'")).toHaveLength(1);
	});
});

describe("at the door", () => {
	it("S190 tells name, contact and how people sign in, to anyone", async () => {
		const house = await world.tenant({
			name: "Acme",
			contact: "help desk, room 7",
			policy: { trustedBrowserDays: 7, recoveryCodes: { form: "crockford10" } },
		});
		expect(await house.visitor().okQuery("tenant.profile")).toEqual({
			slug: house.slug,
			name: "Acme",
			contact: "help desk, room 7",
			accent: null,
			signIn: {
				trust: { allowed: true, days: 7 },
				recoveryCodeForm: "crockford10",
				recoveryCodeViewing: "recent",
				passwordMinLength: 8,
			},
		});
	});

	it("answers an unknown, a malformed and a removed house alike", async () => {
		for (const slug of ["nobody-here", "Bad_Slug", "a"]) {
			const answer = await (await doorOf(slug)).query("tenant.profile");
			expect(answer.status).toBe(404);
			expect(answer.body).toMatchObject({ error: { data: { refusal: "tenant_unknown" } } });
		}
		const house = await world.tenant();
		await house.visitor().okQuery("tenant.profile");
		await world.rows("delete from tenants where tenant_id = ?", [house.scope.tenantId]);
		expect((await house.visitor().query("tenant.profile")).status).toBe(404);
		for (const [procedure, input] of [
			["login.begin", { email: "a@b.example", password: "x" }],
			["passwords.requestReset", { email: "a@b.example" }],
		] as const)
			expect(await house.visitor().refused(procedure, input)).toMatchObject({ status: 404, refusal: "tenant_unknown" });
	});

	it("the platform's procedures are not at a house's address, nor the other way round", async () => {
		const house = await world.tenant();
		expect(await house.visitor().refused("tenants.signUp", signUp("inside"))).toMatchObject({ status: 404 });
		expect((await house.visitor().query("tenants.checkSlug", { slug: "inside" })).status).toBe(404);
		expect((await world.platform().query("tenant.profile")).status).toBe(404);
	});
});

describe("addresses by host", () => {
	let hosted: World;
	beforeAll(async () => {
		hosted = await createWorld({ vars: { ORIGIN: "https://gatehouse.example", TENANT_HOSTS: "gatehouse.example" } });
	});
	afterAll(() => hosted.stop());
	const atHost = (host: string) => hosted.platform({ origin: `https://${host}` });

	it("a house is at its own host, with its own origin, cookies and links", async () => {
		const acme = await hosted.tenant({ slug: "acme" });
		const alice = await acme.person();
		const door = atHost("acme.gatehouse.example");
		expect(await door.okQuery("tenant.profile")).toMatchObject({ slug: "acme" });
		expect(await door.ok("login.begin", { email: alice.email, password: PASSWORD })).toEqual({ next: "signedIn" });
		expect(door.jar.names().sort()).toEqual(["__Host-gh_browser_acme", "__Host-gh_session_acme"]);
		await door.ok("passwords.requestReset", { email: alice.email });
		await door.settle();
		expect(hosted.mails(alice.email)[0]?.text).toContain("https://acme.gatehouse.example/reset#token=");
	});

	it("T112 another house's host, the platform's origin or a path on a host does not serve", async () => {
		const beta = await hosted.tenant({ slug: "beta" });
		const bob = await beta.person();
		const credentials = { email: bob.email, password: PASSWORD };
		const wrong = hosted.platform({
			origin: "https://beta.gatehouse.example",
			headers: { origin: "https://gatehouse.example" },
		});
		expect(await wrong.refused("login.begin", credentials)).toMatchObject({ status: 403, refusal: "origin_refused" });
		const onHost = atHost("beta.gatehouse.example");
		const path = await onHost.request("/t/beta/trpc/tenant.profile");
		expect(path.status).toBe(404);
		expect(await atHost("gatehouse.example").copy().okQuery("tenants.checkSlug", { slug: "gamma" })).toEqual({
			available: true,
		});
		expect((await atHost("nobody.gatehouse.example").query("tenant.profile")).status).toBe(404);
	});
});
