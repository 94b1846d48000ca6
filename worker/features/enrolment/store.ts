/**
 * Queries of enrolment: the people whom links are for, with what decides whether and where one can go.
 */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { policies, realms, totpFactors, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import { budgetRoom, mailboxRoom } from "../mail/service.ts";

const amount = (expression: SQL) => sql<number>`${expression}`.mapWith(Number);

/** These people, as far as they exist in this tenant. */
export const readTargets = (db: Db, tenantId: TenantId, ids: readonly UserId[], now: Millis) =>
	db
		.select({
			user: users,
			realm: realms,
			policy: policies,
			factor: totpFactors,
			mailHouse: amount(budgetRoom(tenantId, "email", now)),
			textHouse: amount(budgetRoom(tenantId, "sms", now)),
			mailRoom: amount(
				sql`case when ${users.status} = 'invited' then ${mailboxRoom(tenantId, "invitation", users.email, now)}
					else ${mailboxRoom(tenantId, "enrolment", users.email, now)} end`,
			),
			textRoom: amount(mailboxRoom(tenantId, "enrolmentText", users.phone, now)),
		})
		.from(users)
		.innerJoin(realms, and(eq(realms.tenantId, users.tenantId), eq(realms.id, users.realmId)))
		.leftJoin(policies, eq(policies.tenantId, users.tenantId))
		.leftJoin(totpFactors, and(eq(totpFactors.tenantId, users.tenantId), eq(totpFactors.userId, users.id)))
		.where(and(eq(users.tenantId, tenantId), inArray(users.id, [...ids])));

/** How many more text messages this house may send now to this number, by default the person's stored one. */
export const readTextRoom = (db: Db, tenantId: TenantId, userId: UserId, now: Millis, phone?: string) =>
	db
		.select({
			textRoom: amount(
				sql`min(${mailboxRoom(tenantId, "enrolmentText", phone ?? users.phone, now)}, ${budgetRoom(tenantId, "sms", now)})`,
			),
		})
		.from(users)
		.innerJoin(realms, and(eq(realms.tenantId, users.tenantId), eq(realms.id, users.realmId)))
		.where(and(eq(users.tenantId, tenantId), eq(users.id, userId)));
