/**
 * Turns an event into a statement for the batch in which it happened. Audit rows are only ever inserted; a row is linked into
 * the tenant's chain shortly after (chain.ts).
 */
import { auditEvents } from "../../../db/schema/index.ts";
import type { DomainError, Refusal } from "../../errors.ts";
import type { Millis, UserId } from "../../lib/brand.ts";
import { before, minutes } from "../../lib/duration.ts";
import type { TenantScope } from "../../scope.ts";
import type { AuditEvent } from "./events.ts";
import { aboutPerson, insertEntry, insertEntryOnce, insertRefusal, readRows } from "./store.ts";

export {
	type ChainState,
	type LinkReads,
	link,
	linkDue,
	linking,
	linkReads,
	proofHolds,
	prove,
} from "./chain.ts";
export { readRows };

const rowOf = (scope: TenantScope, targetId: UserId | null, what: AuditEvent, actorId: UserId | null) => ({
	tenantId: scope.tenantId,
	id: scope.deps.random.id("evt"),
	at: scope.now,
	event: what.event,
	actorId,
	targetId,
	evidence: JSON.stringify(what.evidence),
	browser: scope.info.browser,
	place: scope.info.place,
	requestId: scope.info.requestId,
});

/** The statement that records `what` about `targetId`; by default people act on themselves. */
export const entry = (
	scope: TenantScope,
	targetId: UserId | null,
	what: AuditEvent,
	actorId: UserId | null = targetId,
) => insertEntry(scope.db, rowOf(scope, targetId, what, actorId));

/** The same of what a person did to themselves, unless it has been recorded since that time. */
export const entryOnce = (scope: TenantScope, userId: UserId, what: AuditEvent, since: Millis) =>
	insertEntryOnce(scope.db, { ...rowOf(scope, userId, what, userId), targetId: userId }, since);

/** The one statement that records what somebody did to each of many people. Callers must name at least one. */
export const entries = (
	scope: TenantScope,
	about: readonly { readonly targetId: UserId; readonly what: AuditEvent }[],
	actorId: UserId,
) => scope.db.insert(auditEvents).values(about.map(({ targetId, what }) => rowOf(scope, targetId, what, actorId)));

/** Refusals that have an event of their own, or that say nothing about what somebody tried to do. */
const unrecorded: ReadonlySet<Refusal> = new Set([
	"input_invalid",
	"credentials_wrong",
	"attempts_spent",
	"code_wrong",
	"code_clock_off",
	"second_factor_locked",
	"password_unacceptable",
	"not_signed_in",
	"tenant_moving",
	"database_unavailable",
	"not_ready",
	"internal",
]);

/** How often the same person's refusals by the same procedure are recorded: once in this time. */
const REFUSAL_NOTICE = minutes(1);

/** Records, behind the answer, what an admitted person was refused: by which procedure, and the precise reason. */
export function recordRefusal(
	scope: TenantScope,
	procedure: string,
	{ refusal, reason }: Pick<DomainError, "refusal" | "reason">,
): void {
	const { userId } = scope.caller;
	if (userId === null || unrecorded.has(refusal)) return;
	const row = rowOf(scope, null, { event: "request.refused", evidence: { procedure, refusal, reason } }, userId);
	scope.background(() => insertRefusal(scope.db, { ...row, procedure, since: before(scope.now, REFUSAL_NOTICE) }));
}

/** The same for an act on several people of whom some are unknown to the actor, or not theirs: one entry for all of them (T126). */
export function recordStrangers(
	scope: TenantScope,
	procedure: string,
	whys: readonly (string | null | undefined)[],
): void {
	const refusal = (["not_found", "forbidden"] as const).find((one) => whys.includes(one));
	if (refusal) recordRefusal(scope, procedure, { refusal, reason: "people_not_reached" });
}

/** A person as a row names them: as they are called now or, when they are gone, as they were when they were removed. */
export interface RowPerson {
	readonly id: UserId;
	readonly name: string;
	readonly email: string;
}

/** A row of the record as administrators see it. */
export interface AuditRow {
	readonly id: string;
	/** Place in the chain; null until the row is linked. */
	readonly seq: number | null;
	readonly at: Millis;
	readonly event: string;
	readonly actor: RowPerson | null;
	readonly target: RowPerson | null;
	readonly evidence: Readonly<Record<string, unknown>>;
	readonly browser: string;
	readonly place: string | null;
	readonly requestId: string;
	readonly hash: string | null;
}

/** A row as the queries give it. */
export type ReadRow = Awaited<ReturnType<typeof readRows>>[number];

/** The read of what happened to a person lately, the newest first; its rows become `AuditRow`s by `auditRow`. */
export const eventsAbout = (scope: TenantScope, userId: UserId, most: number) =>
	readRows(scope.db, scope.tenantId, aboutPerson(userId), "newest", most);

/** The row as administrators see it. */
export function auditRow({ row, actor, target }: ReadRow): AuditRow {
	const { id, seq, at, event, browser, place, requestId, hash } = row;
	return {
		id,
		seq,
		at,
		event,
		actor: personOf(row.actorId, actor),
		target: personOf(row.targetId, target),
		evidence: objectIn(row.evidence),
		browser,
		place,
		requestId,
		hash,
	};
}

function personOf(id: UserId | null, found: ReadRow["actor"]): RowPerson | null {
	if (id === null) return null;
	const { name, email } = found.name === null ? objectIn(found.removed) : found;
	return { id, name: typeof name === "string" ? name : "", email: typeof email === "string" ? email : "" };
}

/** The object that a JSON text holds; empty for anything else. */
function objectIn(text: string | null): Readonly<Record<string, unknown>> {
	if (text === null) return {};
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null ? { ...value } : {};
	} catch {
		return {};
	}
}
