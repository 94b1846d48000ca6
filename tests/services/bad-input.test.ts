/**
 * Whatever a client sends, the answer is a clear refusal of the contract: never a 5xx, never a word of what was sent,
 * of the database or of the code. Every procedure is asked in a situation in which its right input would be accepted.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, refusalOf } from "../support/browser.ts";
import { kindOf, procedures } from "../support/procedures.ts";
import { type Situation, type Situations, situationsIn } from "../support/situations.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let situations: Situations;
beforeAll(async () => {
	world = await createWorld({ isAnythingTyped: true });
	house = await world.tenant();
	situations = situationsIn(world, house);
});
afterAll(() => world.stop());

const names = procedures.map(({ name }) => name);
const CANARY = "canary-7f3a";
const known = new Set([
	"input_invalid",
	"credentials_wrong",
	"attempts_spent",
	"code_wrong",
	"link_invalid",
	"not_found",
	"password_unacceptable",
	"second_factor_locked",
	"challenge_gone",
	"slug_taken",
	"recent_proof_required",
]);

async function arrange(name: string): Promise<Situation> {
	const [first] = Object.values(situations[name] ?? {});
	if (!first) throw new Error(`no situation for ${name}`);
	return first();
}
const call = ({ visitor }: Situation, name: string, input: unknown): Promise<Answer> =>
	kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input);

/** The answer is one known refusal of the client's fault, in the contract's form, and gives nothing away. */
function expectClearRefusal(answer: Answer, what: string): void {
	const { refusal, httpStatus, requestId } = refusalOf(answer);
	expect(answer.status, what).toBeGreaterThanOrEqual(400);
	expect(answer.status, what).toBeLessThan(500);
	expect(known, `${what}: ${refusal}`).toContain(refusal);
	expect(httpStatus, what).toBe(answer.status);
	expect(requestId, what).toMatch(/^req_[a-z0-9]{20}$/);
	const text = JSON.stringify(answer.body).replaceAll(requestId ?? "", "");
	expect(text, what).not.toContain(CANARY);
	expect(text, what).not.toMatch(
		/stack|node_modules|worker\/|\.ts:|select |insert |update |SQLITE|libsql|hrana|zod|invalid_type/i,
	);
	expect(text.length, what).toBeLessThan(1000);
}

const wrongValues: readonly (readonly [string, unknown])[] = [
	["an array", [CANARY]],
	["an object", { canary: CANARY }],
	["a number", 7],
	["a huge number", 1e308],
	["null", null],
	["50 000 characters", CANARY.padEnd(50_000, "x")],
	["a lone surrogate", `\ud800${CANARY}`],
	["only a lone surrogate", "\udc00".repeat(8)],
	["a NUL", `${CANARY}\u0000${CANARY}`],
	["SQL", `${CANARY}'; drop table users; --`],
	["nothing", ""],
];
/** Values that are right for some field, although they are odd: a password may hold anything, a name nearly so. */
const free = new Set([
	"users.updateProfile.name",
	"users.acceptInvitation.password",
	"passwords.reset.password",
	"passwords.change.password",
	"tenants.signUp.password",
	"tenants.signUp.name",
	"tenants.signUp.organization",
	"tenants.checkSlug.slug",
	"users.create.name",
	"users.update.name",
	"users.list.search",
	"audit.list.search",
	"audit.list.fromAt",
	"audit.list.toAt",
	"audit.list.limit",
	"users.importFile.text",
	"realms.create.category",
	"realms.update.category",
	"users.list.limit",
	"realms.create.key",
	"realms.create.name",
	"realms.update.name",
	"tenant.update.name",
	"tenant.update.contact",
	"tenant.update.accent",
]);
/** Ids are answered one by one: somebody unknown is no bad input. */
const isFree = (name: string, field: string): boolean => field === "ids" || free.has(`${name}.${field}`);

describe("every procedure", () => {
	it.each(names)("%s refuses a field that it does not know, whatever it is called", async (name) => {
		const situation = await arrange(name);
		const base = typeof situation.input === "object" ? { ...situation.input } : {};
		for (const field of ["admin", "tenantId", "userId", CANARY, "constructor", "toString"]) {
			const answer = await call(situation, name, { ...base, [field]: CANARY });
			expectClearRefusal(answer, `${name} with ${field}`);
			expect(refusalOf(answer)).toMatchObject({ refusal: "input_invalid", fields: { input: "unknown_field" } });
		}
	});

	it.each(names)("%s refuses another kind of input as a whole", async (name) => {
		const situation = await arrange(name);
		for (const input of [[], [CANARY], CANARY, 7, true, null]) {
			expectClearRefusal(await call(situation, name, input), `${name} with ${JSON.stringify(input)}`);
		}
	});

	it.each(names)("%s refuses wrong values in each field", async (name) => {
		let situation = await arrange(name);
		const base: Record<string, unknown> = typeof situation.input === "object" ? { ...situation.input } : {};
		for (const field of Object.keys(base)) {
			for (const [what, value] of wrongValues) {
				const answer = await call(situation, name, { ...base, [field]: value });
				if (answer.status === 200 && isFree(name, field)) {
					situation = await arrange(name);
					Object.assign(base, situation.input);
					continue;
				}
				expectClearRefusal(answer, `${name}.${field} as ${what}`);
			}
			const { [field]: _left, ...rest } = base;
			const answer = await call(situation, name, rest);
			if (answer.status !== 200) expectClearRefusal(answer, `${name} without ${field}`);
			else {
				situation = await arrange(name);
				Object.assign(base, situation.input);
			}
		}
		await situation.visitor.settle();
	});
});

describe("prototypes", () => {
	it.each(names)("%s takes no __proto__ for a field", async (name) => {
		const { visitor, input } = await arrange(name);
		const text = JSON.stringify(input ?? {}).replace(
			/^\{/,
			`{"__proto__":{"polluted":"${CANARY}"}${input && Object.keys(input).length > 0 ? "," : ""}`,
		);
		const path = name.startsWith("tenants.") ? `/trpc/${name}` : `/t/${house.slug}/trpc/${name}`;
		const answer =
			kindOf(name) === "query"
				? await visitor.request(`${path}?input=${encodeURIComponent(text)}`)
				: await visitor.request(path, {
						method: "POST",
						body: text,
						headers: { "content-type": "application/json", origin: world.origin },
					});
		expect(answer.status).toBeLessThan(500);
		expect(JSON.stringify(answer.body)).not.toContain(CANARY);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

describe("after all of it", () => {
	it("nothing was an internal error, and no log line holds what was sent", () => {
		expect(world.log.filter(({ event }) => event === "request.failed" || event === "request.crashed")).toEqual([]);
		expect(JSON.stringify(world.log)).not.toContain(CANARY);
	});
});
