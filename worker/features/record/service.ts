/**
 * Reading the record: the list with its filters, and the export as a file. Who reads is admitted by the ladder; every export
 * is itself recorded with its first page. Waiting rows are linked on the way, so that the file holds the whole chain.
 */
import { GuardFailed, readTogether, type Statement } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { CHAIN_START, type ChainPoint } from "../audit/rules.ts";
import {
	type AuditRow,
	auditRow,
	entry,
	type LinkReads,
	linking,
	linkReads,
	prove,
	type ReadRow,
} from "../audit/service.ts";
import { openCursor, sealCursor } from "../roster/service.ts";
import { type Actor, admit, type Visitor } from "../sessions/service.ts";
import type { ExportInput, ListInput } from "./input.ts";
import { closingLine, csvPage, jsonPage, openingLine } from "./rules.ts";
import { chainRows, listRows, type Position } from "./store.ts";

const USUAL_PAGE = 50;
const EXPORT_PAGE = 1000;

/** What happened, the newest first, by event, person, time or a part of a name. One request. */
export async function list(
	scope: TenantScope,
	visitor: Visitor,
	input: ListInput,
): Promise<{ events: readonly AuditRow[]; nextCursor?: string }> {
	const { cursor, limit = USUAL_PAGE, ...filters } = input;
	const { results } = await admit(scope, visitor, [
		listRows(scope.db, scope.tenantId, filters, positionIn(cursor), limit + 1),
	]);
	const events = results[0].slice(0, limit).map(auditRow);
	const last = events.at(-1);
	const more = results[0].length > limit && last !== undefined;
	return { events, ...(more ? { nextCursor: `${last.at}.${last.id}` } : {}) };
}

function positionIn(cursor: string | undefined): Position | null {
	if (cursor === undefined) return null;
	const dot = cursor.indexOf(".");
	return { at: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1) };
}

export interface ExportPage {
	readonly filename: string;
	readonly text: string;
	readonly rows: number;
	/** There is more: asked for with this, the next page's text goes behind this one's. */
	readonly nextCursor?: string;
	/** The last row that the file holds so far; null when the chain does not hold. */
	readonly head: ChainPoint | null;
}

/**
 * One page of the record as a file. Two requests. A later page is given only for the cursor of the page before it, to the same
 * person and in the same form: so nobody reads on without the entry that the first page leaves.
 */
export async function exportPage(scope: TenantScope, visitor: Visitor, input: ExportInput): Promise<ExportPage> {
	const { db, tenantId, now, slug } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const book = `audit.export.${input.format}.${token.userId}`;
	const [after, untilAt] =
		input.cursor === undefined
			? [null, Math.min(input.toAt ?? now, now)]
			: (await openCursor(scope, book, input.cursor)).split(".").map(Number);
	const stretch = { after: after ?? null, fromAt: input.fromAt, untilAt: untilAt ?? now };
	const { actor, results } = await admit(scope, visitor, [...linkReads(scope)]);
	const isFirst = input.cursor === undefined;
	const { state, left, found } = await linkAndRead(scope, results, [
		...(isFirst ? [exported(scope, actor, input.format)] : []),
		chainRows(db, tenantId, stretch, EXPORT_PAGE + 2),
	]);
	const { before, page, isFull } = paged(found, stretch.after);
	const end = page.at(-1) ?? before;
	const more = isFull || (left.some((row) => row.at <= stretch.untilAt) && state === "sound");
	return {
		filename: `record-${slug}-${new Date(stretch.untilAt).toISOString().slice(0, 10)}.${input.format}`,
		text: await textOf(scope, input.format, { isFirst, isLast: !more, before, page, end, isSound: state === "sound" }),
		rows: page.length,
		head: state === "sound" ? pointOf(end) : null,
		...(more ? { nextCursor: await sealCursor(scope, book, `${pointOf(end).seq}.${stretch.untilAt}`) } : {}),
	};
}

const exported = (scope: TenantScope, { standing }: Actor, format: ExportInput["format"]): Statement =>
	entry(scope, null, { event: "audit.exported", evidence: { format } }, standing.user.id);

/** Links what waits and reads in the same batch; when somebody else is linking at that moment, only reads. */
async function linkAndRead(scope: TenantScope, read: LinkReads, rest: readonly Statement[]) {
	const { state, statements, left, tell } = await linking(scope, read);
	const run = async (linked: readonly Statement[]) => {
		const results = await readTogether(scope.db, [...linked, ...rest]);
		return { state, left, found: results.at(-1) as readonly ReadRow[] };
	};
	try {
		const done = await run(statements);
		tell();
		return done;
	} catch (error) {
		if (error instanceof GuardFailed) return run([]);
		throw error;
	}
}

/** The row before the stretch, which only tells what the first builds on, and the rows of the page. */
function paged(found: readonly ReadRow[], after: number | null) {
	const [first] = found;
	const isLead = first !== undefined && (after === null ? first.row.seq !== 1 : first.row.seq === after);
	const rows = isLead ? found.slice(1) : found;
	return {
		before: isLead ? auditRow(first) : null,
		page: rows.slice(0, EXPORT_PAGE).map(auditRow),
		isFull: rows.length > EXPORT_PAGE,
	};
}

const pointOf = (row: AuditRow | null): ChainPoint =>
	row?.seq == null || row.hash === null ? CHAIN_START : { seq: row.seq, hash: row.hash };

async function textOf(
	scope: TenantScope,
	format: ExportInput["format"],
	one: {
		isFirst: boolean;
		isLast: boolean;
		isSound: boolean;
		before: AuditRow | null;
		page: readonly AuditRow[];
		end: AuditRow | null;
	},
): Promise<string> {
	if (format === "csv") return csvPage(one.page, one.isFirst);
	const { deps, tenantId, slug, now } = scope;
	const end = pointOf(one.end);
	const proof = one.isLast && one.isSound ? await prove(deps, tenantId, end) : null;
	return (
		(one.isFirst ? openingLine({ tenant: tenantId, slug, exportedAt: now }, pointOf(one.before)) : "") +
		jsonPage(one.page) +
		(one.isLast ? closingLine(end, proof) : "")
	);
}
