/**
 * Attempts and our own faults. What was taken and never looked at, because too many hash at once, goes back; a lock that closed
 * while the database failed is told to whoever meets it; a background line of the record waits for a busy database (T034).
 * Nothing that an input can cause gives an attempt back.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadArgon2 } from "../../dev/argon2.ts";
import { createApp } from "../../worker/app.ts";
import { entry } from "../../worker/features/audit/service.ts";
import { minutes } from "../../worker/lib/duration.ts";
import { createHashingLine, standardLine } from "../../worker/ports/hashing-line.ts";
import { createPasswords } from "../../worker/ports/passwords.ts";
import { afterPassword, wrongCode } from "../support/acts.ts";
import { type App, createVisitor, refusalOf, type Visitor } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
});
afterEach(() => proxy.reset());
afterAll(() => world.stop());

const cost = { memoryKiB: 64, passes: 1 } as const;

/** A worker whose hashing line bears so many, with hashes that take as long as `isHeld` says. */
function crowded(mostWaiting: number, isHeld: () => boolean = () => false): App {
	const held = () => {
		const argon2 = loadArgon2();
		return {
			heldBytes: argon2.heldBytes,
			*run(...given: Parameters<typeof argon2.run>) {
				while (isHeld()) yield undefined;
				return yield* argon2.run(...given);
			},
		};
	};
	const line = createHashingLine({ ...standardLine, mostWaiting });
	return createApp({ ...world.deps, passwords: createPasswords(held, world.deps.keys, cost, line) });
}

/** The same browser before another worker. */
function before(app: App, visitor: Visitor, { slug }: TestTenant = house): Visitor {
	const twin = createVisitor(app, { origin: world.origin, slug });
	twin.jar.take(visitor.jar);
	return twin;
}

const chargedTo = (what: string) =>
	world.rows(
		"select subject, count from attempts where subject like ? and (count > 0 or blocked_until_at is not null)",
		[`%${what}%`],
	);

describe("a password that nobody had the time to look at", () => {
	it("T034 costs a signed-in person no attempt, and the code beside it none either", async () => {
		const alice = await house.enrolled();
		const inside = await house.signedIn(alice);
		world.nextStep();
		const crowd = before(crowded(0), inside);
		for (let asked = 0; asked < 11; asked += 1) {
			for (const [procedure, input] of [
				["sessions.prove", { password: PASSWORD }],
				["totp.disable", { password: PASSWORD, code: wrongCode(alice.phone, world.now()) }],
			] as const)
				expect(await crowd.refused(procedure, input)).toMatchObject({ status: 503, refusal: "busy" });
			await crowd.settle();
		}
		expect(await chargedTo(alice.id)).toEqual([]);
		expect(await inside.ok("totp.disable", { password: PASSWORD, code: alice.code() })).toEqual({});
	});

	it("keeps no slug of an organization that could not be founded", async () => {
		const input = {
			organization: "Kite",
			slug: "blue-kite",
			name: "Olive",
			email: "o@kite.example",
			password: PASSWORD,
		};
		const crowd = createVisitor(crowded(0), { origin: world.origin });
		expect(await crowd.refused("tenants.signUp", input)).toMatchObject({ status: 503, refusal: "busy" });
		await crowd.settle();
		expect(await world.platform().ok("tenants.signUp", input)).toMatchObject({ next: "verifyEmail" });
	});

	it("T034 costs nobody an attempt at the door, when it was pushed out of the line behind the reservation", async () => {
		let isHeld = true;
		const [other, alice, bob] = [await world.tenant(), await house.person(), await house.person()];
		const app = crowded(2, () => isHeld);
		const begin = (slug: string, email: string) =>
			createVisitor(app, { origin: world.origin, slug }).mutate("login.begin", { email, password: PASSWORD });
		await createVisitor(app, { origin: world.origin, slug: house.slug }).query("tenant.profile");
		const counted = proxy.requests.length;
		const first = begin(house.slug, bob.email);
		const pushedOut = begin(house.slug, alice.email);
		while (proxy.requests.filter(({ endedAt }) => endedAt !== undefined).length < counted + 2)
			await new Promise((next) => setImmediate(next));
		const last = begin(other.slug, "somebody@else.example");
		expect(refusalOf(await pushedOut)).toMatchObject({ refusal: "busy", httpStatus: 503 });
		isHeld = false;
		expect([(await first).status, (await last).status]).toEqual([200, 401]);
		await world.database.rest();
		expect(await chargedTo(alice.email)).toEqual([]);
	});
});

/** Ten wrong codes, of which the database does not take down what became of the last. */
async function lockUnseen(alice: EnrolledPerson): Promise<void> {
	const code = wrongCode(alice.phone, world.now());
	for (let typed = 0; typed < 9; typed += 1) {
		const visitor = await afterPassword(house, alice);
		await visitor.refused("login.proveTotp", { code });
		await visitor.settle();
	}
	const visitor = await afterPassword(house, alice);
	const counted = proxy.requests.length;
	const asked = visitor.mutate("login.proveTotp", { code });
	while (proxy.requests.length <= counted) await new Promise((next) => setImmediate(next));
	proxy.mode = "down";
	expect((await asked).status).toBe(503);
	proxy.mode = "up";
}

describe("a lock that closed while the database failed", () => {
	const told = async (alice: EnrolledPerson) => [
		world.mails(alice.email).filter(({ subject }) => subject.includes("locked")).length,
		(await world.audit(alice.id)).filter(({ event }) => event === "factor.locked").length,
	];

	it("T034 T161 has its letter and its line of the record as soon as anybody meets it, once", async () => {
		const alice = await house.enrolled();
		await lockUnseen(alice);
		expect(await told(alice)).toEqual([0, 0]);
		for (let met = 0; met < 3; met += 1) {
			world.advance(minutes(1));
			const visitor = await afterPassword(house, alice);
			expect((await visitor.refused("login.proveTotp", { code: alice.code() })).refusal).toBe("second_factor_locked");
			await visitor.settle();
		}
		expect(await told(alice)).toEqual([1, 1]);
		expect(await world.audit(alice.id)).toContainEqual({ event: "factor.locked", evidence: { failures: 10 } });
	});

	it("T034 is told by a signed-in person's attempt as well", async () => {
		const alice = await house.enrolled();
		const inside = await house.signedIn(alice);
		world.nextStep();
		await lockUnseen(alice);
		expect((await inside.refused("sessions.prove", { code: alice.code() })).refusal).toBe("second_factor_locked");
		await inside.settle();
		expect(await told(alice)).toEqual([1, 1]);
	});
});

describe("a line of the record", () => {
	it("is written when the database was busy for a moment, though it is sent by itself", async () => {
		const { scope } = house;
		const person = await house.person();
		proxy.turnAway = 3;
		await entry(scope, person.id, { event: "login.signedOut", evidence: {} });
		expect(proxy.turnAway).toBe(0);
		expect(await world.audit(person.id)).toEqual([{ event: "login.signedOut", evidence: {} }]);
	});
});
