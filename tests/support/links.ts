/**
 * What tests of enrolment links do alike: an administrator who proved themselves lately, the link of a message, a browser that
 * opened it. Nothing here asserts; it throws when the product refuses.
 */
import type { CaughtMessage } from "../../dev/caught.ts";
import { tokenIn } from "./acts.ts";
import type { Visitor } from "./browser.ts";
import type { EnrolledPerson, Person, TestTenant, World } from "./world.ts";

/** Somebody's result of `users.sendEnrolment`, as the wire has it. */
export interface SentLine {
	readonly id: string;
	readonly email: string;
	readonly to?: string;
	readonly sent: boolean;
	readonly why?: string;
	readonly link?: string;
}

export interface Sendings {
	readonly results: readonly SentLine[];
	readonly sent: number;
	readonly failed: number;
}

export interface Desk {
	readonly admin: EnrolledPerson;
	readonly visitor: Visitor;
	/** Sends links and waits until the messages have left. */
	send(people: readonly { readonly id: string }[], by?: "email" | "sms"): Promise<Sendings>;
}

/** An administrator, signed in with a code a moment ago. */
export async function deskOf(house: TestTenant, role: "owner" | "admin" | "realmAdmin" = "admin"): Promise<Desk> {
	const admin = await house.enrolled({ role, name: "Ada Admin" });
	const visitor = await house.signedIn(admin);
	return {
		admin,
		visitor,
		async send(people, by = "email") {
			const sendings = await visitor.ok<Sendings>("users.sendEnrolment", { ids: people.map(({ id }) => id), by });
			await visitor.settle();
			return sendings;
		},
	};
}

/** Messages to this address or number that hold an enrolment link, the newest first. */
export const linkMessages = (world: World, to: string): readonly CaughtMessage[] =>
	world.mails(to).filter(({ text }) => text.includes("/enrol#token="));

/** The token of the newest enrolment link that went there. */
export const linkToken = (world: World, to: string): string => tokenIn(linkMessages(world, to)[0]);

/** A browser that has opened the newest link of this person. */
export async function openedBy(world: World, house: TestTenant, person: Pick<Person, "email">): Promise<Visitor> {
	const visitor = house.visitor();
	await visitor.ok("users.openEnrolment", { token: linkToken(world, person.email) });
	return visitor;
}

let numbers = 0;

/** A number of its own that is valid in Slovakia. */
export function someNumber(): string {
	numbers += 1;
	return `+42190${String(1_000_000 + numbers)}`;
}
