/**
 * Every procedure of the product, in every situation, against a tenant that is on its way to another cell. Frozen: nothing of it
 * changes, what only reads is answered. Closed: nothing is answered and nothing acknowledged. Either way the refusal says "in a
 * moment", and in a moment the same request succeeds: nothing was spent.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TenantState, tenants } from "../../db/schema/index.ts";
import { freeze, open, type Post } from "../../dev/operator/move-fence.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { type Answer, refusalOf, type Visitor } from "../support/browser.ts";
import { declared } from "../support/declared.ts";
import { kindOf } from "../support/procedures.ts";
import { type Situations, situationsIn } from "../support/situations.ts";
import { dumpIn } from "../support/tenant-rows.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let situations: Situations;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	situations = situationsIn(world, house);
});
afterAll(() => world.stop());

const names = Object.keys(declared).filter((name) => declared[name]?.level !== "platform");

/** Acts that write nothing: they are answered while the tenant is frozen. */
const idle = new Set([
	"users.update nothing",
	"users.disable nobody known",
	"users.importFile dry run",
	"totp.finish in the account",
]);

interface Standing {
	readonly post: Post;
	readonly state: TenantState;
}

const tenantsThere = async (): Promise<readonly Standing[]> =>
	(await world.rows("select tenant_id, state from tenants order by rowid")).map(({ tenant_id, state }) => ({
		post: { db: house.scope.db, tenantId: String(tenant_id) as TenantId, run: 1, way: "out" },
		state: String(state) as TenantState,
	}));

/** The tenant of a situation: one that was made for it, or else the house. */
async function tenantOf(before: number): Promise<Standing> {
	const there = await tenantsThere();
	const found = there.length > before ? there.at(-1) : there[0];
	if (!found) throw new Error("there is no tenant");
	return found;
}

const call = (visitor: Visitor, name: string, input: unknown): Promise<Answer> =>
	kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input);

const setState = ({ db, tenantId }: Post, state: TenantState | "moving") =>
	db.run(sql`update ${tenants} set state = ${state} where tenant_id = ${tenantId}`);

describe("a tenant on its way", () => {
	it.each(names)(
		"%s waits, and then succeeds",
		async (name) => {
			for (const [how, arrange] of Object.entries(situations[name] ?? {})) {
				const { length } = await tenantsThere();
				const { visitor, input } = await arrange();
				await visitor.settle();
				const { post, state } = await tenantOf(length);
				const dump = () => dumpIn(world.database.client, post.tenantId);
				const waits = (answer: Answer) =>
					expect([how, answer.status, refusalOf(answer).refusal, answer.headers.get("retry-after")]).toEqual([
						how,
						503,
						"tenant_moving",
						"2",
					]);

				const before = await dump();
				await freeze(post, state);
				const frozen = await call(visitor.copy(), name, input);
				const left = await dump();
				await open(post, state);
				expect([how, left]).toEqual([how, { ...before, fences: [{ tenant_id: post.tenantId, way: "out", run: 1 }] }]);
				if (kindOf(name) === "query" || idle.has(`${name} ${how}`)) expect([how, frozen.status]).toEqual([how, 200]);
				else waits(frozen);

				await setState(post, "moving");
				const closed = await call(visitor.copy(), name, input);
				await setState(post, state);
				// Who shows nothing is nobody, wherever the tenant lives.
				if (how !== "nobody" || kindOf(name) === "mutation") waits(closed);

				const answer = await call(visitor, name, input);
				expect([how, Math.floor(answer.status / 100)]).toEqual([how, how.startsWith("wrong") ? 4 : 2]);
				await visitor.settle();
			}
		},
		60_000,
	);
});
