/**
 * What becomes of one organization's rows when the database under it was set back, in one batch of statements: the same as
 * restoring.ts says of each row. A test holds the two together.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../db/batch.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { epochFloor, LASTING_BUDGET, passing, stepFloor, VERSIONS_APART } from "./restoring.ts";

/** The statements; the organization's state is not theirs. */
export function voiding({ db, tenantId, now }: Pick<TenantScope, "db" | "tenantId" | "now">): readonly Statement[] {
	const update = (table: string, set: SQL, where: SQL = sql`true`): Statement =>
		db.run(sql`update ${sql.identifier(table)} set ${set} where tenant_id = ${tenantId} and ${where}`);
	const [epoch, step] = [epochFloor(now), stepFloor(now)];
	return [
		...passing.map((table) => db.run(sql`delete from ${sql.identifier(table)} where tenant_id = ${tenantId}`)),
		db.run(
			sql`delete from attempts where tenant_id = ${tenantId} and substr(subject, 1, ${LASTING_BUDGET.length}) <> ${LASTING_BUDGET}`,
		),
		update("tenants", sql`epoch = max(epoch + 1, ${epoch})`),
		update(
			"policies",
			sql`version = version + ${VERSIONS_APART}, trust_generation = max(trust_generation + 1, ${epoch})`,
		),
		update("totp_factors", sql`last_step = max(last_step, ${step})`),
		update("recovery_codes", sql`used_at = coalesce(used_at, ${now}), sealed_code = null`),
		update("outbox", sql`sealed_letter = null`, sql`sealed_letter is not null`),
		update("owner_returns", sql`cancelled_at = ${now}`, sql`cancelled_at is null and finished_at is null`),
	];
}
