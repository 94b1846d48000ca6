/**
 * The key ring's use in the databases: how much stands under which key, and sealing anew under the current one, in bounded pages.
 * A row is replaced only while it still holds the value that was opened, so it may run beside the service, be cut and be repeated.
 * What is only hashed (passwords, codes that are shown once) cannot be made anew without its owner: it stays under the old key
 * until its next use. Nothing is sealed under a key that the running service cannot read (T147).
 */
import { sql } from "drizzle-orm";
import { writeTogether } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import { auditHeads } from "../../db/schema/index.ts";
import { entry, proofHolds, prove } from "../../worker/features/audit/service.ts";
import { momentText } from "../../worker/features/mail/facts.ts";
import { readBeat } from "../../worker/features/service/service.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { before, minutes } from "../../worker/lib/duration.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { type Command, operatorOf, operatorOption, Refused, type Service } from "./command.ts";
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
					: `${id} must stay on the ring: ${total(id)} values stand under it. "keys rotate" makes anew what can be; passwords, and codes that are shown only once, go over with their next use.`,
			);
		}
	},
};

export const rotateKeys: Command = {
	help: "Seals everything anew under the current key of the ring. It may be cut and repeated; sign-ins go on meanwhile.",
	changes: true,
	options: {
		operator: operatorOption,
		"service-is-stopped": { help: "no worker is running anywhere: do not look whether it knows the key" },
	},
	async run(call) {
		const operator = operatorOf(call);
		const service = await call.open();
		const { deps } = service;
		if (!call.has("service-is-stopped")) await demandKnown(service);
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
			for (const kind of sealedKinds(deps.keys))
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
			'Passwords, and codes that are shown only once, stay under old keys until their next use. A key may go when "keys status" counts nothing under it.',
		);
	},
};

/** Throws Refused unless the running service has had this very ring, the current key first, for a while. */
async function demandKnown({ deps, scope }: Service): Promise<void> {
	const { keys } = deps;
	const [last] = await readBeat(deps.openCatalog());
	if (!last || before(scope.now, LONGEST_SILENCE) > last.at) {
		throw new Refused(
			`The service has said nothing since ${last ? momentText(last.at) : "ever"}: its cron trigger tells every minute which keys it has. Look at that, or say --service-is-stopped.`,
		);
	}
	const known: readonly unknown[] = JSON.parse(last.keyIds);
	if (known[0] !== keys.currentId || keys.ids.some((id) => !known.includes(id))) {
		throw new Refused(
			`The service runs with ${known.join(", ")}, the first being current; here it is ${keys.ids.join(", ")}. Deploy this ring first, in two steps: see docs/operator.md.`,
		);
	}
	if (before(scope.now, SETTLED) < last.sinceAt)
		throw new Refused("The service has had this ring for less than two minutes. Wait until no older worker can run.");
}

/** How long the service may have been silent: its sweep comes every minute. */
const LONGEST_SILENCE = minutes(5);
/** How long after a deployment an older worker may still be at work. */
const SETTLED = minutes(2);

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
				if (text === null) return null;
				return { row, sealed: await deps.sealer.seal(kind.place(row), text), beside: await kind.beside(row, text) };
			}),
		);
		const changes = fresh.filter((one) => one !== null);
		await writeTogether(db, [
			...changes.map(({ row, ...fresh }) => kind.replace(db, row, fresh)),
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
