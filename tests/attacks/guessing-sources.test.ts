/**
 * Guesses by where they come from: one source is counted as one, whatever it claims and whomever it means, and one account is
 * one, however it is spelt (T022, T025, T028, T029). The numbers are the published ones.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD_BUDGET, SOURCE_BUDGET } from "../../worker/features/attempts/limits.ts";
import { type Answer, refusalOf, type VisitorOptions } from "../support/browser.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const GUESS = "everybodys-favourite";

/** One guess from there; what came back, without what differs from request to request. */
async function guess(house: TestTenant, email: string, from: Partial<VisitorOptions>): Promise<Answer> {
	const visitor = house.visitor(from);
	const answer = await visitor.mutate("login.begin", { email, password: GUESS });
	await visitor.settle();
	return answer;
}
const told = (answer: Answer): string => {
	const { requestId: _id, ...rest } = refusalOf(answer);
	return JSON.stringify([answer.status, rest]);
};
const lookedAt = (answers: readonly Answer[]): number =>
	answers.filter((answer) => refusalOf(answer).refusal === "credentials_wrong").length;

const blocks = async (house: TestTenant) =>
	(
		await world.rows("select evidence from audit_events where tenant_id = ? and event = 'login.blocked'", [
			house.scope.tenantId,
		])
	).map(({ evidence }) => JSON.parse(String(evidence)));

const spoofs: readonly ((index: number) => Readonly<Record<string, string>>)[] = [
	(index) => ({ "x-forwarded-for": `10.1.${index >> 8}.${index & 255}` }),
	(index) => ({ forwarded: `for=10.2.${index >> 8}.${index & 255}` }),
	(index) => ({ "x-real-ip": `10.3.${index >> 8}.${index & 255}` }),
	(index) => ({ "true-client-ip": `10.4.${index >> 8}.${index & 255}` }),
	(index) => ({ "x-client-ip": `10.5.${index >> 8}.${index & 255}`, via: `1.1 proxy-${index}` }),
	() => ({ "x-forwarded-for": "a", forwarded: "a", "x-real-ip": "a", "true-client-ip": "a", "x-client-ip": "a" }),
];

describe("one address", () => {
	it("T022 is one source, whatever address its headers claim", async () => {
		const house = await world.tenant();
		const answers: Answer[] = [];
		for (let index = 0; index < 300; index += 1) {
			const headers = spoofs[index % spoofs.length]?.(index) ?? {};
			answers.push(await guess(house, `somebody-${index}@acme.example`, { address: "192.0.2.1", headers }));
		}
		expect(lookedAt(answers)).toBe(SOURCE_BUDGET.limit);
		expect(await blocks(house)).toEqual([{ by: "source", failures: SOURCE_BUDGET.limit }]);
		expect(lookedAt([await guess(house, "somebody@acme.example", { address: "192.0.2.2" })])).toBe(1);
	});

	it("T022 that only a client claims is no address: where Cloudflare is not in front, all are one source", async () => {
		const house = await world.tenant();
		const answers: Answer[] = [];
		for (let index = 0; index < 110; index += 1) {
			const headers = { "cf-connecting-ip": `10.6.0.${index}` };
			answers.push(await guess(house, `somebody-${index}@acme.example`, { headers }));
		}
		expect(lookedAt(answers)).toBe(SOURCE_BUDGET.limit);
	});

	it("T028 with one password for everybody is stopped at the same count for known and unknown, and told the same", async () => {
		const house = await world.tenant();
		const emails: string[] = [];
		for (let index = 0; index < 150; index += 1)
			emails.push(index % 2 === 0 ? (await house.person()).email : `nobody-${index}@acme.example`);
		const answers: Answer[] = [];
		for (const email of emails) answers.push(await guess(house, email, { address: "192.0.2.3" }));
		expect(answers.map((answer) => refusalOf(answer).refusal)).toEqual(
			emails.map((_, index) => (index < SOURCE_BUDGET.limit ? "credentials_wrong" : "attempts_spent")),
		);
		for (const part of [answers.slice(0, SOURCE_BUDGET.limit), answers.slice(SOURCE_BUDGET.limit)])
			expect(new Set(part.map(told)).size).toBe(1);
		// Behind its limit it runs down nobody's own budget.
		const last = emails.at(-2) ?? "";
		expect(await world.rows("select 1 from attempts where subject = ?", [`password:${last}`])).toEqual([]);
		expect(
			await house.visitor({ address: "192.0.2.4" }).ok("login.begin", { email: last, password: PASSWORD }),
		).toEqual({ next: "signedIn" });
	});

	it("T029 of IPv6 is its first 64 bits: five hundred of one /64 are one source, the next /64 is another", async () => {
		const house = await world.tenant();
		const answers: Answer[] = [];
		for (let index = 0; index < 500; index += 1) {
			const address =
				index % 2 === 0 ? `2001:db8:0:7:${index.toString(16)}::1` : `2001:DB8::7:0:0:${index.toString(16)}:1`;
			answers.push(await guess(house, `somebody-${index}@acme.example`, { address }));
		}
		expect(lookedAt(answers)).toBe(SOURCE_BUDGET.limit);
		expect(lookedAt([await guess(house, "somebody@acme.example", { address: "2001:db8:0:8::1" })])).toBe(1);
	});

	it("may try again after the published wait", async () => {
		const house = await world.tenant();
		for (let index = 0; index < SOURCE_BUDGET.limit; index += 1)
			await guess(house, `somebody-${index}@acme.example`, { address: "192.0.2.5" });
		const late = await guess(house, "somebody@acme.example", { address: "192.0.2.5" });
		expect(refusalOf(late)).toMatchObject({ refusal: "attempts_spent", retryAfterSeconds: SOURCE_BUDGET.wait / 1000 });
		world.advance(SOURCE_BUDGET.wait);
		expect(lookedAt([await guess(house, "somebody@acme.example", { address: "192.0.2.5" })])).toBe(1);
	});
});

describe("one account", () => {
	it("T025 has one counter in every spelling of its address", async () => {
		const house = await world.tenant();
		const { email } = await house.person({ email: "alice@acme.example" });
		const spellings = [email, "Alice@acme.example", "ALICE@ACME.EXAMPLE", " alice@acme.example ", "alice@Acme.Example"];
		const answers: Answer[] = [];
		for (let index = 0; index < 25; index += 1)
			answers.push(await guess(house, spellings[index % spellings.length] ?? "", { address: `192.0.2.${index}` }));
		expect(answers.slice(0, PASSWORD_BUDGET.limit).every((answer) => lookedAt([answer]) === 1)).toBe(true);
		expect(lookedAt(answers)).toBe(PASSWORD_BUDGET.limit);
		expect(await blocks(house)).toEqual([{ by: "account", failures: PASSWORD_BUDGET.limit }]);
	});
});
