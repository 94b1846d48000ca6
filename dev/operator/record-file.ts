/**
 * The exported record (JSON Lines of `audit.export`) checked by itself: it opens with the point of the chain that it follows,
 * closes with its last one and a keyed proof of that, and in between every row builds on the one before. A page that was left out,
 * a row that was altered and a tail that was cut off are found; the proof needs the key ring, nothing else does.
 */
import { type ChainPoint, type LinkedRow, verifyChain } from "../../worker/features/audit/rules.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { Refused } from "./command.ts";
import { linesOf, objectIn } from "./tenant-file.ts";

/** The first line of such a file. */
export const RECORD_FORM = "gatehouse-record-1";

export interface RecordFile {
	readonly tenantId: TenantId;
	readonly slug: string;
	readonly rows: number;
	/** The point before the first row, and that of the last. */
	readonly after: ChainPoint;
	readonly end: ChainPoint;
	readonly proof: string | null;
}

/** Checks the file. Throws Refused with the place where it breaks. */
export async function checkRecordFile(file: string): Promise<RecordFile> {
	let start: { tenantId: TenantId; slug: string; after: ChainPoint } | undefined;
	let end: ChainPoint | undefined;
	let closing: { end: ChainPoint; proof: string | null } | undefined;
	let rows = 0;
	for await (const line of linesOf(file)) {
		const value = objectIn(line);
		if (closing) throw new Refused("The file goes on behind its last line: it was put together from several.");
		if (!start) {
			start = openingOf(value);
			end = start.after;
		} else if ("end" in value) {
			closing = { end: pointOf(value.end), proof: typeof value.proof === "string" ? value.proof : null };
		} else if (end) {
			const checked = verifyChain(start.tenantId, end, [rowOf(value)]);
			if (!checked.sound) throw new Refused(`The record is broken at ${checked.seq}: ${faults[checked.fault]}.`);
			end = checked.end;
			rows += 1;
		}
	}
	if (!start || !end) throw new Refused("The file is empty.");
	if (!closing) throw new Refused(`The file ends too soon, behind ${end.seq}: its last line is missing.`);
	if (closing.end.seq !== end.seq || closing.end.hash !== end.hash) {
		throw new Refused(
			`The file ends too soon: its last line speaks of ${closing.end.seq}, its last row is ${end.seq}.`,
		);
	}
	return { ...start, rows, end, proof: closing.proof };
}

/** What each kind of break means. */
export const faults = {
	missing: "the row that belongs there is missing, or another stands in its place",
	altered: "the row, or its hash, was altered",
} as const;

function openingOf(value: Readonly<Record<string, unknown>>) {
	if (value.form !== RECORD_FORM)
		throw new Refused("This is no exported record in JSON Lines (CSV cannot be verified).");
	return { tenantId: String(value.tenant) as TenantId, slug: String(value.slug), after: pointOf(value.after) };
}

function pointOf(value: unknown): ChainPoint {
	const { seq, hash } = typeof value === "object" && value !== null ? { seq: null, hash: null, ...value } : {};
	if (typeof seq !== "number" || typeof hash !== "string")
		throw new Refused("The file's first or last line is damaged.");
	return { seq, hash };
}

const idIn = (person: unknown): string | null =>
	typeof person === "object" && person !== null && "id" in person ? String(person.id) : null;

/** A line as the chain reads it: names and addresses are not part of it, ids are. */
const rowOf = (value: Readonly<Record<string, unknown>>): LinkedRow => ({
	id: String(value.id),
	at: Number(value.at),
	event: String(value.event),
	actorId: idIn(value.actor),
	targetId: idIn(value.target),
	evidence: JSON.stringify(value.evidence),
	browser: String(value.browser),
	place: value.place === null ? null : String(value.place),
	requestId: String(value.requestId),
	seq: typeof value.seq === "number" ? value.seq : null,
	hash: typeof value.hash === "string" ? value.hash : null,
});
