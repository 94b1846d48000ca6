/**
 * The fence of a move: triggers that stop every write of one tenant in one cell, made when the move begins and gone when it
 * ends, so that nobody else ever pays for them. They are made from the schema itself: a table that is added later is fenced,
 * too. Each act is one atomic batch that names the run it belongs to; an earlier run that wakes up late changes nothing.
 */
import { type SQL, sql } from "drizzle-orm";
import { guard, type Statement, together } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import { FENCE_RAISES } from "../../db/fences.ts";
import { fences, type TenantState, tenants } from "../../db/schema/index.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { Refused } from "./command.ts";
import { tables } from "./tables.ts";

/** One run of a move, in one of its two cells. */
export interface Post {
	readonly db: Db;
	readonly tenantId: TenantId;
	readonly run: number;
	readonly way: "out" | "in";
}

const acts = ["insert", "update", "delete"] as const;

/** The id as it may stand in the text of a trigger, which takes no arguments. */
function literal(tenantId: TenantId): string {
	if (!/^tnt_[a-z0-9]+$/.test(tenantId)) throw new Refused("The organization has an id that cannot be fenced.");
	return `'${tenantId}'`;
}

const nameOf = (tenantId: TenantId, table: string, act: string): string => `fence_${tenantId}_${table}_${act}`;

const when: Readonly<Record<(typeof acts)[number], (id: string, table: string) => string>> = {
	insert: (id) => `new.tenant_id = ${id}`,
	// Closing the tenant's own row is the one step of the move behind the fence.
	update: (id, table) =>
		`(old.tenant_id = ${id} or new.tenant_id = ${id})${table === "tenants" ? " and new.state <> 'moving'" : ""}`,
	delete: (id) => `old.tenant_id = ${id}`,
};

const everyFence = (tenantId: TenantId) =>
	tables.flatMap(({ name: table }) => acts.map((act) => ({ table, act, name: nameOf(tenantId, table, act) })));

const raise = ({ db, tenantId }: Post): readonly Statement[] =>
	everyFence(tenantId).map(({ table, act, name }) =>
		db.run(
			sql.raw(`create trigger if not exists ${name} before ${act} on ${table}
				when ${when[act](literal(tenantId), table)} begin select ${FENCE_RAISES}; end`),
		),
	);

/** Takes the triggers away, all or those on some acts. */
const lower = ({ db, tenantId }: Post, which: readonly string[] = acts): readonly Statement[] =>
	everyFence(tenantId)
		.filter(({ act }) => which.includes(act))
		.map(({ name }) => db.run(sql.raw(`drop trigger if exists ${name}`)));

/** Whether the fence is whole: a migration that rebuilds a table would have torn it. */
const isWhole = ({ tenantId }: Post): SQL =>
	sql`(select count(*) from sqlite_master where type = 'trigger' and name in (${sql.join(
		everyFence(tenantId).map(({ name }) => sql`${name}`),
		sql`, `,
	)})) = ${everyFence(tenantId).length}`;

const stateIn = ({ tenantId }: Post, ...states: readonly (TenantState | "moving")[]): SQL =>
	sql`exists (select 1 from ${tenants} where ${tenants.id} = ${tenantId} and ${tenants.state} in (${sql.join(
		states.map((state) => sql`${state}`),
		sql`, `,
	)}))`;

/** The row of this run, or none when a later run has taken over: a batch of the move begins with it. */
export const hold = ({ db, tenantId, run, way }: Post): readonly Statement[] => [
	db
		.update(fences)
		.set({ run })
		.where(sql`${fences.tenantId} = ${tenantId} and ${fences.way} = ${way} and ${fences.run} = ${run}`),
	guard(db, "conflict"),
];

/** Takes the cell's fence for this run, if there is none of a later one. */
const claim = ({ db, tenantId, run, way }: Post): readonly Statement[] => [
	db
		.insert(fences)
		.values({ tenantId, way, run })
		.onConflictDoUpdate({
			target: fences.tenantId,
			set: { run },
			setWhere: sql`${fences.way} = ${way} and ${fences.run} <= ${run}`,
		}),
	guard(db, "conflict"),
];

const act = async (db: Db, [first, ...rest]: readonly Statement[]): Promise<void> => {
	if (first) await together(db, [first, ...rest]);
};

/** From here on no write of the tenant succeeds in this cell; what is there can be read as before. */
export const freeze = (post: Post, state: TenantState): Promise<void> =>
	act(post.db, [...claim(post), guard(post.db, "conflict", stateIn(post, state, "moving")), ...raise(post)]);

/** From here on nobody reads the tenant in this cell either. */
export const close = (post: Post, state: TenantState): Promise<void> =>
	act(post.db, [
		...hold(post),
		post.db
			.update(tenants)
			.set({ state: sql`'moving'` })
			.where(sql`${tenants.id} = ${post.tenantId} and ${tenants.state} in (${state}, 'moving')`),
		guard(post.db, "conflict"),
		guard(post.db, "conflict", isWhole(post)),
	]);

/** Takes the place of the tenant's rows to come. Refuses where the tenant lives. */
export const claimPlace = (post: Post): Promise<void> =>
	act(post.db, [
		...claim(post),
		guard(post.db, "conflict", sql`not ${stateIn(post, "unverified", "active", "suspended")}`),
	]);

/** Takes an existing fence over for this run; false when there is none any more. */
export async function takeOver(post: Post): Promise<boolean> {
	const { db, tenantId, way } = post;
	const [there] = await db.select().from(fences).where(sql`${fences.tenantId} = ${tenantId}`);
	if (there?.way !== way) return false;
	await act(db, claim(post));
	return true;
}

const gone = ({ db, tenantId, way }: Post): Statement =>
	db.delete(fences).where(sql`${fences.tenantId} = ${tenantId} and ${fences.way} = ${way}`);

/** Opens the tenant in the state it had; `more` happens with it. */
export const open = (post: Post, state: TenantState, more: readonly Statement[] = []): Promise<void> =>
	act(post.db, [
		...hold(post),
		...(post.way === "out" ? lower(post) : []),
		post.db
			.update(tenants)
			.set({ state })
			.where(sql`${tenants.id} = ${post.tenantId} and ${tenants.state} in (${state}, 'moving')`),
		guard(post.db, "conflict"),
		...more,
		gone(post),
	]);

/** Lets the move itself delete; everybody else finds the tenant closed. */
export const allowClearing = (post: Post): Promise<void> =>
	act(post.db, [
		...hold(post),
		guard(post.db, "conflict", stateIn(post, "moving")),
		...lower(post, ["update", "delete"]),
	]);

/** What stays of a tenant in a cell that it has left: a row that says so to whoever still comes here. */
export const leaveStone = (post: Post, slug: string, now: number): Promise<void> => {
	const { db, tenantId } = post;
	return act(db, [
		...hold(post),
		...(post.way === "out" ? lower(post) : []),
		db.delete(tenants).where(sql`${tenants.id} = ${tenantId} and ${tenants.state} = 'moving'`),
		guard(db, "conflict", sql`not exists (select 1 from ${tenants} where ${tenants.id} = ${tenantId})`),
		db.run(
			sql`insert into ${tenants} (tenant_id, slug, name, state, epoch, created_at) values (${tenantId}, ${slug}, '', 'moving', 0, ${now})`,
		),
		gone(post),
	]);
};
