/**
 * `verify`: follows a record from its first row to its end, in the database or in a file, and checks the keyed proof of the end.
 * With both it also says whether the file is a stretch of that very record, and with a log whether the record still says what
 * was linked when it was. It changes nothing.
 */
import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { auditEvents, auditHeads } from "../../db/schema/index.ts";
import { CHAIN_START, type ChainPoint, verifyChain } from "../../worker/features/audit/rules.ts";
import { proofHolds } from "../../worker/features/audit/service.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import type { KeyRing } from "../../worker/ports/keys.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { type Call, type Command, Refused, WrongUsage } from "./command.ts";
import { checkRecordFile, faults, RECORD_FORM } from "./record-file.ts";
import { toldInLog } from "./record-log.ts";
import { checkTenantFile, demandOurs, linesOf, objectIn, TENANT_FORM } from "./tenant-file.ts";
import { opened } from "./tenants.ts";

const PAGE = 1000;

export const verify: Command = {
	help: "Verifies the chain of a record: in the database (--tenant), in an exported file (--file), or the one against the other (both); and against the worker's log (--log).",
	changes: false,
	options: {
		tenant: { value: "slug", help: "the organization whose record is verified" },
		file: { value: "file", help: "a record exported as JSON Lines, or a file of the command export" },
		log: { value: "file", help: "lines of the worker's log, in any form: with --tenant" },
	},
	async run(call) {
		const tenant = call.optional("tenant");
		const file = call.optional("file") === undefined ? undefined : call.path("file");
		const log = call.optional("log") === undefined ? undefined : call.path("log");
		if (tenant === undefined && file === undefined) throw new WrongUsage("Give --tenant, or --file, or both.");
		if (tenant === undefined && log !== undefined) throw new WrongUsage("Give --tenant along with --log.");
		const scope = tenant === undefined ? null : (await opened(call)).scope;
		if (scope) await verifyDatabase(call, scope, log);
		if (file !== undefined) await verifyFile(call, file, scope);
	},
};

async function verifyDatabase({ terminal }: Call, scope: TenantScope, log: string | undefined): Promise<void> {
	const { db, tenantId, deps, slug } = scope;
	const told = log === undefined ? new Map<number, string>() : await toldInLog(log, tenantId);
	const [head] = await db.select().from(auditHeads).where(eq(auditHeads.tenantId, tenantId));
	const progress = terminal.progress(`Verifying the record of ${slug}`, head?.seq ?? 0);
	let end = CHAIN_START;
	for (let more = true; more; ) {
		const rows = await db
			.select()
			.from(auditEvents)
			.where(and(eq(auditEvents.tenantId, tenantId), gt(auditEvents.seq, end.seq)))
			.orderBy(asc(auditEvents.seq))
			.limit(PAGE);
		const checked = verifyChain(tenantId, end, rows);
		if (!checked.sound)
			throw new Refused(`The record of ${slug} is broken at ${checked.seq}: ${faults[checked.fault]}.`);
		const other = rows.find(({ seq, hash }) => seq !== null && told.has(seq) && told.get(seq) !== hash);
		if (other)
			throw new Refused(`The record of ${slug} is not the one that the log knows: they differ at ${other.seq}.`);
		end = checked.end;
		more = rows.length === PAGE;
		progress.to(end.seq);
	}
	progress.end();
	const ended: ChainPoint = head ?? CHAIN_START;
	if (ended.seq !== end.seq || ended.hash !== end.hash) {
		throw new Refused(
			`The record of ${slug} does not end where its head says: the head is at ${ended.seq}, the last row is ${end.seq}.`,
		);
	}
	if (head && !(await proofHolds(deps, tenantId, end, head.proof))) {
		throw new Refused(
			`The head of the record of ${slug} is not proved by the keys on the ring: it was written without them.`,
		);
	}
	const gone = [...told.keys()].find((seq) => seq > end.seq);
	if (gone !== undefined) {
		throw new Refused(
			`The record of ${slug} was set back or cut off: it ends at ${end.seq}, and the log knows row ${gone}.`,
		);
	}
	const [waiting] = await db
		.select({ rows: sql<number>`count(*)` })
		.from(auditEvents)
		.where(and(eq(auditEvents.tenantId, tenantId), isNull(auditEvents.seq)));
	terminal.say(
		`The record of ${slug} is whole: ${end.seq} rows, end ${end.hash || "(none)"}, proved; ${waiting?.rows ?? 0} are waiting to be linked.`,
	);
	if (log !== undefined) terminal.say(`The log knows ${told.size} of these rows, with these hashes.`);
}

async function verifyFile(call: Call, file: string, scope: TenantScope | null): Promise<void> {
	const form = await formOf(file);
	const whole = form === TENANT_FORM ? await tenantFile(file) : null;
	const read = whole ?? (await checkRecordFile(file));
	if (scope && read.tenantId !== scope.tenantId)
		throw new Refused(`The file is the record of another organization (${read.slug}).`);
	const keys = call.keys();
	const proved = await isProved(keys, read.tenantId, read.end, read.proof);
	if (keys && whole) await demandOurs(keys, whole.checked);
	call.terminal.say(
		`${file} is whole: ${read.rows} rows of ${read.slug}, ${read.after.seq + 1} to ${read.end.seq}, end ${read.end.hash || "(none)"}. ${proved}`,
	);
	if (!scope) return;
	for (const point of [read.after, read.end]) {
		if (!(await isInDatabase(scope, point))) {
			throw new Refused(
				`The file is no stretch of the record in the database: they differ at ${point.seq}. One of them was rewritten.`,
			);
		}
	}
	call.terminal.say("The database holds exactly these rows at these places.");
}

async function formOf(file: string): Promise<unknown> {
	for await (const line of linesOf(file)) {
		const { form } = objectIn(line);
		if (form === TENANT_FORM || form === RECORD_FORM) return form;
		break;
	}
	throw new Refused(
		"This is neither an exported record in JSON Lines (CSV cannot be verified) nor a file of the command export.",
	);
}

async function tenantFile(file: string) {
	const checked = await checkTenantFile(file);
	const { opening, end, head, closing } = checked;
	if (head?.seq !== end.seq || head.hash !== end.hash)
		throw new Refused("The record in the file does not end where its head says.");
	const { id, slug } = opening.tenant;
	const rows = closing.tables.audit_events ?? 0;
	return { tenantId: id, slug, rows, after: CHAIN_START, end, proof: head.proof, checked };
}

async function isProved(
	keys: KeyRing | null,
	tenantId: TenantId,
	end: ChainPoint,
	proof: string | null,
): Promise<string> {
	if (proof === null) return "It carries no proof.";
	if (!keys) return "Its proof was not checked: KEYS is not set.";
	if (await proofHolds({ keys }, tenantId, end, proof)) return "Its end is proved.";
	throw new Refused(
		"The end of the file is not proved by the keys on the ring: it was written without them, or under other keys.",
	);
}

async function isInDatabase({ db, tenantId }: TenantScope, { seq, hash }: ChainPoint): Promise<boolean> {
	if (seq === 0) return hash === "";
	const found = await db
		.select()
		.from(auditEvents)
		.where(and(eq(auditEvents.tenantId, tenantId), eq(auditEvents.seq, seq), eq(auditEvents.hash, hash)));
	return found.length === 1;
}
