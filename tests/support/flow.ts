/**
 * What one file of flows shares: a local world, a real browser, houses with people in them. Each person of a test sits at a
 * browser of their own; `goHome` after each test closes them all and fails when a page made noise, asked another host
 * (T117), or kept a secret anywhere in the browser (T087); `close` fails when one stands in the log, the record, the database
 * or a letter that is not its own (T148).
 */
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import {
	giveFactor,
	makePerson,
	makeRealm,
	makeTenant,
	type NewPerson,
	type NewTenant,
	nameRealm,
	standingOfUser,
} from "../../dev/populate.ts";
import { invite } from "../../worker/features/invitations/service.ts";
import { emailOf } from "../../worker/features/users/service.ts";
import type { RealmId, UserId } from "../../worker/lib/brand.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { gatherCanaries } from "./canaries.ts";
import { leaksOf, sentAddresses } from "./leaks.ts";
import { type LocalWorld, startLocalWorld } from "./local-world.ts";
import { type Phone, phoneFrom } from "./phone.ts";
import { openRealBrowser, type Person, type RealBrowser } from "./real-browser.ts";

/** A password that every rule of the product accepts. */
export const PASSWORD = "quiet-river-stone";

export interface Account {
	readonly id: UserId;
	readonly name: string;
	readonly email: string;
	readonly password: string;
}

export interface EnrolledAccount extends Account {
	readonly phone: Phone;
	readonly key: string;
	readonly recoveryCodes: readonly string[];
}

export interface House {
	readonly slug: string;
	readonly name: string;
	/** The path of one of the house's pages, such as `at("/signin")`. */
	at(path: string): string;
	account(overrides?: Partial<NewPerson>): Promise<Account>;
	enrolled(overrides?: Partial<NewPerson>): Promise<EnrolledAccount>;
	/** A custom realm, and the people who administer it. */
	realm(realm: { key: string; name: string }, ...administrators: readonly Account[]): Promise<RealmId>;
	/** Invites somebody; the letter is in the catcher when this is done. */
	invited(
		overrides?: Partial<Pick<NewPerson, "name" | "locale" | "requirement">>,
	): Promise<{ email: string; link: string }>;
}

export interface Flow {
	readonly world: LocalWorld;
	readonly browser: RealBrowser;
	/** Sits somebody down at a browser of their own. */
	person(options?: BrowserContextOptions): Promise<Person>;
	house(overrides?: Partial<NewTenant>): Promise<House>;
	/** The next code of a phone: the world's clock moves on by one step, so that no code comes twice. */
	code(phone: Phone): string;
	/** Moves the world's clock on by minutes. */
	passMinutes(minutes: number): void;
	/** Something that must not be found in any browser at the end of the test. */
	secret(...secrets: readonly string[]): void;
	/** Closes every browser of the test, after a look at what they said and kept. For `afterEach`. */
	goHome(...expectedNoise: readonly RegExp[]): Promise<void>;
	close(): Promise<void>;
}

/** The link in a letter, and what is secret about it. */
export function linkIn(text: string): { link: string; token: string } {
	const link = /https?:\S+#token=(\S+)/.exec(text);
	if (link?.[1] === undefined) throw new Error(`There is no link in this letter:\n${text}`);
	return { link: link[0], token: link[1] };
}

/** Starts world and browser. Callers must `close()` it in `afterAll`. */
export async function openFlow(): Promise<Flow> {
	const world = await startLocalWorld();
	const browser = await openRealBrowser(world.origin);
	const secrets = new Set<string>();
	const canaries = gatherCanaries();
	canaries.keepVars(world.vars);
	let people: { person: Person; sent: readonly string[] }[] = [];
	let made = 0;
	const secret = (...more: readonly string[]) => {
		for (const each of more) secrets.add(each);
		canaries.keep("typed", ...more);
	};

	return {
		world,
		browser,
		secret,
		async person(options) {
			const person = await browser.person(options);
			people.push({ person, sent: sentAddresses(person.context) });
			return person;
		},
		async house(overrides = {}) {
			made += 1;
			const slug = overrides.slug ?? `house-${made}`;
			const name = overrides.name ?? `Blue Kite ${made}`;
			const scope = await makeTenant(world.scope(), { ...overrides, slug, name });
			return houseOf(world, scope, { slug, name }, secret);
		},
		code(phone) {
			world.catcher.advance(30_000);
			return phone.code(world.catcher.now());
		},
		passMinutes: (minutes) => world.catcher.advance(minutes * 60_000),
		async goHome(...expected) {
			for (const { text } of world.catcher.messages())
				for (const [, token] of text.matchAll(/#token=(\S+)/g)) secrets.add(token ?? "");
			const leaving = people;
			people = [];
			const found: string[] = [];
			for (const { person, sent } of leaving) {
				canaries.keep("cookie", ...(await person.context.cookies()).map(({ value }) => value));
				for (const page of person.context.pages()) found.push(...(await leaksOf(page, [...secrets], sent)));
				await person.close();
				person.expectQuiet(...expected);
			}
			if (found.length > 0) throw new Error(`Secrets were left behind:\n${found.join("\n")}`);
		},
		async close() {
			await browser.close();
			await canaries.demandNone({ log: world.log, letters: world.catcher.messages(), rows: world.rows });
			await world.stop();
		},
	};
}

function houseOf(
	world: LocalWorld,
	tenant: TenantScope,
	{ slug, name }: { slug: string; name: string },
	secret: (...secrets: readonly string[]) => void,
): House {
	let made = 0;
	const scope = (): TenantScope => ({ ...tenant, ...world.scope() });
	const account = async (more: Partial<NewPerson> = {}): Promise<Account> => {
		made += 1;
		const person = { name: "Pat Person", email: `pat-${made}@${slug}.example`, password: PASSWORD, ...more };
		secret(person.password);
		return { ...person, id: await makePerson(scope(), person) };
	};
	return {
		slug,
		name,
		at: (path) => `/t/${slug}${path}`,
		account,
		async enrolled(more) {
			const person = await account(more);
			const { uri, key, recoveryCodes } = await giveFactor(scope(), person.id);
			secret(key, ...recoveryCodes);
			return { ...person, key, recoveryCodes, phone: phoneFrom(uri) };
		},
		async realm(realm, ...administrators) {
			const realmId = await makeRealm(scope(), realm);
			for (const { id } of administrators) await nameRealm(scope(), id, realmId);
			return realmId;
		},
		async invited(more = {}) {
			const host = await account();
			const email = `guest-${made}@${slug}.example`;
			const guest = { name: "Gast Guest", locale: "en", requirement: "inherit", role: "member", ...more } as const;
			await invite(scope(), await standingOfUser(scope(), host.id), { ...guest, email: emailOf(email) });
			// The letter waits in the outbox until the cron comes by.
			await world.worker.scheduled();
			const letter = await world.catcher.waitFor(email, /#token=/);
			return { email, link: linkIn(letter.text).link };
		},
	};
}

/** Another tab of the same browser. */
export async function newTab(context: BrowserContext, path: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(path);
	return page;
}
