/**
 * `cells restored`: to be run on a cell whose database was set back to an earlier moment, before the service speaks to it again
 * (rule 27, T142). Nothing that was issued, spent or sent since then revives, and cell and directory agree again. It goes
 * organization by organization; cut, it is repeated, and those that are done are left alone. It refuses a database under keys that
 * the ring has not.
 */
import { eq, or, sql } from "drizzle-orm";
import { type Statement, together, writeTogether } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import { directory, moves } from "../../db/schema/catalog/index.ts";
import { fences, tenants } from "../../db/schema/index.ts";
import { entry } from "../../worker/features/audit/service.ts";
import { momentText } from "../../worker/features/mail/facts.ts";
import { tenantScope } from "../../worker/features/tenants/service.ts";
import type { Millis, TenantId } from "../../worker/lib/brand.ts";
import { type Call, type Command, operatorOf, operatorOption, Refused, type Service, WrongUsage } from "./command.ts";
import { countsIn } from "./key-places.ts";
import { clear } from "./move-copy.ts";
import { allowClearing, close, freeze, leaveStone, type Post } from "./move-fence.ts";
import { letters, ownersOf } from "./owner-return.ts";
import { voiding } from "./voiding.ts";

export const cellRestored: Command = {
	help: "Makes a cell fit to serve whose database was set back to an earlier moment. Run it before the service speaks to that database.",
	changes: true,
	options: {
		cell: { value: "id", needed: true, help: "the cell, whose entry in CELLS names the database that was set back" },
		to: { value: "time", needed: true, help: "the moment that it was set back to, such as 2026-11-21T03:00:00Z" },
		operator: operatorOption,
	},
	async run(call) {
		const restore: Restore = { cell: call.text("cell"), operator: operatorOf(call), asOf: momentOf(call.text("to")) };
		const service = await call.open();
		if (restore.asOf >= service.scope.now) throw new WrongUsage("--to is not in the past.");
		if (!service.deps.config.cells.has(restore.cell)) throw new Refused(`There is no cell "${restore.cell}" in CELLS.`);
		await demandKeys(service, restore.cell);
		await demandNoMove(service, restore.cell);
		const houses = await housesIn(service, restore);
		const progress = call.terminal.progress(`Looking through ${restore.cell}`, houses.length);
		for (const [at, house] of houses.entries()) {
			if (!call.isDryRun) await acts[house.fate](service, restore, house);
			progress.to(at + 1);
		}
		progress.end();
		await tell(call, service, restore, houses);
	},
};

interface Restore {
	readonly cell: string;
	readonly operator: string;
	readonly asOf: Millis;
}

/** What becomes of an organization in the cell. */
type Fate = "kept" | "suspended" | "cleared" | "incomplete" | "done";

interface House {
	readonly tenantId: TenantId;
	readonly slug: string;
	readonly fate: Fate;
}

function momentOf(text: string): Millis {
	const at = Date.parse(text);
	if (Number.isNaN(at) || !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text))
		throw new WrongUsage("--to takes a time with its zone, such as 2026-11-21T03:00:00Z.");
	return at as Millis;
}

async function demandKeys({ deps }: Service, cell: string): Promise<void> {
	const used = new Set((await countsIn(deps.openCell(cell))).map(({ keyId }) => keyId));
	const missing = [...used].filter((id) => !deps.keys.ids.includes(id)).sort();
	if (missing.length > 0)
		throw new Refused(
			`KEYS lacks ${missing.join(", ")}, under which this database is sealed. Put it on the ring first.`,
		);
}

async function demandNoMove({ deps }: Service, cell: string): Promise<void> {
	const [move] = await deps
		.openCatalog()
		.select()
		.from(moves)
		.where(or(eq(moves.from, cell), eq(moves.to, cell)));
	if (!move) return;
	throw new Refused(
		move.to === cell && move.stage === "switched"
			? `A move of ${move.slug} into this cell was about to end. Set the database back to a moment after it, or clear the entry "moves" of it by hand once you know that ${move.from} has nothing of it left.`
			: `A move of ${move.slug} from ${move.from} to ${move.to} is under way. Finish it with "tenants move", or take it back with --cancel, before the service speaks to this cell.`,
	);
}

/** Every organization in the cell, with what the directory and the fences say of it. */
async function housesIn({ deps }: Service, { cell, operator, asOf }: Restore): Promise<readonly House[]> {
	const places = await deps.openCatalog().select().from(directory);
	const homes = new Map(places.map((place) => [place.tenantId, place.cell]));
	const evidence = JSON.stringify({ operator, asOf: momentText(asOf) });
	const rows = await deps
		.openCell(cell)
		.select({
			tenantId: tenants.id,
			slug: tenants.slug,
			state: sql<string>`${tenants.state}`,
			way: fences.way,
			people: sql<number>`exists (select 1 from users where users.tenant_id = tenants.tenant_id)`,
			done: sql<number>`exists (select 1 from audit_events where audit_events.tenant_id = tenants.tenant_id
				and audit_events.event = 'tenant.restored' and audit_events.evidence = ${evidence})`,
		})
		.from(tenants)
		.leftJoin(fences, eq(fences.tenantId, tenants.id))
		.orderBy(tenants.slug);
	const elsewhere = new Set<TenantId>();
	for (const { tenantId } of rows) {
		const home = homes.get(tenantId);
		if (home !== undefined && home !== cell && (await livesIn(deps.openCell(home), tenantId))) elsewhere.add(tenantId);
	}
	return rows.map(({ tenantId, slug, state, way, people, done }) => {
		const isClosed = state === "moving";
		if (elsewhere.has(tenantId)) return { tenantId, slug, fate: isClosed && !people ? "done" : "cleared" };
		if (isClosed && (way === "in" || !people)) return { tenantId, slug, fate: "incomplete" };
		if (done) return { tenantId, slug, fate: "done" };
		return { tenantId, slug, fate: homes.get(tenantId) !== cell || isClosed ? "suspended" : "kept" };
	});
}

/** What is cleared here must be there: a directory alone is not enough to go by. */
const livesIn = async (db: Db, tenantId: TenantId): Promise<boolean> =>
	(
		await db
			.select({ id: tenants.id })
			.from(tenants)
			.where(sql`${tenants.id} = ${tenantId} and ${tenants.state} <> 'moving'`)
	).length > 0;

const acts: Readonly<Record<Fate, (service: Service, restore: Restore, house: House) => Promise<void>>> = {
	kept: (service, restore, house) => voided(service, restore, house, []),
	suspended: (service, restore, house) =>
		voided(service, restore, house, [
			service.deps
				.openCell(restore.cell)
				.update(tenants)
				.set({ state: "suspended" })
				.where(sql`${tenants.id} = ${house.tenantId}`),
		]),
	cleared,
	incomplete: async ({ deps }, { cell }, { tenantId }) =>
		writeTogether(deps.openCell(cell), await unfencing(deps.openCell(cell), tenantId)),
	done: async () => undefined,
};

/** All of one organization in one batch, and a letter to each owner. */
async function voided(
	{ scope }: Service,
	{ cell, operator, asOf }: Restore,
	{ tenantId, slug }: House,
	more: readonly Statement[],
): Promise<void> {
	const at = tenantScope(scope, slug, { tenantId, cell });
	const [owners, [house]] = await together(at.db, [
		ownersOf(at),
		at.db.select({ name: tenants.name, contact: tenants.contact }).from(tenants).where(eq(tenants.id, tenantId)),
	]);
	const told = await letters(at, house ?? { name: slug, contact: null }, owners, {
		kind: "organizationRestored",
		asOfAt: asOf,
	});
	await writeTogether(at.db, [
		...(await unfencing(at.db, tenantId)),
		...voiding(at),
		...more,
		...told.map(({ statement }) => statement),
		entry(at, null, { event: "tenant.restored", evidence: { operator, asOf: momentText(asOf) } }),
	]);
}

/** Takes away what a move left here that is over by now. */
async function unfencing(db: Db, tenantId: TenantId): Promise<readonly Statement[]> {
	const triggers = await db
		.select({ name: sql<string>`name` })
		.from(sql`sqlite_master`)
		.where(sql`type = 'trigger' and name glob ${`fence_${tenantId}_*`}`);
	return [
		db.delete(fences).where(eq(fences.tenantId, tenantId)),
		...triggers.map(({ name }) => db.run(sql`drop trigger ${sql.identifier(name)}`)),
	];
}

/** It lives in another cell by now: what is here is an old copy, of which a row stays that says so. */
async function cleared({ deps, scope }: Service, { cell }: Restore, { tenantId, slug }: House): Promise<void> {
	const db = deps.openCell(cell);
	const post: Post = { db, tenantId, run: scope.now, way: "out" };
	await writeTogether(db, [
		...(await unfencing(db, tenantId)),
		db
			.update(tenants)
			.set({ state: "suspended" })
			.where(sql`${tenants.id} = ${tenantId} and ${tenants.state} <> 'moving'`),
	]);
	await freeze(post, "suspended");
	await close(post, "suspended");
	await allowClearing(post);
	await clear(post, () => undefined);
	await leaveStone(post, slug, scope.now);
}

/** What was done, who must be looked at, and what the backup has not. */
async function tell(call: Call, { deps }: Service, { cell, asOf }: Restore, houses: readonly House[]): Promise<void> {
	const { terminal } = call;
	const named = (fate: Fate) => houses.filter((house) => house.fate === fate).map(({ slug }) => slug);
	const whole = new Set(houses.filter(({ fate }) => fate !== "incomplete").map(({ tenantId }) => tenantId));
	const places = await deps.openCatalog().select().from(directory).where(eq(directory.cell, cell));
	const lost = places.filter(({ state, tenantId }) => state === "active" && !whole.has(tenantId));
	const line = (what: string, slugs: readonly string[]) =>
		slugs.length > 0 && terminal.say(`${what}: ${slugs.join(", ")}.`);
	terminal.say(
		`${call.isDryRun ? "Would make" : "Made"} ${cell} fit to serve, as of ${momentText(asOf)}: ${named("kept").length} organizations.`,
	);
	line(
		"Suspended, for the directory does not know them (removed since?) or they were closed by a move",
		named("suspended"),
	);
	line("Cleared, for they live in another cell by now", named("cleared"));
	line(
		"Lost, for the directory names this cell and the backup has them not",
		lost.map(({ slug }) => slug),
	);
	terminal.say(
		"Everybody there signs in anew and prints new recovery codes; every owner gets a letter. Who was disabled, removed or demoted after that moment is as before: have the owners look.",
	);
}
