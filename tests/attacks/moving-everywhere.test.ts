/**
 * Every procedure of the product, in every situation, against a tenant that is on its way to another cell. Frozen: nothing of it
 * changes, what only reads is answered. Closed: nothing is answered and nothing acknowledged. Opened at that very moment: the one or
 * the other. The refusal says "in a moment", and in a moment the same request succeeds: nothing was spent.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TenantState, tenants } from "../../db/schema/index.ts";
import { freeze, open, type Post } from "../../dev/operator/move-fence.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { type Answer, refusalOf, type Visitor } from "../support/browser.ts";
import { declared } from "../support/declared.ts";
import { kindOf } from "../support/procedures.ts";
import { type Situation, situationsIn } from "../support/situations.ts";
import { dumpIn } from "../support/tenant-rows.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
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

/** The newest tenant: one that was made for a situation, or else the house that was made before it. */
async function newestTenant({ scope: { db } }: TestTenant): Promise<Standing> {
	const [row] = await world.rows("select tenant_id, state from tenants order by rowid desc limit 1");
	if (!row) throw new Error("there is no tenant");
	const post: Post = { db, tenantId: String(row.tenant_id) as TenantId, run: 1, way: "out" };
	return { post, state: String(row.state) as TenantState };
}

async function arranged(house: TestTenant, name: string, how: string): Promise<Situation> {
	const situation = await situationsIn(world, house)[name]?.[how]?.();
	if (!situation) throw new Error(`no situation for ${name} ${how}`);
	await situation.visitor.settle();
	return situation;
}

const call = (visitor: Visitor, name: string, input: unknown): Promise<Answer> =>
	kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input);

const setState = ({ db, tenantId }: Post, state: TenantState | "moving") =>
	db.run(sql`update ${tenants} set state = ${state} where tenant_id = ${tenantId}`);

describe("a tenant on its way", () => {
	it.each(names)(
		"%s waits, and then succeeds",
		async (name) => {
			for (const how of Object.keys(situationsIn(world, await world.tenant())[name] ?? {})) {
				// A house of its own each time: all its rows are read three times.
				const house = await world.tenant();
				const { visitor, input } = await arranged(house, name, how);
				const { post, state } = await newestTenant(house);
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

				// It arrives at the very moment of the request: that is answered, or waits like the others.
				await setState(post, "moving");
				const [arriving] = await Promise.all([call(visitor.copy(), name, input), setState(post, state)]);
				if (arriving.status === 503) waits(arriving);

				const answer = arriving.status === 503 ? await call(visitor, name, input) : arriving;
				expect([how, Math.floor(answer.status / 100)]).toEqual([how, how.startsWith("wrong") ? 4 : 2]);
				await visitor.settle();
			}
		},
		60_000,
	);
});
