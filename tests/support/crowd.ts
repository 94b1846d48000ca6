/**
 * Many browsers at once, for races: real parallel requests that go alternately to two isolates over one database.
 * Challenges are sealed by the product's own functions, exactly as the password step does (it writes no row), because
 * two hundred password steps per round would prove nothing more and take minutes.
 */
import { standingOfUser } from "../../dev/populate.ts";
import { CHALLENGE_LIFE, makeChallenge, sealChallenge } from "../../worker/features/login/challenge.ts";
import { lookOut } from "../../worker/features/login/outlook.ts";
import { standingStatement } from "../../worker/features/users/service.ts";
import type { UserId } from "../../worker/lib/brand.ts";
import { type Answer, createVisitor, refusalOf, type Visitor } from "./browser.ts";
import type { EnrolledPerson, Person, TestTenant, World } from "./world.ts";

/** How often something is tried: as given, or as often as the long form has it (`npm run test:long`), twice as often if it does not say. */
export const rounds = (short: number, long = short * 2): number => (process.env.LONG_TESTS ? long : short);

/** For worlds of races: a burst on two cores that others use, too, may take longer than a person would bear. */
export const PATIENT = { databaseDeadlineMs: 30_000 } as const;

/** Gives visitors that stand alternately before two isolates. */
export function twoIsolates(world: World): (tenant: TestTenant, index: number) => Visitor {
	const apps = [world.app, world.anotherApp()];
	return (tenant, index) => {
		const app = apps[index % apps.length] ?? world.app;
		return createVisitor(app, { origin: world.origin, slug: tenant.slug });
	};
}

type Gate = ReturnType<typeof twoIsolates>;

/**
 * `count` browsers at the code step of one person, each with a challenge of its own; the first came by the password step.
 * Of the others two have an outlook and prove in one request, two have none and take the longer way, and so on: a race is
 * between all four of two ways and two isolates.
 */
export async function crowdAtCodeStep(
	world: World,
	gate: Gate,
	tenant: TestTenant,
	person: Person,
	count: number,
): Promise<readonly Visitor[]> {
	const first = gate(tenant, 0);
	await first.ok("login.begin", { email: person.email, password: person.password });
	await first.settle();
	const name = first.jar.nameLike("challenge") ?? "";
	const { scope } = tenant;
	const standing = await standingOfUser(scope, person.id);
	const [row] = await standingStatement(scope.db, scope.tenantId, { id: person.id });
	const outlook = row && (await lookOut(scope, row, standing, CHALLENGE_LIFE));
	const others = Array.from({ length: count - 1 }, async (_, index) => {
		const visitor = gate(tenant, index + 1);
		const seen = outlook && index % 4 < 2 ? { outlook } : {};
		const what = { step: "secondFactor", reason: "enrolled", proofs: ["password"], ...seen } as const;
		const challenge = makeChallenge(world.deps.random, standing, world.now(), what);
		visitor.jar.set(name, await sealChallenge(world.deps.sealer, challenge));
		return visitor;
	});
	return [first, ...(await Promise.all(others))];
}

/** `count` browsers, alternately at two isolates, that all hold what this one holds. */
export const twinsOf = (gate: Gate, tenant: TestTenant, original: Visitor, count: number): readonly Visitor[] =>
	Array.from({ length: count }, (_, index) => {
		const twin = gate(tenant, index);
		twin.jar.take(original.jar);
		return twin;
	});

/**
 * Runs all of them with sixty under way at any moment. More at once would try libsql-server and not the product: beyond
 * about a hundred writers it answers that it is busy, which is an honest 503 and proves nothing about limits.
 */
export async function storm<Value>(acts: readonly (() => Promise<Value>)[]): Promise<readonly Value[]> {
	const results: Value[] = [];
	const queue = [...acts.entries()];
	const worker = async (): Promise<void> => {
		for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await next[1]();
	};
	await Promise.all(Array.from({ length: 60 }, worker));
	return results;
}

/** Waits for what every one of them left to waitUntil. */
export const settleAll = (visitors: readonly Visitor[]): Promise<unknown> =>
	Promise.all(visitors.map((visitor) => visitor.settle()));

/** How many sessions of this person the database holds. */
export async function sessionsOf(world: World, userId: UserId): Promise<number> {
	return (await world.rows("select id from sessions where user_id = ?", [userId])).length;
}

/** How many codes of this person were looked at and found wrong. */
export async function wrongCodesOf(world: World, userId: UserId): Promise<number> {
	return (await world.audit(userId)).filter(({ event }) => event === "code.refused").length;
}

/** Six-digit codes that this person's phone shows nowhere near now, in a fixed order. */
export function wrongCodes(world: World, person: EnrolledPerson, count: number): readonly string[] {
	const near = new Set(
		Array.from({ length: 81 }, (_, index) => person.phone.code(world.now() + (index - 40) * 30_000)),
	);
	const codes: string[] = [];
	for (let number = 100_003; codes.length < count; number += 1733) {
		const code = String(number % 1_000_000).padStart(6, "0");
		if (!near.has(code)) codes.push(code);
	}
	return codes;
}

/** Counts of answers by status and refusal, for a message that explains a failure. */
export function tally(answers: readonly Answer[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const answer of answers) {
		const name = `${answer.status} ${refusalOf(answer).refusal ?? "ok"}`;
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}
