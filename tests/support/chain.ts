/**
 * A tenant's chain from outside: its rows as they are stored, whether they verify, whether the head is proved; and what somebody
 * who holds the database does to it first.
 */
import { CHAIN_START, type LinkedRow, type Verified, verifyChain } from "../../worker/features/audit/rules.ts";
import { link, proofHolds } from "../../worker/features/audit/service.ts";
import type { TenantScope } from "../../worker/scope.ts";
import type { World } from "./world.ts";

const text = (value: unknown): string | null => (value === null ? null : String(value));

/** All rows of the tenant: linked ones in the order of their seq, then those that wait. */
export async function storedRows(world: World, { tenantId }: TenantScope): Promise<readonly LinkedRow[]> {
	const rows = await world.rows("select * from audit_events where tenant_id = ? order by seq is null, seq, rowid", [
		tenantId,
	]);
	return rows.map((row) => ({
		id: String(row.id),
		at: Number(row.at),
		event: String(row.event),
		actorId: text(row.actor_id),
		targetId: text(row.target_id),
		evidence: String(row.evidence),
		browser: String(row.browser),
		place: text(row.place),
		requestId: String(row.request_id),
		seq: row.seq === null ? null : Number(row.seq),
		hash: text(row.hash),
	}));
}

/** The linked rows, verified, beside the head and whether its proof holds. */
export async function chainOf(
	world: World,
	scope: TenantScope,
): Promise<{ verified: Verified; rows: number; head: { seq: number; hash: string } | null; proved: boolean }> {
	const linked = (await storedRows(world, scope)).filter(({ seq }) => seq !== null);
	const [row] = await world.rows("select seq, hash, proof from audit_heads where tenant_id = ?", [scope.tenantId]);
	const head = row ? { seq: Number(row.seq), hash: String(row.hash) } : null;
	return {
		verified: verifyChain(scope.tenantId, CHAIN_START, linked),
		rows: linked.length,
		head,
		proved: head !== null && (await proofHolds(scope.deps, scope.tenantId, head, String(row?.proof))),
	};
}

/** Links everything that waits. */
export async function linkAll(scope: TenantScope): Promise<void> {
	while ((await link(scope)) === "more");
}

/** As somebody who holds the database can: takes the triggers off that keep the record as it was written. */
export async function unguardRecord(world: World): Promise<void> {
	const own = "select name from sqlite_master where type = 'trigger' and tbl_name = 'audit_events'";
	for (const { name } of await world.rows(own)) await world.rows(`drop trigger ${String(name)}`);
}
