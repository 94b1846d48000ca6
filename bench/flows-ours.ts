/**
 * One round of our flows, over HTTP as the page makes it. A person's phone shows each code once in thirty seconds and the
 * product takes each step once, so every flow that needs a code has a person of its own; they are made before it is timed.
 */
import { tokenIn } from "../tests/support/acts.ts";
import type { Visitor } from "../tests/support/browser.ts";
import { phoneFrom } from "../tests/support/phone.ts";
import type { Cost } from "./distance.ts";
import { type Flow, inAll, type Round } from "./flows.ts";
import { type BenchPerson, type Ours, PASSWORD } from "./ours.ts";

let founded = 0;

async function expectNext(answer: Promise<{ next?: unknown }>, wanted: string): Promise<void> {
	const { next } = await answer;
	if (next !== wanted) throw new Error(`stands at ${String(next)} and not at ${wanted}`);
}

/** Types the password and stands at the code. */
export const toTheCode = (visitor: Visitor, { email }: { readonly email: string }): Promise<void> =>
	expectNext(visitor.ok("login.begin", { email, password: PASSWORD }), "secondFactor");

const toTheSession = (visitor: Visitor, { email }: { readonly email: string }): Promise<void> =>
	expectNext(visitor.ok("login.begin", { email, password: PASSWORD }), "signedIn");

/** An administrator who is signed in with a second factor. */
export async function signedInAdmin(ours: Ours): Promise<Visitor> {
	const ada = await ours.enrolled({ role: "admin" });
	const visitor = ours.visitor();
	await toTheCode(visitor, ada);
	await expectNext(visitor.ok("login.proveTotp", { code: ada.code() }), "signedIn");
	return visitor;
}

const wrongFor = (person: BenchPerson): string =>
	String((Number(person.code()) + 500_000) % 1_000_000).padStart(6, "0");

/** Somebody invited by the administrator, and the token in their letter. */
async function invited(ours: Ours, admin: Visitor): Promise<string> {
	founded += 1;
	const email = `guest-${founded}@acme.example`;
	await admin.ok("users.create", { email, name: "Gus Guest" });
	const giveUpAt = performance.now() + 5000;
	for (;;) {
		const letter = ours.caught.messages.find(({ to }) => to === email);
		if (letter) return tokenIn(letter);
		if (performance.now() > giveUpAt) throw new Error("the invitation never came");
		await new Promise((next) => setTimeout(next, 10));
	}
}

/** Every flow once. */
export async function ourRound(ours: Ours, admin: Visitor): Promise<Round> {
	const { distance } = ours;
	const costs = new Map<Flow, Cost>();
	const step = async (flow: Flow, act: () => Promise<unknown>): Promise<Cost> => {
		const cost = await distance.measure(act);
		costs.set(flow, cost);
		return cost;
	};
	const [alice, bob, carol] = await Promise.all([ours.enrolled(), ours.enrolled(), ours.enrolled()]);
	const [dora, token] = await Promise.all([ours.person(), invited(ours, admin)]);
	// The directory is remembered for a minute; what refreshes it is no part of these flows.
	await ours.visitor().okQuery("tenant.profile");

	const first = ours.visitor();
	const password = await step("password", () => toTheCode(first, alice));
	const totp = await step("totp", () => expectNext(first.ok("login.proveTotp", { code: alice.code() }), "signedIn"));
	costs.set("signIn", inAll(password, totp));
	await step("check", async () => {
		if ((await first.okQuery("sessions.current")) === null) throw new Error("not signed in");
	});
	await step("sessions", () => first.okQuery("sessions.list"));
	await step("signOut", () => first.ok("login.signOut"));

	const second = ours.visitor();
	await toTheCode(second, bob);
	await step("totpTrust", () =>
		expectNext(second.ok("login.proveTotp", { code: bob.code(), trustBrowser: true }), "signedIn"),
	);
	await second.ok("login.signOut");
	await step("trusted", () => toTheSession(second, bob));

	const third = ours.visitor();
	await toTheCode(third, carol);
	await step("wrongCode", () => third.refused("login.proveTotp", { code: wrongFor(carol) }));
	await step("recoveryCode", () =>
		expectNext(third.ok("login.proveRecoveryCode", { code: carol.recoveryCodes[0] }), "signedIn"),
	);

	const fourth = ours.visitor();
	await step("passwordOnly", () => toTheSession(fourth, dora));
	const begun: { uri?: string } = {};
	await step("setUpBegin", async () => Object.assign(begun, await fourth.ok("totp.begin", { password: PASSWORD })));
	const phone = phoneFrom(begun.uri ?? "");
	await step("setUpConfirm", () => fourth.ok("totp.confirm", { code: phone.code(Date.now()) }));
	await step("setUpFinish", () => fourth.ok("totp.finish", { saved: true }));

	await step("join", () =>
		expectNext(ours.visitor().ok("users.acceptInvitation", { token, password: PASSWORD }), "signedIn"),
	);
	const slug = `bench-${founded}`;
	await step("found", () =>
		ours.visitor(null).ok("tenants.signUp", {
			organization: "Bench",
			slug,
			name: "Olive Owner",
			email: `olive@${slug}.example`,
			password: PASSWORD,
		}),
	);
	return costs;
}
