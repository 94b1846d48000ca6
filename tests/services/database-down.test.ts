/**
 * A database that is gone, silent, or loses its answer: every procedure says so within three seconds, with a time to come
 * back, and nothing that was acknowledged is lost. The proxy before libsql-server plays the database.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../worker/sweep.ts";
import { type Answer, refusalOf } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { kindOf, procedures } from "../support/procedures.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { type Situation, type Situations, situationsIn } from "../support/situations.ts";
import { PASSWORD, type TestTenant, type World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
let situations: Situations;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
	situations = situationsIn(world, house);
});
afterEach(() => {
	proxy.mode = "up";
});
afterAll(() => world.stop());

/** All but the one that is there to tell of it (tests/services/status.test.ts) and the one that asks no database. */
const names = procedures
	.map(({ name }) => name)
	.filter((name) => !["service.status", "tenants.regions"].includes(name));

async function arrange(name: string): Promise<Situation> {
	const [first] = Object.values(situations[name] ?? {});
	if (!first) throw new Error(`no situation for ${name}`);
	const situation = await first();
	await situation.visitor.settle();
	return situation;
}
const call = ({ visitor, input }: Situation, name: string): Promise<Answer> =>
	kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input);

function expectUnavailable(answer: Answer, name: string): void {
	expect(answer.status, name).toBe(503);
	expect(refusalOf(answer), name).toMatchObject({
		refusal: "database_unavailable",
		httpStatus: 503,
		retryAfterSeconds: 5,
	});
	expect(answer.headers.get("retry-after"), name).toBe("5");
	expect(JSON.stringify(answer.body), name).not.toMatch(/fetch|127\.0|ECONN|timeout|select|libsql/i);
	expect(answer.headers.getSetCookie(), name).toEqual([]);
}

describe("a database that is down", () => {
	it.each(names)("%s answers 503 with Retry-After", async (name) => {
		const situation = await arrange(name);
		proxy.mode = "down";
		expectUnavailable(await call(situation, name), name);
		proxy.mode = "up";
	});

	it("a house that is not remembered answers so as well", async () => {
		world.deps.directory.forget(house.slug);
		proxy.mode = "down";
		expectUnavailable(await house.visitor().query("tenant.profile"), "cold");
	});
});

describe("a database that does not answer", () => {
	it("every procedure answers 503 within three seconds", async () => {
		const arranged: [string, Situation][] = [];
		for (const name of names) arranged.push([name, await arrange(name)]);
		proxy.mode = "silent";
		const started = performance.now();
		const answers = await Promise.all(
			arranged.map(async ([name, situation]) => ({
				name,
				answer: await call(situation, name),
				after: performance.now() - started,
			})),
		);
		proxy.mode = "up";
		for (const { name, answer, after } of answers) {
			expectUnavailable(answer, name);
			expect(after, name).toBeLessThan(3000);
		}
	});
});

describe("a database that has too much to do", () => {
	it("is asked again a little later, and answers", async () => {
		const { visitor, input } = await arrange("sessions.current");
		proxy.turnAway = 3;
		expect((await visitor.query("sessions.current", input)).status).toBe(200);
		expect(proxy.turnAway).toBe(0);
		const alice = await house.enrolled();
		const another = house.visitor();
		await another.ok("login.begin", { email: alice.email, password: PASSWORD });
		proxy.turnAway = 2;
		expect(await another.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		await another.settle();
	});

	it("for longer than people wait is unavailable, within three seconds", async () => {
		const { visitor } = await arrange("sessions.current");
		proxy.turnAway = 100;
		const started = performance.now();
		expectUnavailable(await visitor.query("sessions.current"), "sessions.current");
		expect(performance.now() - started).toBeLessThan(3000);
		proxy.turnAway = 0;
	});
});

describe("an answer that is lost", () => {
	it("the change is there or not, never half, and the person comes in all the same", async () => {
		const alice = await house.enrolled();
		const visitor = house.visitor();
		await visitor.ok("login.begin", { email: alice.email, password: PASSWORD });
		proxy.mode = "losing";
		expect((await visitor.mutate("login.proveTotp", { code: alice.code() })).status).toBe(503);
		proxy.mode = "up";
		// All of it happened, in one act: the session whose token nobody holds, the spent challenge, the cleared budget.
		expect(await world.rows("select 1 from sessions where user_id = ?", [alice.id])).toHaveLength(1);
		const [attempts] = await world.rows("select count from attempts where subject = ?", [`factor:${alice.id}`]);
		expect(attempts?.count).toBe(0);
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
		world.nextStep();
		await visitor.ok("login.begin", { email: alice.email, password: PASSWORD });
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		await visitor.settle();
	});

	it("a sign-up whose last answer was lost has made the house, and its letter leaves with the sweep", async () => {
		const { visitor, input } = await arrange("tenants.signUp");
		const { email } = input as { email: string };
		const counted = proxy.requests.length;
		const asked = visitor.mutate("tenants.signUp", input);
		while (proxy.requests.length < counted + 2) await new Promise((next) => setImmediate(next));
		proxy.mode = "losing";
		expect((await asked).status).toBe(503);
		proxy.mode = "up";
		expect(await world.rows("select 1 from users where email = ?", [email])).toHaveLength(1);
		world.advance(60_000);
		await sweep(world.deps);
		expect(world.mails(email)).toHaveLength(1);
	});
});

describe("once the database is back", () => {
	it("the same people go on where they were", async () => {
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		proxy.mode = "down";
		expect((await visitor.query("sessions.current")).status).toBe(503);
		proxy.mode = "up";
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { email: alice.email } });
	});
});
