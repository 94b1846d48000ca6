/**
 * For every procedure, people in the situations in which it is really called, with an input that fits. Tables of round
 * trips and of bad input are built on it; `tests/services/round-trips.test.ts` checks that no procedure is missing.
 */
import { afterPassword, setUp, tokenIn, wrongCode } from "./acts.ts";
import type { Visitor } from "./browser.ts";
import { inviteGuest } from "./guests.ts";
import { phoneFrom } from "./phone.ts";
import { enrolmentSituations } from "./situations-enrolment.ts";
import { peopleSituations } from "./situations-people.ts";
import { policySituations } from "./situations-policy.ts";
import { recordSituations } from "./situations-record.ts";
import { type EnrolledPerson, PASSWORD, type TestTenant, type World } from "./world.ts";

export interface Situation {
	readonly visitor: Visitor;
	readonly input?: unknown;
}
type Arrange = () => Promise<Situation>;
export type Situations = Readonly<Record<string, Readonly<Record<string, Arrange>>>>;

/** Another password that every rule accepts. */
export const FRESH = "another-river-stone";

/** Situations in this house, by procedure and by how it goes. */
export function situationsIn(world: World, house: TestTenant): Situations {
	let made = 0;
	const door = (input?: unknown): Situation => ({ visitor: house.visitor(), input });
	const login = ({ email }: { email: string }, password = PASSWORD) => ({ email, password });
	const wrong = (alice: EnrolledPerson) => wrongCode(alice.phone, world.now());

	const atCode = async (inputOf: (alice: EnrolledPerson) => unknown): Promise<Situation> => {
		const alice = await house.enrolled();
		return { visitor: await afterPassword(house, alice), input: inputOf(alice) };
	};
	const inside = async (
		inputOf: (alice: EnrolledPerson) => unknown,
	): Promise<Situation & { alice: EnrolledPerson }> => {
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		world.nextStep();
		return { alice, visitor, input: inputOf(alice) };
	};
	const plain = async (input: unknown): Promise<Situation> => ({
		visitor: await house.signedIn(await house.person()),
		input,
	});
	const atSetUp = async (): Promise<Visitor> => afterPassword(house, await house.person({ requirement: "required" }));
	const begun = async (visitor: Visitor, input: object): Promise<Situation> => {
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin", input);
		return { visitor, input: { code: phoneFrom(uri).code(world.now()) } };
	};
	const trusting = async (inputOf: (alice: EnrolledPerson) => unknown = () => undefined): Promise<Situation> => {
		const alice = await house.enrolled();
		const visitor = await afterPassword(house, alice);
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await visitor.settle();
		return { visitor, input: inputOf(alice) };
	};
	const signUpInput = () => {
		made += 1;
		const slug = `${house.slug}-new-${made}`;
		return { organization: "Acme", slug, name: "Olive", email: `olive@${slug}.example`, password: PASSWORD };
	};
	const signedUp = async (): Promise<Situation> => {
		const input = signUpInput();
		const platform = world.platform();
		await platform.ok("tenants.signUp", input);
		await platform.settle();
		return { visitor: house.visitor({ slug: input.slug }), input: { token: tokenIn(world.mails(input.email)[0]) } };
	};
	const invited = async (requirement?: "required"): Promise<Situation> => {
		const { token } = await inviteGuest(world, house, requirement ? { requirement } : {});
		return door({ token, password: PASSWORD });
	};
	const resetLetter = async (): Promise<Situation> => {
		const alice = await house.enrolled();
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: alice.email });
		await visitor.settle();
		return { visitor, input: { token: tokenIn(world.mails(alice.email)[0]), password: FRESH } };
	};
	const twoSessions = async (): Promise<Situation> => {
		const { alice, visitor } = await inside(() => undefined);
		const other = await afterPassword(house, alice);
		await other.ok("login.proveTotp", { code: alice.code() });
		const { session } = await other.okQuery<{ session: { id: string } }>("sessions.current");
		return { visitor, input: { id: session.id } };
	};
	const oneTrusted = async (): Promise<Situation> => {
		const { visitor } = await trusting();
		const { browsers } = await visitor.okQuery<{ browsers: { id: string }[] }>("trustedBrowsers.list");
		return { visitor, input: { id: browsers[0]?.id } };
	};

	const own: Situations = {
		"tenants.regions": { anyone: async () => ({ visitor: world.platform() }) },
		"tenants.checkSlug": { free: async () => ({ visitor: world.platform(), input: { slug: "free-slug" } }) },
		"tenants.signUp": { "free slug": async () => ({ visitor: world.platform(), input: signUpInput() }) },
		"tenant.profile": { anyone: async () => door() },
		"users.verifyEmail": { "first time": signedUp },
		"users.acceptInvitation": { "into a session": () => invited(), "into a set-up": () => invited("required") },
		"users.updateProfile": { own: () => inside(() => ({ name: "Ana", locale: "es" })) },
		"login.begin": {
			"a code follows": async () => door(login(await house.enrolled())),
			"a set-up follows": async () => door(login(await house.person({ requirement: "required" }))),
			"ends in a session": async () => door(login(await house.person())),
			"from a trusted browser": () => trusting(login),
			"wrong password": async () => door(login(await house.enrolled(), "not-the-one")),
			"wrong address": async () => door(login({ email: "nobody@acme.example" })),
		},
		"login.proveTotp": {
			right: () => atCode((alice) => ({ code: alice.code() })),
			"right and trusted": () => atCode((alice) => ({ code: alice.code(), trustBrowser: true })),
			"wrong code": () => atCode((alice) => ({ code: wrong(alice) })),
		},
		"login.proveRecoveryCode": {
			right: () => atCode((alice) => ({ code: alice.recoveryCodes[0] })),
			"wrong code": () => atCode(() => ({ code: "00000000" })),
		},
		"login.resetSecondFactor": { right: () => atCode((alice) => ({ code: alice.code() })) },
		"login.state": { "half-way": () => atCode(() => undefined), nobody: async () => door() },
		"login.cancel": { "at the code": () => atCode(() => ({})) },
		"login.signOut": { "signed in": () => inside(() => ({})) },
		"passwords.requestReset": {
			somebody: async () => door({ email: (await house.person()).email }),
			nobody: async () => door({ email: "nobody@acme.example" }),
		},
		"passwords.reset": { right: resetLetter },
		"passwords.change": {
			right: () => inside((alice) => ({ current: PASSWORD, password: FRESH, code: alice.code() })),
		},
		"sessions.current": { "signed in": () => inside(() => undefined), nobody: async () => door() },
		"sessions.list": { "signed in": () => inside(() => undefined) },
		"sessions.revoke": { another: twoSessions },
		"sessions.revokeOthers": { none: () => inside(() => ({})) },
		"sessions.prove": {
			code: () => inside((alice) => ({ code: alice.code() })),
			password: () => plain({ password: PASSWORD }),
			"wrong code": () => inside((alice) => ({ code: wrong(alice) })),
		},
		"totp.begin": {
			"in the account": () => plain({ password: PASSWORD }),
			"at sign-in": async () => ({ visitor: await atSetUp(), input: {} }),
		},
		"totp.confirm": {
			"in the account": async () => begun((await plain(undefined)).visitor, { password: PASSWORD }),
			"at sign-in": async () => begun(await atSetUp(), {}),
		},
		"totp.finish": {
			"in the account": () => inside(() => ({ saved: true })),
			async "at sign-in"() {
				const visitor = await atSetUp();
				await setUp(world, visitor);
				await visitor.settle();
				return { visitor, input: { saved: true } };
			},
		},
		"totp.disable": { right: () => inside((alice) => ({ password: PASSWORD, code: alice.code() })) },
		"recoveryCodes.list": { recent: () => inside(() => undefined) },
		"recoveryCodes.regenerate": {
			"in the account": () => inside(() => ({ password: PASSWORD })),
			async "shown again at sign-in"() {
				const visitor = await atSetUp();
				await setUp(world, visitor);
				return { visitor, input: {} };
			},
		},
		"trustedBrowsers.list": { one: async () => ({ visitor: (await trusting()).visitor }) },
		"trustedBrowsers.revoke": { one: oneTrusted },
		"trustedBrowsers.revokeAll": { one: () => trusting(() => ({})) },
	};
	return [
		own,
		enrolmentSituations(world, house),
		peopleSituations(world, house),
		policySituations(world, house),
		recordSituations(world, house),
	].reduce(merged);
}

/** Both tables; where both have a procedure, the situations of both, the first one's first. */
const merged = (one: Situations, more: Situations): Situations => ({
	...one,
	...Object.fromEntries(Object.entries(more).map(([name, hows]) => [name, { ...one[name], ...hows }])),
});
