/**
 * The key ring's use in the databases: how much stands under which key, and sealing anew under the current one, in bounded pages.
 * A row is replaced only while it still holds the value that was opened, so it may run beside the service, be cut and be repeated.
 * What is hashed (passwords, codes) cannot be made anew without its owner: it stays under the old key until its next use.
 */
import { sql } from "drizzle-orm";
import { writeTogether } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import { auditHeads } from "../../db/schema/index.ts";
import { entry, proofHolds, prove } from "../../worker/features/audit/service.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { type Command, operatorOf, operatorOption, type Service } from "./command.ts";
import { countsIn, type Kind, kinds, type SealedKind, type SealedRow, sealedKinds } from "./key-places.ts";

/** Rows that one page takes: opened, sealed and written back together. */
const PAGE = 200;

export const keysStatus: Command = {
	help: "Shows how much is sealed, proved or hashed under each key of the ring.",
	changes: false,
	options: {},
	async run(call) {
		const { deps } = await call.open();
		const counts = await countAll(deps.config.cells.keys(), (cell) => deps.openCell(cell));
		const ids = [...new Set([...deps.keys.ids, ...counts.map(({ keyId }) => keyId)])];
		const total = (keyId: string, kind?: Kind["name"]) =>
			counts
				.filter((one) => one.keyId === keyId && (kind === undefined || one.kind === kind))
				.reduce((sum, { rows }) => sum + rows, 0);
		call.terminal.table(
			["key", ...kinds.map(({ name }) => name), "in all"],
			ids.map((id) => [
				`${id}${id === deps.keys.currentId ? " (current)" : deps.keys.ids.includes(id) ? "" : " (not on the ring)"}`,
				...kinds.map(({ name }) => String(total(id, name))),
				String(total(id)),
			]),
		);
		for (const id of deps.keys.ids.filter((one) => one !== deps.keys.currentId)) {
			call.terminal.say(
				total(id) === 0
					? `${id} may be taken off the ring: nothing stands under it.`
					: `${id} must stay on the ring: ${total(id)} values stand under it. "keys rotate" seals anew what can be; password and code hashes go over with their next use.`,
			);
		}
	},
};

export const rotateKeys: Command = {
	help: "Seals everything anew under the current key of the ring. It may be cut and repeated; sign-ins go on meanwhile.",
	changes: true,
	options: { operator: operatorOption },
	async run(call) {
		const operator = operatorOf(call);
		const service = await call.open();
		const { deps } = service;
		const cells = [...deps.config.cells.keys()];
		const old = (await countAll(cells, (cell) => deps.openCell(cell))).filter(
			({ keyId }) => keyId !== deps.keys.currentId,
		);
		const total = old.filter(({ isSealed }) => isSealed).reduce((sum, { rows }) => sum + rows, 0);
		if (call.isDryRun) {
			call.terminal.say(
				`Would seal ${total} values anew under ${deps.keys.currentId}, in ${cells.length === 1 ? "one cell" : `${cells.length} cells`}.`,
			);
			return;
		}
		const progress = call.terminal.progress(`Sealing anew under ${deps.keys.currentId}`, total);
		const done = { sealed: 0, unreadable: 0 };
		for (const cell of cells) {
			for (const kind of sealedKinds)
				await rotateKind(service, deps.openCell(cell), kind, operator, done, () => progress.to(done.sealed));
			await rotateHeads(service, deps.openCell(cell), done);
		}
		progress.end();
		call.terminal.say(`Sealed anew under ${deps.keys.currentId}: ${done.sealed}.`);
		if (done.unreadable > 0) {
			call.terminal.say(
				`Left as they are: ${done.unreadable} values that no key on the ring opens. Put the key back under which they were sealed, and repeat.`,
			);
		}
		call.terminal.say(
			'Password and code hashes stay under old keys until their next use. A key may go when "keys status" counts nothing under it.',
		);
	},
};

async function countAll(cells: Iterable<string>, open: (cell: string) => Db) {
	const counts = [];
	for (const cell of cells) counts.push(...(await countsIn(open(cell))));
	return counts;
}

interface Done {
	sealed: number;
	unreadable: number;
}

/** Goes over one kind, page by page along its key, so that a value that does not open is passed and not met again. */
async function rotateKind(
	service: Service,
	db: Db,
	kind: SealedKind,
	operator: string,
	done: Done,
	told: () => void,
): Promise<void> {
	const { deps } = service;
	let last: SealedRow | null = null;
	for (let more = true; more; ) {
		const rows: readonly SealedRow[] = await kind.read(db, deps.keys.currentId, last, PAGE);
		const fresh = await Promise.all(
			rows.map(async (row) => {
				const text = await deps.sealer.open(kind.place(row), row.sealed);
				return text === null ? null : { row, sealed: await deps.sealer.seal(kind.place(row), text) };
			}),
		);
		const changes = fresh.filter((one) => one !== null);
		await writeTogether(db, [
			...changes.map(({ row, sealed }) => kind.replace(db, row, sealed)),
			...recorded(
				service,
				db,
				changes.map(({ row }) => row.tenantId),
				operator,
			),
		]);
		done.sealed += changes.length;
		done.unreadable += rows.length - changes.length;
		last = rows.at(-1) ?? null;
		more = rows.length === PAGE;
		told();
	}
}

const noted = new WeakMap<Service, Set<TenantId>>();

/** One row in the record of each organization that this run touches, in the batch that touches it first. */
function recorded(service: Service, db: Db, touched: readonly TenantId[], operator: string) {
	const seen = noted.get(service) ?? new Set<TenantId>();
	noted.set(service, seen);
	const fresh = [...new Set(touched)].filter((tenantId) => !seen.has(tenantId));
	for (const tenantId of fresh) seen.add(tenantId);
	return fresh.map((tenantId) => {
		const scope: TenantScope = {
			...service.scope,
			caller: { userId: null },
			slug: "",
			cell: "",
			base: "",
			tenantId,
			db,
		};
		return entry(scope, null, { event: "keys.rotated", evidence: { operator, to: service.deps.keys.currentId } });
	});
}

/** Proves the heads of the records anew; a head whose proof does not hold is left alone, for it was not written by us. */
async function rotateHeads({ deps }: Service, db: Db, done: Done): Promise<void> {
	const old = sql`substr(${auditHeads.proof}, 1, instr(${auditHeads.proof}, '.') - 1) <> ${deps.keys.currentId}`;
	for (const head of await db.select().from(auditHeads).where(old)) {
		if (!(await proofHolds(deps, head.tenantId, head, head.proof))) {
			done.unreadable += 1;
			continue;
		}
		const proof = await prove(deps, head.tenantId, head);
		await db
			.update(auditHeads)
			.set({ proof })
			.where(
				sql`${auditHeads.tenantId} = ${head.tenantId} and ${auditHeads.seq} = ${head.seq} and ${auditHeads.proof} = ${head.proof}`,
			);
		done.sealed += 1;
	}
}
