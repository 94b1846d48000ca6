/**
 * `import`: an organization out of its file, into a place where it is not. The whole file is checked first. It is read in behind
 * the fence of a move (move-fence.ts), so that nobody, no sweep either, acts in what is half there; an import that was cut is
 * simply repeated. It is a security event (rule 27): nothing of before revives (restoring.ts), and it ends suspended.
 */
import { eq, sql } from "drizzle-orm";
import { together } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import { directory, moves } from "../../db/schema/catalog/index.ts";
import { fences, tenants } from "../../db/schema/index.ts";
import { entry } from "../../worker/features/audit/service.ts";
import { momentText } from "../../worker/features/mail/facts.ts";
import {
	findInDirectory,
	reserveSlug,
	settle,
	takeSlugOver,
	tenantScope,
} from "../../worker/features/tenants/service.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { after, hours } from "../../worker/lib/duration.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { demandLook, noVoids, type Voids, voidedBy } from "./after-restore.ts";
import { type Call, type Command, operatorOf, operatorOption, Refused, type Service } from "./command.ts";
import { clear, PIECE, put } from "./move-copy.ts";
import { claimPlace, open, type Post } from "./move-fence.ts";
import { letters, ownersOf } from "./owner-return.ts";
import { restoredRow } from "./restoring.ts";
import { knownSchema } from "./schema-version.ts";
import type { Row, Table } from "./tables.ts";
import { checkTenantFile, demandOurs, type ReadFile, rowsIn } from "./tenant-file.ts";

export const importTenant: Command = {
	help: "Reads an organization out of a file of the command export. It needs the same KEYS, and a place where it is not; it ends suspended.",
	changes: true,
	options: {
		file: { value: "file", needed: true, help: "a file that the command export wrote" },
		operator: operatorOption,
		cell: { value: "id", help: "the cell to put it in (the first of CELLS)" },
	},
	async run(call) {
		const operator = operatorOf(call);
		const read = await checked(call);
		const service = await call.open();
		await demandOurs(service.deps.keys, read);
		const scope = await placeFor(service, read, call.optional("cell") ?? service.deps.config.homeCell, call.isDryRun);
		const { slug, name } = read.opening.tenant;
		if (call.isDryRun) {
			call.terminal.say(
				`The file is whole. Would put ${slug} ("${name}", ${read.closing.rows} rows) into ${service.where}.`,
			);
			return;
		}
		const post: Post = { db: scope.db, tenantId: scope.tenantId, run: scope.now, way: "in" };
		await emptied(post);
		const voids = await load(call, post, read, scope.now);
		await settle(scope);
		await openUp(scope, post, read, voids, operator);
		call.terminal.say(`${slug} is there, as of ${momentText(asOf(read))}: ${read.closing.rows} rows.`);
		await demandLook(call.terminal, scope, asOf(read), voids);
	},
};

const asOf = ({ opening }: ReadFile): Millis => opening.exportedAt as Millis;

async function checked(call: Call): Promise<ReadFile> {
	const file = call.path("file");
	const progress = call.terminal.progress("Checking the file", 0);
	const read = await checkTenantFile(file, (rows) => rows % PIECE === 0 && progress.to(rows));
	progress.end();
	if (read.opening.schema !== knownSchema()) {
		throw new Refused(
			`The file has schema ${read.opening.schema}, this program ${knownSchema()}. Import it with the program that wrote it, then migrate.`,
		);
	}
	return read;
}

/** The place for it, with its slug held. Throws Refused when the organization, or its slug, is there already. */
async function placeFor(
	{ deps, scope }: Service,
	{ opening }: ReadFile,
	cell: string,
	isDryRun: boolean,
): Promise<TenantScope> {
	const { id, slug } = opening.tenant;
	if (!deps.config.cells.has(cell)) throw new Refused(`There is no cell "${cell}" in CELLS.`);
	const catalog = deps.openCatalog();
	const [move] = await catalog.select().from(moves).where(eq(moves.tenantId, id));
	if (move) throw new Refused(`A move of ${move.slug} is under way. Finish it, or take it back with --cancel.`);
	const [there] = await findInDirectory(catalog, slug);
	// What an import leaves that was cut: the slug is its own, and its place is fenced.
	const isHalf =
		there?.tenantId === id &&
		(there.state === "reserved" || (there.cell === cell && (await isFenced(deps.openCell(cell), id))));
	const isFree = !there || (there.state === "reserved" && there.heldUntilAt !== null && there.heldUntilAt <= scope.now);
	if (!isHalf && !isFree)
		throw new Refused(`${slug} is there already. Import goes into an empty place only; nothing was changed.`);
	for (const one of deps.config.cells.keys()) {
		const [tenant] = await deps
			.openCell(one)
			.select({ slug: tenants.slug, state: sql<string>`${tenants.state}` })
			.from(tenants)
			.where(sql`${tenants.id} = ${id}`);
		// A cell that it once moved away from has a row that says so, and nothing else of it.
		const isStone = tenant?.state === "moving" && !(await isFenced(deps.openCell(one), id));
		if (tenant && !isStone && !(isHalf && one === cell && tenant.state === "moving"))
			throw new Refused(`This organization is there already, as "${tenant.slug}" in cell ${one}. Nothing was changed.`);
	}
	const house = tenantScope(scope, slug, { tenantId: id, cell });
	if (!isDryRun && there?.state !== "active") await hold(catalog, house, cell, there && !isHalf ? there : null);
	return house;
}

const isFenced = async (db: Db, id: string): Promise<boolean> =>
	(await db.select().from(fences).where(sql`${fences.tenantId} = ${id}`)).length > 0;

async function hold(
	catalog: Db,
	{ slug, tenantId, now }: TenantScope,
	cell: string,
	from: typeof directory.$inferSelect | null,
) {
	const claim = { cell, now, heldUntilAt: after(now, hours(24)) };
	if (from) await takeSlugOver(catalog, slug, from, tenantId, claim);
	else await reserveSlug(catalog, slug, tenantId, claim);
	const [mine] = await catalog
		.update(directory)
		.set({ cell })
		.where(sql`${directory.slug} = ${slug} and ${directory.tenantId} = ${tenantId} and ${directory.state} = 'reserved'`)
		.returning();
	if (!mine) throw new Refused(`Somebody else took the slug "${slug}" at the same moment.`);
}

/** Fences the place, and takes away what an earlier attempt or an earlier move left there. */
async function emptied(post: Post): Promise<void> {
	await claimPlace(post);
	await clear(post, () => undefined);
	await post.db.delete(tenants).where(sql`${tenants.id} = ${post.tenantId} and ${tenants.state} = 'moving'`);
}

/** Writes the rows behind the fence, the organization closed. Answers with what of the file is void. */
async function load(call: Call, post: Post, read: ReadFile, now: Millis): Promise<Voids> {
	const { opening, closing } = read;
	const progress = call.terminal.progress(`Importing ${opening.tenant.slug}`, closing.rows);
	let voids = noVoids;
	let waiting: { readonly table: Table; readonly rows: Row[] } | null = null;
	let done = 0;
	for await (const { table, row } of rowsIn(call.path("file"), read)) {
		done += 1;
		const restored = restoredRow(table.name, row, now);
		voids = voidedBy(voids, table.name, row, restored);
		if (!restored) continue;
		if (waiting && (waiting.table !== table || waiting.rows.length === PIECE)) {
			await put(post, waiting.table, waiting.rows);
			waiting = null;
			progress.to(done);
		}
		waiting ??= { table, rows: [] };
		waiting.rows.push(table.name === "tenants" ? { ...restored, state: "moving" } : restored);
	}
	if (waiting) await put(post, waiting.table, waiting.rows);
	progress.to(done);
	progress.end();
	return voids;
}

/** The last batch: the fence is gone, the organization is suspended, and every owner is told. */
async function openUp(
	scope: TenantScope,
	post: Post,
	read: ReadFile,
	{ codes, letters: unsent }: Voids,
	operator: string,
): Promise<void> {
	const { db, tenantId } = scope;
	const [owners, [house]] = await together(db, [
		ownersOf(scope),
		db.select({ name: tenants.name, contact: tenants.contact }).from(tenants).where(eq(tenants.id, tenantId)),
	]);
	if (!house) throw new Refused("The file does not hold the organization itself.");
	const told = await letters(scope, house, owners, {
		kind: "organizationRestored",
		asOfAt: asOf(read),
	});
	const evidence = {
		operator,
		asOf: momentText(asOf(read)),
		sha256: read.closing.sha256,
		codes,
		letters: unsent,
	};
	await open(post, "suspended", [
		...told.map(({ statement }) => statement),
		entry(scope, null, { event: "tenant.imported", evidence }),
	]);
}
