/**
 * A sign-up whose answers are lost at each of its database requests, repeated with the same key and without one: one house, one
 * mail whose link opens it, and an answer that says plainly how things stand (T132).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../worker/sweep.ts";
import { tokenIn } from "../support/acts.ts";
import type { Answer } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { PASSWORD, type World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
});
afterAll(() => world.stop(), 300_000);

const minute = 60_000;
const hour = 60 * minute;
/** Slug, cell, taking the letter, noting that it left: all requests of one sign-up, its delivery included. */
const REQUESTS = [1, 2, 3, 4] as const;
/** Of these the first are before the answer. */
const BEFORE = 2;

let made = 0;
const newcomer = () => {
	made += 1;
	const slug = `lost-${made}`;
	return { organization: "Lost", slug, name: "Olive", email: `olive@${slug}.example`, password: PASSWORD };
};
type Newcomer = ReturnType<typeof newcomer>;
const keyOf = ({ slug }: Newcomer) => ({ "idempotency-key": `sign-up-key-of-${slug}` });

async function signUp(input: Newcomer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
	const platform = world.platform({ headers });
	const answer = await platform.mutate("tenants.signUp", input);
	await platform.settle();
	return answer;
}
async function losing(request: number, act: () => Promise<Answer>): Promise<Answer> {
	proxy.loseAnswer = request;
	const answer = await act();
	expect(proxy.loseAnswer).toBe(0);
	return answer;
}
async function later(span: number): Promise<void> {
	world.advance(span);
	await sweep(world.deps);
}
/** One house with one letter, whose link opens it as long as it says it does. */
async function expectOneHouse({ slug, email }: Newcomer): Promise<void> {
	await later(2 * minute);
	const houses = await world.rows("select tenant_id from tenants where slug = ?", [slug]);
	expect(houses).toHaveLength(1);
	expect(await world.rows("select tenant_id from directory where slug = ?", [slug])).toEqual(houses);
	expect(await world.rows("select 1 from outbox where recipient = ?", [email])).toHaveLength(1);
	expect(world.mails(email)).toHaveLength(1);
	await later(23 * hour);
	const visitor = (await world.tenant()).visitor({ slug });
	await visitor.ok("users.verifyEmail", { token: tokenIn(world.mails(email)[0]) });
	await visitor.settle();
	expect((await visitor.mutate("login.begin", { email, password: PASSWORD })).status).toBe(200);
}

describe("a sign-up whose answer was lost", () => {
	let gone = 0;
	afterAll(() =>
		figure(
			"T132",
			`${gone / REQUESTS.length} lost answers of sign-ups at each of ${REQUESTS.length} requests, repeated with their key: one organization and one mail each`,
		),
	);

	it.each(REQUESTS)(
		"T132 at request %s goes on when it is repeated with its key",
		async (request) => {
			for (let round = 0; round < rounds(1, 10); round += 1) {
				const input = newcomer();
				const first = await losing(request, () => signUp(input, keyOf(input)));
				expect(first.status).toBe(request <= BEFORE ? 503 : 200);
				const again = await signUp(input, keyOf(input));
				expect([again.status, again.body]).toEqual([200, (await signUp(input, keyOf(input))).body]);
				expect(again.body).toMatchObject({ result: { data: { tenant: { slug: input.slug }, next: "verifyEmail" } } });
				if (request > BEFORE) expect(again.body).toEqual(first.body);
				await expectOneHouse(input);
				gone += 1;
			}
		},
		900_000,
	);

	it.each(REQUESTS)(
		"T132 at request %s is refused clearly without a key, and there is still one mail",
		async (request) => {
			const input = newcomer();
			await losing(request, () => signUp(input));
			const again = await signUp(input);
			expect([again.status, JSON.stringify(again.body)]).toEqual([409, expect.stringContaining("slug_taken")]);
			await later(2 * minute);
			// Only where nothing reached the cell the slug is free again, and then it is a new sign-up.
			expect((await signUp(input)).status).toBe(request === 1 ? 200 : 409);
			await expectOneHouse(input);
		},
	);

	it("T132 is nobody else's to go on with: another input with the same key is an act of its own", async () => {
		const input = newcomer();
		await losing(2, () => signUp(input, keyOf(input)));
		const thief = await signUp({ ...input, email: "mallory@thief.example" }, keyOf(input));
		expect(thief.status).toBe(409);
		expect(world.mails("mallory@thief.example")).toEqual([]);
		await expectOneHouse(input);
	});

	it("T132 twenty times at once with one key, there is one house and one answer", async () => {
		for (let round = 0; round < 20; round += 1) {
			const input = newcomer();
			const answers = await Promise.all(Array.from({ length: 6 }, () => signUp(input, keyOf(input))));
			expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
			expect(answers[0]?.status).toBe(200);
			expect(await world.rows("select 1 from tenants where slug = ?", [input.slug])).toHaveLength(1);
			expect(world.mails(input.email)).toHaveLength(1);
		}
	}, 60_000);
});

describe("a sign-up that its cell refuses", () => {
	it.each([true, false])("T132 made nothing and does not say otherwise (with a key: %s)", async (hasKey) => {
		const input = newcomer();
		const headers = hasKey ? keyOf(input) : {};
		await world.rows("create trigger no_policy before insert on policies begin select raise(abort, 'full'); end");
		const refused = await signUp(input, headers);
		await world.rows("drop trigger no_policy");
		expect(refused.status).toBeGreaterThanOrEqual(409);
		expect(await world.rows("select 1 from tenants where slug = ?", [input.slug])).toEqual([]);
		expect((await signUp(input, headers)).status).toBe(200);
		await expectOneHouse(input);
	});
});
