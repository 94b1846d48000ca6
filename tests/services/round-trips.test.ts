/**
 * The budget of design: sequential database requests per procedure, counted by a proxy before a real libsql-server, with a
 * warm directory. Queries 1; `login.begin` 1 when a second step follows and 2 when it ends in a session; proving at most 2;
 * every other mutation at most 2. A procedure that is missing in the table fails.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standingOfUser } from "../../dev/populate.ts";
import { invite } from "../../worker/features/invitations/service.ts";
import { emailOf } from "../../worker/features/users/service.ts";
import { appRouter } from "../../worker/trpc/router.ts";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { type CountingProxy, startCountingProxy } from "../support/counting-proxy.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let proxy: CountingProxy;
let house: TestTenant;
let strict: TestTenant;
beforeAll(async () => {
	world = await createWorld({
		async through(url) {
			proxy = await startCountingProxy(url);
			return proxy.url;
		},
	});
	house = await world.tenant();
	strict = await world.tenant({ policy: { requirement: "required" } });
	for (const tenant of [house, strict]) await tenant.visitor().okQuery("tenant.profile");
});
afterAll(async () => {
	await world.stop();
	await proxy.stop();
});

/** A visitor ready to call the procedure, and its input. */
interface Ready {
	readonly visitor: Visitor;
	readonly input?: unknown;
}

interface Budget {
	readonly name: string;
	readonly most: number;
	readonly ready: () => Promise<Ready>;
}

const member = async () => house.signedIn(await house.person());
const enrolledMember = async () => {
	const person = await house.enrolled();
	const visitor = await house.signedIn(person);
	world.nextStep();
	return { person, visitor };
};
const atCodeStep = async () => {
	const person = await house.enrolled();
	return { person, visitor: await afterPassword(house, person) };
};
const atSetUp = async () => afterPassword(strict, await strict.person());

const budgets: readonly Budget[] = [
	{
		name: "tenants.checkSlug",
		most: 1,
		ready: async () => ({ visitor: world.platform(), input: { slug: "free-name" } }),
	},
	{
		name: "tenants.signUp",
		most: 2,
		ready: async () => ({
			visitor: world.platform(),
			input: {
				organization: "New House",
				slug: "new-house",
				name: "Nora",
				email: "nora@new.example",
				password: PASSWORD,
			},
		}),
	},
	{ name: "tenant.profile", most: 1, ready: async () => ({ visitor: house.visitor() }) },
	{
		name: "users.verifyEmail",
		most: 2,
		async ready() {
			const input = {
				organization: "Old House",
				slug: "old-house",
				name: "Otto",
				email: "otto@old.example",
				password: PASSWORD,
			};
			const platform = world.platform();
			await platform.ok("tenants.signUp", input);
			await platform.settle();
			const visitor = house.visitor({ slug: "old-house" });
			await visitor.okQuery("tenant.profile");
			return { visitor, input: { token: tokenIn(world.mails("otto@old.example")[0]) } };
		},
	},
	...(["optional", "required"] as const).map(
		(requirement): Budget => ({
			name: "users.acceptInvitation",
			most: 2,
			async ready() {
				const tenant = requirement === "required" ? strict : house;
				const owner = await standingOfUser(tenant.scope, (await tenant.person()).id);
				const email = `invited@${tenant.slug}.example`;
				const waiting: Promise<unknown>[] = [];
				const scope = { ...tenant.scope, background: (work: () => Promise<unknown>) => void waiting.push(work()) };
				await invite(scope, owner, { email: emailOf(email), name: "Ines", locale: "en", role: "member" });
				await Promise.all(waiting);
				return { visitor: tenant.visitor(), input: { token: tokenIn(world.mails(email)[0]), password: PASSWORD } };
			},
		}),
	),
	{
		name: "users.updateProfile",
		most: 2,
		ready: async () => ({ visitor: await member(), input: { name: "New Name", locale: "es" } }),
	},
	{
		name: "login.begin",
		most: 1,
		async ready() {
			const { email, password } = await house.enrolled();
			return { visitor: house.visitor(), input: { email, password } };
		},
	},
	{
		name: "login.begin",
		most: 1,
		async ready() {
			const { email, password } = await strict.person();
			return { visitor: strict.visitor(), input: { email, password } };
		},
	},
	{
		name: "login.begin",
		most: 2,
		async ready() {
			const { email, password } = await house.person();
			return { visitor: house.visitor(), input: { email, password } };
		},
	},
	{
		name: "login.begin",
		most: 2,
		async ready() {
			const { person, visitor } = await atCodeStep();
			await visitor.ok("login.proveTotp", { code: person.code(), trustBrowser: true });
			await visitor.ok("login.signOut");
			await visitor.settle();
			return { visitor, input: { email: person.email, password: person.password } };
		},
	},
	{
		name: "login.proveTotp",
		most: 2,
		async ready() {
			const { person, visitor } = await atCodeStep();
			return { visitor, input: { code: person.code(), trustBrowser: true } };
		},
	},
	{
		name: "login.proveRecoveryCode",
		most: 2,
		async ready() {
			const { person, visitor } = await atCodeStep();
			return { visitor, input: { code: person.recoveryCodes[0] } };
		},
	},
	{
		name: "login.resetSecondFactor",
		most: 2,
		async ready() {
			const { person, visitor } = await atCodeStep();
			return { visitor, input: { code: person.code() } };
		},
	},
	{ name: "login.state", most: 1, ready: async () => ({ visitor: (await atCodeStep()).visitor }) },
	{ name: "login.cancel", most: 2, ready: async () => ({ visitor: (await atCodeStep()).visitor }) },
	{ name: "login.signOut", most: 2, ready: async () => ({ visitor: await member() }) },
	{
		name: "passwords.requestReset",
		most: 2,
		ready: async () => ({ visitor: house.visitor(), input: { email: (await house.person()).email } }),
	},
	{
		name: "passwords.requestReset",
		most: 2,
		ready: async () => ({ visitor: house.visitor(), input: { email: "no@one.example" } }),
	},
	{
		name: "passwords.reset",
		most: 2,
		async ready() {
			const { email } = await house.person();
			const visitor = house.visitor();
			await visitor.ok("passwords.requestReset", { email });
			await visitor.settle();
			return { visitor, input: { token: tokenIn(world.mails(email)[0]), password: "another-river-stone" } };
		},
	},
	{
		name: "passwords.change",
		most: 2,
		ready: async () => ({ visitor: await member(), input: { current: PASSWORD, password: "another-river-stone" } }),
	},
	{ name: "sessions.current", most: 1, ready: async () => ({ visitor: await member() }) },
	{ name: "sessions.list", most: 1, ready: async () => ({ visitor: await member() }) },
	{
		name: "sessions.revoke",
		most: 2,
		async ready() {
			const visitor = await member();
			const { sessions } = await visitor.okQuery<{ sessions: { id: string }[] }>("sessions.list");
			return { visitor, input: { id: sessions[0]?.id } };
		},
	},
	{ name: "sessions.revokeOthers", most: 2, ready: async () => ({ visitor: await member() }) },
	{
		name: "sessions.prove",
		most: 2,
		async ready() {
			const { person, visitor } = await enrolledMember();
			return { visitor, input: { code: person.code() } };
		},
	},
	{ name: "totp.begin", most: 2, ready: async () => ({ visitor: await member(), input: { password: PASSWORD } }) },
	{ name: "totp.begin", most: 2, ready: async () => ({ visitor: await atSetUp() }) },
	...[member, atSetUp].map(
		(standing): Budget => ({
			name: "totp.confirm",
			most: 2,
			async ready() {
				const visitor = await standing();
				const twin = standing === member ? { password: PASSWORD } : {};
				const { uri } = await visitor.ok<{ uri: string }>("totp.begin", twin);
				return { visitor, input: { code: phoneFrom(uri).code(world.now()) } };
			},
		}),
	),
	...[member, atSetUp].map(
		(standing): Budget => ({
			name: "totp.finish",
			most: 2,
			async ready() {
				const visitor = await standing();
				await setUp(world, visitor, standing === member ? PASSWORD : undefined);
				return { visitor, input: { saved: true } };
			},
		}),
	),
	{
		name: "totp.disable",
		most: 2,
		async ready() {
			const { person, visitor } = await enrolledMember();
			return { visitor, input: { password: person.password, code: person.code() } };
		},
	},
	{ name: "recoveryCodes.list", most: 1, ready: async () => ({ visitor: (await enrolledMember()).visitor }) },
	{
		name: "recoveryCodes.regenerate",
		most: 2,
		ready: async () => ({ visitor: (await enrolledMember()).visitor, input: { password: PASSWORD } }),
	},
	{ name: "trustedBrowsers.list", most: 1, ready: async () => ({ visitor: (await enrolledMember()).visitor }) },
	{
		name: "trustedBrowsers.revoke",
		most: 2,
		async ready() {
			const { person, visitor } = await atCodeStep();
			await visitor.ok("login.proveTotp", { code: person.code(), trustBrowser: true });
			const { browsers } = await visitor.okQuery<{ browsers: { id: string }[] }>("trustedBrowsers.list");
			return { visitor, input: { id: browsers[0]?.id } };
		},
	},
	{ name: "trustedBrowsers.revokeAll", most: 2, ready: async () => ({ visitor: (await enrolledMember()).visitor }) },
];

const procedures = appRouter._def.procedures;
const isQuery = (name: string) => Reflect.get(procedures, name)?._def.type === "query";

describe("sequential database requests", () => {
	it("every procedure has a line in the table", () => {
		expect(new Set(budgets.map(({ name }) => name))).toEqual(new Set(Object.keys(procedures)));
	});

	it("queries are budgeted with one", () => {
		for (const { name, most } of budgets) if (isQuery(name)) expect(most, name).toBe(1);
	});

	it.each(budgets.map((budget, line) => ({ ...budget, line })))(
		"$name takes at most $most (line $line)",
		async ({ name, most, ready }) => {
			const { visitor, input } = await ready();
			await visitor.settle();
			const { value, depth } = await proxy.measure(() =>
				isQuery(name) ? visitor.query(name, input) : visitor.mutate(name, input ?? {}),
			);
			expect({ status: value.status, body: value.status === 200 ? "" : value.body }).toEqual({ status: 200, body: "" });
			expect(depth).toBeGreaterThan(0);
			expect(depth).toBeLessThanOrEqual(most);
			await visitor.settle();
		},
	);
});
