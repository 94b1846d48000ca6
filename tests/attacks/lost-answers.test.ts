/**
 * An answer that is lost after the database has done its work (T132). Repeated with the client's own key, the act has happened
 * once and is told once more, cookies and codes included; without one, it says plainly that it is done or does no harm. What
 * an act leaves in the database is looked at from outside, table by table.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { days } from "../../worker/lib/duration.ts";
import type { Answer, Visitor } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { type Situation, type Situations, situationsIn } from "../support/situations.ts";
import type { TestTenant, World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
let situations: Situations;
async function open(): Promise<void> {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
	// A house that is older than a week has room for the letters of all rounds.
	world.advance(days(8));
	situations = situationsIn(world, house);
}
beforeAll(open);
afterAll(() => world.stop(), 300_000);

/** Every table is counted twice a round: after so many rounds a new world makes that quick again. */
const ROUNDS_OF_A_WORLD = 100;

/** Acts that make something, take something away or show something once; founding an organization has its own tests. */
const acts = [
	["users.create", "invited"],
	["users.acceptInvitation", "into a session"],
	["users.acceptInvitation", "into a set-up"],
	["users.update", undefined],
	["users.setRequirement", undefined],
	["users.resetSecondFactor", undefined],
	["users.disable", undefined],
	["users.remove", undefined],
	["users.sendEnrolment", undefined],
	["users.importFile", undefined],
	["realms.create", undefined],
	["policy.set", undefined],
	["passwords.reset", undefined],
	["passwords.change", undefined],
	["totp.confirm", undefined],
	["totp.disable", undefined],
	["recoveryCodes.regenerate", undefined],
] as const;

async function arrange(name: string, how: string | undefined): Promise<Situation> {
	const ways = situations[name] ?? {};
	const make = how === undefined ? Object.values(ways)[0] : ways[how];
	if (!make) throw new Error(`no situation for ${name} ${how}`);
	const situation = await make();
	await situation.visitor.settle();
	return situation;
}

let keys = 0;
/** The same visitor, whose every act has one key. */
const keyed = (visitor: Visitor): Visitor => {
	keys += 1;
	return visitor.copy({ headers: { "idempotency-key": `lost-answer-key-${keys}` } });
};

/** The cookies that a visitor holds; a challenge is sealed anew each time and says the same. */
const cookiesOf = ({ jar }: Visitor): readonly string[] =>
	jar
		.header()
		.split("; ")
		.map((cookie) => cookie.replace(/^(gh_challenge_[^=]+)=.*/, "$1"))
		.sort();

/** How many rows there are in each table, and how often people's credentials changed. */
async function picture() {
	const tables = await world.rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
	// A repetition that is refused on the way is counted like any other try, and may be recorded as such.
	const looked = tables.map(({ name }) => String(name)).filter((name) => !["attempts", "audit_events"].includes(name));
	const each = looked.map((name) => `(select count(*) from "${name}") as "${name}"`);
	const [counts = {}] = await world.rows(`select ${each.join(", ")}`);
	const [state] = await world.rows(
		`select (select sum(epoch) from users) as epochs, (select count(*) from audit_events where event not in
			('login.refused', 'request.refused', 'code.refused')) as events, (select group_concat(password_hash) from users) as hashes`,
	);
	return {
		counts: Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, Number(n)])),
		events: Number(state?.events),
		epochs: Number(state?.epochs),
		hashes: state?.hashes,
	};
}

const call = async (visitor: Visitor, name: string, input: unknown): Promise<Answer> => {
	const answer = await visitor.mutate(name, input);
	await visitor.settle();
	return answer;
};

/** Carries the act out in the database and loses the answer that says so: the last one before the worker's own answer. */
async function losing(visitor: Visitor, { input }: Situation, name: string, requests: number): Promise<void> {
	proxy.loseAnswer = requests;
	const answer = await call(visitor, name, input);
	proxy.loseAnswer = 0;
	expect(answer.status, JSON.stringify(answer.body)).toBe(503);
	expect(answer.headers.getSetCookie()).toEqual([]);
}

describe("an act that is repeated after its answer was lost", () => {
	const lost: number[] = [];
	afterAll(() =>
		figure(
			"T132",
			`${Math.min(...lost)} lost answers × ${lost.length} mutations, each repeated twice with its key: one effect, one answer and one mail each`,
		),
	);

	it.each(acts)(
		"T132 %s %s has one effect and one answer, when it is repeated with its key",
		async (name, how) => {
			let done = 0;
			for (; done < rounds(1, 1000); done += 1) {
				if (done > 0 && done % ROUNDS_OF_A_WORLD === 0) {
					await world.stop();
					await open();
				}
				const situation = await arrange(name, how);
				const visitor = keyed(situation.visitor);
				const again = visitor.copy();
				const third = visitor.copy();
				await losing(visitor, situation, name, 2);
				const effect = await picture();
				const told = await call(again, name, situation.input);
				expect(told.status, JSON.stringify(told.body)).toBe(200);
				const once = await call(third, name, situation.input);
				expect(once.body).toEqual(told.body);
				expect(cookiesOf(again)).toEqual(cookiesOf(third));
				expect(await picture()).toEqual(effect);
			}
			lost.push(done);
		},
		600_000,
	);

	it("T132 gives nobody else's outcome: another caller or another input with the same key is an act of its own", async () => {
		const first = await arrange("realms.create", undefined);
		const second = await arrange("realms.create", undefined);
		const headers = { "idempotency-key": "shared-key-0123456789" };
		const [mine, theirs] = [first.visitor.copy({ headers }), second.visitor.copy({ headers })];
		const input = { key: "mine-alone", name: "Mine", category: "department" };
		const { id } = await mine.ok<{ id: string }>("realms.create", input);
		expect(await theirs.refused("realms.create", input)).toMatchObject({ status: 400, fields: { key: "taken" } });
		const other = await mine.ok<{ id: string }>("realms.create", { ...input, key: "mine-too" });
		expect(other.id).not.toBe(id);
		expect(await mine.ok("realms.create", input)).toEqual({ id });
	});

	it("T132 is served as ever when the key is of another form, or its time is over", async () => {
		const { visitor } = await arrange("realms.create", undefined);
		const short = visitor.copy({ headers: { "idempotency-key": "short" } });
		const input = { key: "short-key", name: "Short", category: "department" };
		await short.ok("realms.create", input);
		expect(await short.refused("realms.create", input)).toMatchObject({ fields: { key: "taken" } });
		const headers = { "idempotency-key": "time-is-over-0123456789" };
		const late = visitor.copy({ headers });
		const later = { ...input, key: "late-key" };
		await late.ok("realms.create", later);
		world.advance(16 * 60_000);
		expect(await late.refused("realms.create", later)).toMatchObject({ fields: { key: "taken" } });
		world.advance(-16 * 60_000);
	});

	it("T132 twenty times at once with one key, it happens once and is told to all", async () => {
		const { visitor } = await arrange("realms.create", undefined);
		for (let round = 0; round < rounds(20); round += 1) {
			const same = keyed(visitor);
			const input = { key: `burst-${round}`, name: "Burst", category: "department" };
			const answers = await Promise.all(Array.from({ length: 8 }, () => same.copy().mutate("realms.create", input)));
			const ids = new Set(answers.map(({ body }) => JSON.stringify(body)));
			expect([...ids], [...ids].join()).toHaveLength(1);
			expect(answers.every(({ status }) => status === 200)).toBe(true);
		}
	});

	it("T148 what is kept is sealed, and the sweep takes it away", async () => {
		const situation = await arrange("recoveryCodes.regenerate", undefined);
		const visitor = keyed(situation.visitor);
		const { recoveryCodes } = await visitor.ok<{ recoveryCodes: string[] }>(
			"recoveryCodes.regenerate",
			situation.input,
		);
		const kept = JSON.stringify(await world.rows("select * from outcomes"));
		for (const code of recoveryCodes) expect(kept).not.toContain(code);
	});
});

describe("a request that reaches the database twice", () => {
	/** What the act adds to the picture, table by table. */
	async function added(name: string, how: string | undefined, mode: "up" | "twice"): Promise<unknown> {
		const { visitor, input } = await arrange(name, how);
		const before = await picture();
		proxy.mode = mode;
		const answer = await visitor.mutate(name, input);
		proxy.mode = "up";
		await visitor.settle();
		const after = await picture();
		const rows = Object.entries(after.counts).map(([table, count]) => [table, count - (before.counts[table] ?? 0)]);
		return { rows, events: after.events - before.events, epochs: after.epochs - before.epochs, status: answer.status };
	}

	it.each(acts)("T159 %s %s has one effect", async (name, how) => {
		// The first act of its kind may make a row of the house that the later ones only change.
		await added(name, how, "up");
		const { status, ...once } = Object(await added(name, how, "up"));
		expect(status).toBe(200);
		const { status: _whatever, ...twice } = Object(await added(name, how, "twice"));
		expect(twice).toEqual(once);
	});
});

describe("a database that is slow", () => {
	it("T159 an act of two requests is answered within three seconds, whatever each of them takes", async () => {
		const situation = await arrange("realms.create", undefined);
		for (const delay of [900, 2000, 10_000]) {
			proxy.delayMs = delay;
			const started = performance.now();
			const answer = await situation.visitor.mutate("realms.create", {
				key: `slow-${delay}`,
				name: "Slow",
				category: "department",
			});
			expect(performance.now() - started).toBeLessThan(3000);
			expect(answer.status).toBe(delay === 900 ? 200 : 503);
			proxy.delayMs = 0;
			await situation.visitor.settle();
		}
	});
});
