/**
 * What a stopwatch beside the service can learn (T098, T101): whether a wrong password is that of somebody, of nobody, of a
 * disabled, locked, invited or passwordless account, or of a member of another house, and whether a guessed token begins
 * right. Measured from outside against the built worker, interleaved, each kind a thousand times and more.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { median } from "../../bench/measure.ts";
import { tokenIn } from "../support/acts.ts";
import { figure } from "../support/figures.ts";
import { type Running, type RunningHouse, startRunning } from "../support/running.ts";

let running: Running;
let house: RunningHouse;
beforeAll(async () => {
	running = await startRunning();
	house = await running.house("acme");
});
afterAll(() => running.stop());

/** The chance that a value drawn from one list is greater than one drawn from the other; half where they cannot be told apart. */
function auc(one: readonly number[], other: readonly number[]): number {
	const all = [
		...one.map((value) => ({ value, isOne: true })),
		...other.map((value) => ({ value, isOne: false })),
	].sort((a, b) => a.value - b.value);
	let rankSum = 0;
	for (let from = 0; from < all.length; ) {
		let to = from;
		while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
		for (let index = from; index < to; index += 1) if (all[index]?.isOne) rankSum += (from + to + 1) / 2;
		from = to;
	}
	return (rankSum - (one.length * (one.length + 1)) / 2) / (one.length * other.length);
}

async function timed(act: () => Promise<unknown>): Promise<number> {
	const startedAt = performance.now();
	await act();
	return performance.now() - startedAt;
}

/** The kinds in an order that changes from round to round, so that nothing that drifts falls on one of them. */
const shuffled = <Item>(items: readonly Item[]): Item[] =>
	items
		.map((item) => ({ item, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);

function compare(times: ReadonlyMap<string, readonly number[]>): { worst: number; pair: string; spread: number } {
	let worst = 0.5;
	let pair = "";
	const names = [...times.keys()];
	for (const [index, one] of names.entries())
		for (const other of names.slice(index + 1)) {
			const value = auc(times.get(one) ?? [], times.get(other) ?? []);
			if (Math.abs(value - 0.5) >= Math.abs(worst - 0.5)) [worst, pair] = [value, `${one} / ${other}`];
		}
	const medians = names.map((name) => median(times.get(name) ?? []));
	return { worst, pair, spread: (Math.max(...medians) - Math.min(...medians)) / Math.min(...medians) };
}

const ROUNDS = 1000;
const WARM = 30;

describe("the time of an answer", () => {
	it("T098 to a wrong password is the same for every kind of account", async () => {
		const elsewhere = await running.house("other");
		const known = await house.enrolled();
		const locked = await house.enrolled();
		const disabled = await house.person();
		const invited = await house.person({ status: "invited" });
		const passwordless = await house.person();
		const stranger = await elsewhere.person();
		await running.rows("update users set password_hash = null where id in (?, ?)", [passwordless.id, invited.id]);
		await running.rows("update users set status = 'disabled' where id = ?", [disabled.id]);
		const emails = {
			known: known.email,
			unknown: "nobody@acme.example",
			disabled: disabled.email,
			locked: locked.email,
			invited: invited.email,
			passwordless: passwordless.email,
			elsewhere: stranger.email,
		};
		const times = new Map<string, number[]>(Object.keys(emails).map((name) => [name, []]));
		const bodies = new Set<string>();
		for (let round = 0; round < ROUNDS + WARM; round += 1) {
			await running.rows("delete from attempts");
			await running.rows(
				"insert into attempts (tenant_id, subject, count, window_started_at, last_at) values (?, ?, 10, 0, 0)",
				[house.scope.tenantId, `factor:${locked.id}`],
			);
			for (const [name, email] of shuffled(Object.entries(emails))) {
				const visitor = house.visitor();
				let body = "";
				const ms = await timed(async () => {
					const answer = await visitor.mutate("login.begin", { email, password: "not-the-password" });
					body = JSON.stringify(answer.body).replace(/req_\w+/, "");
				});
				bodies.add(body);
				if (round >= WARM) times.get(name)?.push(ms);
				// What is done behind the answer is through before the next is timed.
				await fetch(`${running.workers[0]?.url}/healthz`);
			}
		}
		expect([...bodies]).toHaveLength(1);
		const { worst, pair, spread } = compare(times);
		figure(
			"T098",
			`${ROUNDS} samples for each of ${times.size} kinds of account: AUC of the worst pair ${worst.toFixed(3)} (${pair}), medians within ${(spread * 100).toFixed(1)} %`,
		);
		expect(worst).toBeGreaterThan(0.45);
		expect(worst).toBeLessThan(0.55);
		expect(spread).toBeLessThan(0.05);
	});

	it("T101 to a guessed link or code is the same, however many of its characters are right", async () => {
		const alice = await house.person();
		await house.visitor().ok("passwords.requestReset", { email: alice.email });
		const letter = async () => running.catcher.caught.messages.find(({ to }) => to === alice.email);
		await expect.poll(letter, { timeout: 10_000 }).toBeDefined();
		const found = await letter();
		if (!found) throw new Error("the letter never came");
		const token = tokenIn(found);
		const head = token.slice(0, token.lastIndexOf(".") + 1);
		const secret = token.slice(head.length);
		const other = (sign: string | undefined) => (sign === "A" ? "B" : "A");
		const guess = (right: number) =>
			head + secret.slice(0, right) + [...secret.slice(right)].map((sign) => other(sign)).join("");
		const shares = [0, 7, 14, 20, secret.length - 1];
		const times = new Map<string, number[]>(shares.map((share) => [`${share} right`, []]));
		for (let round = 0; round < 2000 + WARM; round += 1)
			for (const share of shuffled(shares)) {
				const ms = await timed(() =>
					house.visitor().mutate("passwords.reset", { token: guess(share), password: "another-stone-river" }),
				);
				if (round >= WARM) times.get(`${share} right`)?.push(ms);
			}
		const { worst, pair } = compare(times);
		figure(
			"T101",
			`2000 guesses each with ${shares.join(", ")} characters right: AUC of the worst pair ${worst.toFixed(3)} (${pair})`,
		);
		expect(Math.abs(worst - 0.5)).toBeLessThan(0.05);
	});
});
