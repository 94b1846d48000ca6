/**
 * `import`: an organization out of its file, into a place where it is not. The whole file is checked first; until the last row
 * is in, the organization is closed and its slug only reserved, so an import that was cut leaves nothing open and is simply
 * repeated. The tenant's epoch rises: every session, trust and link of before is dead, and codes shown before count no more.
 */
import type { InStatement } from "@libsql/client";
import { sql } from "drizzle-orm";
import { guard, together } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import { directory } from "../../db/schema/catalog/index.ts";
import { fences, outbox, tenants, totpFactors } from "../../db/schema/index.ts";
import { entry, proofHolds } from "../../worker/features/audit/service.ts";
import {
	findInDirectory,
	reserveSlug,
	settle,
	takeSlugOver,
	tenantScope,
} from "../../worker/features/tenants/service.ts";
import { stepAt } from "../../worker/features/totp/rules.ts";
import { after, hours } from "../../worker/lib/duration.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { clientOf } from "../database-client.ts";
import { type Call, type Command, operatorOf, operatorOption, Refused, type Service } from "./command.ts";
import { knownSchema } from "./schema-version.ts";
import type { Row } from "./tables.ts";
import { checkTenantFile, linesOf, objectIn, type ReadFile, rowOf } from "./tenant-file.ts";
import type { Terminal } from "./terminal.ts";

/** Rows that one batch writes. */
const PAGE = 250;

export const importTenant: Command = {
	help: "Reads an organization out of a file of the command export. It needs the same KEYS, and a place where it is not.",
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
		const scope = await placeFor(service, read, call.optional("cell") ?? service.deps.config.homeCell, call.isDryRun);
		await demandKeys(service, read);
		const { slug, name } = read.opening.tenant;
		if (call.isDryRun) {
			call.terminal.say(
				`The file is whole. Would put ${slug} ("${name}", ${read.closing.rows} rows) into ${service.where}.`,
			);
			return;
		}
		const state = await load(scope, call.path("file"), read, call.terminal);
		await openUp(scope, state, operator);
		await settle(scope);
		call.terminal.say(
			`${slug} is there: ${read.closing.rows} rows. Everybody signs in anew; letters that had not left are not sent.`,
		);
		call.terminal.say(
			"Recovery codes that were used after the file was written count again: ask people who used one to replace their set.",
		);
	},
};

async function checked(call: Call): Promise<ReadFile> {
	const file = call.path("file");
	const progress = call.terminal.progress("Checking the file", 0);
	const read = await checkTenantFile(file, (rows) => rows % PAGE === 0 && progress.to(rows));
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
	const [there] = await findInDirectory(catalog, slug);
	const isHalf = there?.state === "reserved" && there.tenantId === id;
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
		if (tenant?.state === "moving" && !(await isFenced(deps.openCell(one), id))) {
			if (one === cell && !isDryRun) await dropRow(deps.openCell(one), id, "moving");
			continue;
		}
		if (tenant && !(isHalf && tenant.state === "suspended")) {
			throw new Refused(`This organization is there already, as "${tenant.slug}" in cell ${one}. Nothing was changed.`);
		}
		if (tenant && !isDryRun) await dropRow(deps.openCell(one), id, "suspended");
	}
	const house = tenantScope(scope, slug, { tenantId: id, cell });
	if (!isDryRun) await hold(catalog, house, cell, there && !isHalf ? there : null);
	return house;
}

const dropRow = (db: Db, id: string, state: "moving" | "suspended") =>
	db.delete(tenants).where(sql`${tenants.id} = ${id} and ${tenants.state} = ${state}`);

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

/** The ring must be the one under which the file was written: each key is there, and it proves the head of the record. */
async function demandKeys({ deps }: Service, { opening, closing, head, end }: ReadFile): Promise<void> {
	const missing = closing.keys.filter((id) => !deps.keys.ids.includes(id));
	if (missing.length > 0)
		throw new Refused(`KEYS lacks ${missing.join(", ")}, under which the file is sealed. Put it on the ring first.`);
	const isProved =
		head !== null &&
		head.seq === end.seq &&
		head.hash === end.hash &&
		(await proofHolds(deps, opening.tenant.id, head, head.proof));
	if (!isProved)
		throw new Refused(
			"KEYS is not the ring under which the file was written: it does not prove the end of the record.",
		);
}

/** Writes the rows; the organization is closed meanwhile. Answers with the state that it had. */
async function load(scope: TenantScope, file: string, read: ReadFile, terminal: Terminal): Promise<string> {
	const { opening, closing } = read;
	const progress = terminal.progress(`Importing ${opening.tenant.slug}`, closing.rows);
	let state = "suspended";
	const client = clientOf(scope.db);
	let waiting: InStatement[] = [];
	let done = 0;
	const flush = async () => {
		if (waiting.length > 0) await client.batch(waiting, "write");
		done += waiting.length;
		waiting = [];
		progress.to(done);
	};
	for await (const line of linesOf(file)) {
		const value = objectIn(line);
		if (!("table" in value)) continue;
		const { table, row } = rowOf(value, opening.tenant.id);
		if (table.name === "tenants") state = String(row.state);
		const closed: Row = table.name === "tenants" ? { ...row, state: "suspended" } : row;
		waiting.push({
			sql: `insert into ${table.name} (${table.columns.join(", ")}) values (${table.columns.map(() => "?").join(", ")})`,
			args: table.columns.map((name) => closed[name] ?? null),
		});
		if (waiting.length === PAGE) await flush();
	}
	await flush();
	progress.end();
	return state;
}

/** The last batch: all that was issued before is dead, and the organization is as open as it was. */
async function openUp(scope: TenantScope, state: string, operator: string): Promise<void> {
	const { db, tenantId, now } = scope;
	// Higher than any epoch that the organization can have reached since the file was written.
	const epoch = sql`max(${tenants.epoch} + 1, ${Math.floor(now / 1000)})`;
	await together(db, [
		db
			.update(tenants)
			.set({ epoch, state: sql`${state}` })
			.where(sql`${tenants.id} = ${tenantId} and ${tenants.state} = 'suspended'`),
		guard(db, "conflict"),
		// A code that was shown before this moment may have been used elsewhere since.
		db
			.update(totpFactors)
			.set({ lastStep: sql`max(${totpFactors.lastStep}, ${stepAt(now) + 1})` })
			.where(sql`${totpFactors.tenantId} = ${tenantId}`),
		db
			.update(outbox)
			.set({ sealedLetter: null })
			.where(sql`${outbox.tenantId} = ${tenantId} and ${outbox.sentAt} is null`),
		entry(scope, null, { event: "tenant.imported", evidence: { operator } }),
	]);
}
