/**
 * Queries of reminders. Who has a deadline ahead is found in one statement over a cell, beginning with the few tenants whose
 * rules can have one; that a reminder was sent is a row that can be written only once.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { policies, reminders, tenants, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";
import { days } from "../../lib/duration.ts";
import type { DemandedBy } from "../policy/demand.ts";
import { demandsIn, realmRulesOf, tenantRules } from "../policy/service.ts";
import { FIRST_REMINDER, REMINDER_DAYS } from "./rules.ts";

/** Tenants with a rule whose deadline is near, or whose grace can still run for somebody who came lately. */
function housesAhead(now: Millis): SQL {
	const open = sql`select ${tenants.id} from ${tenants} where ${tenants.state} = 'active' and ${unfenced(tenants.id)}`;
	const isAhead = sql`rule.requirement = 'required' and rule.from_at <= ${now + FIRST_REMINDER}
		and (rule.grace_days > 0 or rule.from_at > ${now})`;
	return sql`select rule.tenant_id from (${tenantRules(open)}) as rule where ${isAhead}
		union select rule.tenant_id from (${realmRulesOf(open)}) as rule where ${isAhead}`;
}

/** The latest reminder whose moment has come, in days before the deadline. */
const daysBefore = (now: Millis): SQL<number> =>
	sql`case ${sql.join(
		REMINDER_DAYS.map((count) => sql`when demands.due_at <= ${now + days(count)} then ${count}`),
		sql` `,
	)} end`;

/**
 * People without a second factor whose reminder is due and was not sent, the most urgent first. A reminder whose moment lies
 * before the rule or the account is not made up for: the next one tells.
 */
export function remindersDue(db: Db, now: Millis, most: number) {
	const count = daysBefore(now);
	return db
		.select({
			tenant: { id: tenants.id, slug: tenants.slug, name: tenants.name, contact: tenants.contact },
			user: { id: users.id, email: users.email, name: users.name, locale: users.locale },
			dueAt: sql<Millis>`demands.due_at`,
			daysBefore: count,
			by: sql<DemandedBy>`demands.demanded_by`,
		})
		.from(demandsIn(housesAhead(now)))
		.innerJoin(users, sql`${users.tenantId} = demands.tenant_id and ${users.id} = demands.user_id`)
		.innerJoin(tenants, eq(tenants.id, users.tenantId))
		.innerJoin(policies, eq(policies.tenantId, users.tenantId))
		.where(
			and(
				sql`demands.due_at > ${now} and demands.due_at <= ${now + FIRST_REMINDER}`,
				eq(users.status, "active"),
				eq(users.twoFactor, "off"),
				sql`demands.due_at - ${count} * ${days(1)} >= max(${policies.changedAt}, coalesce(${users.activeSinceAt}, 0))`,
				sql`not exists (select 1 from ${reminders} where ${reminders.tenantId} = ${users.tenantId}
					and ${reminders.userId} = ${users.id} and ${reminders.dueAt} = demands.due_at and ${reminders.daysBefore} = ${count})`,
			),
		)
		.orderBy(sql`demands.due_at`, users.tenantId, users.id)
		.limit(most);
}

/** Notes that a reminder is sent, once, and only while the person still has no second factor. */
export const insertReminder = (db: Db, tenantId: TenantId, reminder: typeof reminders.$inferSelect) =>
	db
		.insert(reminders)
		.select(
			sql`select ${tenantId}, ${reminder.userId}, ${reminder.dueAt}, ${reminder.daysBefore}, ${reminder.sentAt}
				where exists (select 1 from ${users} where ${users.tenantId} = ${tenantId} and ${users.id} = ${reminder.userId}
				and ${users.status} = 'active' and ${users.twoFactor} = 'off')`,
		)
		.onConflictDoNothing();
