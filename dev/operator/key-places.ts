/**
 * Every place in a cell where a key of the ring shows: values that can be sealed anew, and hashes that cannot, unless a sealed
 * copy of what was hashed stands beside them. Each sealed value belongs to one place (tenant, owner, record); the rooms that
 * seal it say which.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import { letterPlace } from "../../worker/features/mail/service.ts";
import { codeHash, codePlace } from "../../worker/features/recovery-codes/service.ts";
import { secretPlace } from "../../worker/features/totp/secret.ts";
import type { TenantId, UserId } from "../../worker/lib/brand.ts";
import type { KeyRing } from "../../worker/ports/keys.ts";
import type { Place } from "../../worker/ports/sealer.ts";

export interface SealedRow {
	readonly tenantId: TenantId;
	readonly id: string;
	readonly userId: UserId;
	readonly sealed: string;
}

export interface SealedKind {
	/** Rows that are not under the current key, in the order of their key, behind the last one seen. */
	read(db: Db, currentId: string, after: SealedRow | null, most: number): Promise<readonly SealedRow[]>;
	place(row: SealedRow): Place;
	/** What else to store anew with the value, as assignments that begin with a comma. */
	beside(row: SealedRow, text: string): Promise<SQL>;
	/** Replaces the value, and what stands beside it, if it is still the one that was opened. */
	replace(db: Db, row: SealedRow, fresh: { readonly sealed: string; readonly beside: SQL }): Statement;
}

interface Hashed {
	/** Rows whose hash is under another key than the current one. */
	readonly isOld: (currentId: string) => SQL;
	readonly renew: SealedKind["beside"];
}

const sealed = (
	table: string,
	column: string,
	owner: string,
	place: SealedKind["place"],
	hashed?: Hashed,
): SealedKind => {
	const [from, value] = [sql`${sql.identifier(table)}`, sql.identifier(column)];
	return {
		read: (db, currentId, after, most) =>
			db
				.select({
					tenantId: sql<TenantId>`tenant_id`,
					id: sql<string>`id`,
					userId: sql<UserId>`${sql.raw(owner)}`,
					sealed: sql<string>`${value}`,
				})
				.from(from)
				.where(sql`${value} is not null and (substr(${value}, 1, instr(${value}, '.') - 1) <> ${currentId}
					or ${hashed ? hashed.isOld(currentId) : sql`false`}) and (tenant_id, id) > (${after?.tenantId ?? ""}, ${after?.id ?? ""})`)
				.orderBy(sql`tenant_id, id`)
				.limit(most),
		place,
		beside: async (row, text) => (hashed ? hashed.renew(row, text) : sql``),
		replace: (db, row, fresh) =>
			db.run(
				sql`update ${from} set ${value} = ${fresh.sealed}${fresh.beside}
					where tenant_id = ${row.tenantId} and id = ${row.id} and ${value} = ${row.sealed}`,
			),
	};
};

/** What can be sealed anew. Of a code that may be shown again the hash is made anew, too, so that its old key can go. */
export const sealedKinds = (keys: KeyRing): readonly SealedKind[] => [
	sealed("totp_factors", "sealed_secret", "user_id", (row) => secretPlace(row.tenantId, row.userId, "factor", row.id)),
	sealed("totp_setups", "sealed_secret", "user_id", (row) => secretPlace(row.tenantId, row.userId, "setup", row.id)),
	sealed("recovery_codes", "sealed_code", "user_id", (row) => codePlace(row.tenantId, row.userId, row.id), {
		isOld: (currentId) => sql`key_id <> ${currentId} and used_at is null`,
		renew: async ({ tenantId, userId }, code) =>
			sql`, key_id = ${keys.currentId}, hash = ${await codeHash(keys, keys.currentId, { tenantId, userId, code })}`,
	}),
	sealed("outbox", "sealed_letter", "''", (row) => letterPlace(row.tenantId, row.id)),
];

export interface Kind {
	readonly name: string;
	/** Whether it can be made anew without the person. */
	readonly isSealed: boolean;
	readonly table: string;
	readonly keyId: string;
}

const before = (column: string, sign: string): string => `substr(${column}, 1, instr(${column}, '${sign}') - 1)`;

/** Everything that names a key. */
export const kinds: readonly Kind[] = [
	{ name: "apps", isSealed: true, table: "totp_factors", keyId: before("sealed_secret", ".") },
	{ name: "set-ups", isSealed: true, table: "totp_setups", keyId: before("sealed_secret", ".") },
	{ name: "shown codes", isSealed: true, table: "recovery_codes", keyId: before("sealed_code", ".") },
	{ name: "letters", isSealed: true, table: "outbox", keyId: before("sealed_letter", ".") },
	{ name: "records", isSealed: true, table: "audit_heads", keyId: before("proof", ".") },
	{ name: "passwords", isSealed: false, table: "users", keyId: before("password_hash", ":") },
	{ name: "code hashes", isSealed: false, table: "recovery_codes", keyId: "case when used_at is null then key_id end" },
	{ name: "texted codes", isSealed: false, table: "reset_codes", keyId: "key_id" },
];

export interface KeyCount {
	readonly kind: Kind["name"];
	readonly isSealed: boolean;
	readonly keyId: string;
	readonly rows: number;
}

/** How much stands under each key in one cell. */
export async function countsIn(db: Db): Promise<readonly KeyCount[]> {
	const counts: KeyCount[] = [];
	for (const { name, isSealed, table, keyId } of kinds) {
		const rows = await db
			.select({ keyId: sql<string>`${sql.raw(keyId)}`, rows: sql<number>`count(*)` })
			.from(sql`${sql.identifier(table)}`)
			.where(sql`${sql.raw(keyId)} is not null`)
			.groupBy(sql`1`);
		for (const row of rows) counts.push({ kind: name, isSealed, keyId: row.keyId, rows: row.rows });
	}
	return counts;
}
