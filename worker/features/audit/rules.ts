/**
 * The chain of a tenant's record: each row's hash covers the hash before it and the row's own content, so nothing can be
 * changed, left out, swapped or cut off without a break (T138). Pure; the keyed proof of the end is made in service.ts.
 *
 * hash = base64url(SHA-256(JSON of [previous hash, tenant, seq, id, at, event, actor, target, evidence, browser, place, request])),
 * evidence being its text as stored; the hash before the first row is "".
 */
import { sha256 } from "@oslojs/crypto/sha2";
import type { TenantId } from "../../lib/brand.ts";
import { base64url, utf8 } from "../../lib/encoding.ts";

/** What a row says, as it was written. */
export interface RowContent {
	readonly id: string;
	readonly at: number;
	readonly event: string;
	readonly actorId: string | null;
	readonly targetId: string | null;
	/** JSON, to the letter. */
	readonly evidence: string;
	readonly browser: string;
	readonly place: string | null;
	readonly requestId: string;
}

/** A row with its place in the chain. */
export interface LinkedRow extends RowContent {
	readonly seq: number | null;
	readonly hash: string | null;
}

/** A point of the chain: everything up to `seq` is fixed by `hash`. */
export interface ChainPoint {
	readonly seq: number;
	readonly hash: string;
}

export const CHAIN_START: ChainPoint = { seq: 0, hash: "" };

/** The point that the row makes after `before`. */
export function nextPoint(tenantId: TenantId, before: ChainPoint, row: RowContent): ChainPoint {
	const seq = before.seq + 1;
	const { id, at, event, actorId, targetId, evidence, browser, place, requestId } = row;
	const content = [before.hash, tenantId, seq, id, at, event, actorId, targetId, evidence, browser, place, requestId];
	return { seq, hash: base64url(sha256(utf8(JSON.stringify(content)))) };
}

/** What the keyed proof of a point is made over. */
export const proofMessage = (tenantId: TenantId, point: ChainPoint): string =>
	JSON.stringify([tenantId, point.seq, point.hash]);

/** Where a chain breaks, and how it shows. */
export interface ChainFault {
	readonly seq: number;
	readonly fault: "missing" | "altered";
}

export type Verified = { readonly sound: true; readonly end: ChainPoint } | ({ readonly sound: false } & ChainFault);

/**
 * Follows the rows, in the order of their seq, on from a point. A seq that is not the next one is "missing"; a hash that does
 * not fit the content before and in the row is "altered". Pages are checked one after the other by passing the end on.
 */
export function verifyChain(tenantId: TenantId, start: ChainPoint, rows: Iterable<LinkedRow>): Verified {
	let end = start;
	for (const row of rows) {
		const next = nextPoint(tenantId, end, row);
		if (row.seq !== next.seq) return { sound: false, seq: next.seq, fault: "missing" };
		if (row.hash !== next.hash) return { sound: false, seq: next.seq, fault: "altered" };
		end = next;
	}
	return { sound: true, end };
}
