/**
 * Queries of authenticator apps. Accepting a code is a conditional update: only a greater step than the last changes the
 * row (T003), and only of the very factor that the code was checked against.
 */
import { and, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { prepared } from "../../../db/prepared.ts";
import { totpFactors, totpSetups } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";

export type TotpSetup = typeof totpSetups.$inferSelect;

/** Claims the step for good; no row changes when it, or a later one, was claimed before. */
export const claimStep = (
	db: Db,
	tenantId: TenantId,
	claim: { factorId: string; userId: UserId; step: number; now: Millis },
) =>
	db
		.update(totpFactors)
		.set({ lastStep: claim.step, lastUsedAt: claim.now })
		.where(
			and(
				eq(totpFactors.tenantId, tenantId),
				eq(totpFactors.userId, claim.userId),
				eq(totpFactors.id, claim.factorId),
				lt(totpFactors.lastStep, claim.step),
			),
		);

/**
 * Claims the step whose code was typed, where the database finds one among the expected: greater than the last, not blocked.
 * The SQL twin of `matchStep` in rules.ts for right codes; which one it was is not told.
 */
export const claimExpected = (
	db: Db,
	tenantId: TenantId,
	claim: {
		factorId: string;
		userId: UserId;
		typed: string;
		expected: readonly (readonly [step: number, code: string])[];
		now: Millis;
	},
) => claimAmong(db, { tenantId, ...claim, expected: JSON.stringify(claim.expected) });

const claimAmong = prepared(["tenantId", "factorId", "userId", "typed", "expected", "now"], (db, at) => {
	const step = sql<number>`(select max(value ->> 0) from json_each(${at.expected}) where value ->> 1 = ${at.typed})`;
	const blocked = sql`(select value from json_each(case when json_valid(${totpFactors.blockedSteps})
		then ${totpFactors.blockedSteps} else '[]' end))`;
	return db
		.update(totpFactors)
		.set({ lastStep: step, lastUsedAt: sql`${at.now}` })
		.where(
			and(
				eq(totpFactors.tenantId, at.tenantId),
				eq(totpFactors.userId, at.userId),
				eq(totpFactors.id, at.factorId),
				sql`${step} > ${totpFactors.lastStep} and ${step} not in ${blocked}`,
			),
		);
});

/**
 * Adds a step to the blocked ones and drops those before `oldest`, from the list as it stands in that moment: of two
 * steps named at once neither may be lost. A list that cannot be read starts anew.
 */
export const addBlockedStep = (
	db: Db,
	tenantId: TenantId,
	factorId: string,
	blocked: { step: number; oldest: number },
) =>
	db
		.update(totpFactors)
		.set({
			blockedSteps: sql`(select json_group_array(step) from (
				select value as step from json_each(case when json_valid(${totpFactors.blockedSteps})
					then ${totpFactors.blockedSteps} else '[]' end) where value >= ${blocked.oldest}
				union select ${blocked.step}))`,
		})
		.where(and(eq(totpFactors.tenantId, tenantId), eq(totpFactors.id, factorId)));

export const removeFactor = (db: Db, tenantId: TenantId, userId: UserId) =>
	db.delete(totpFactors).where(and(eq(totpFactors.tenantId, tenantId), eq(totpFactors.userId, userId)));

export const insertFactor = (
	db: Db,
	tenantId: TenantId,
	factor: {
		id: string;
		userId: UserId;
		sealedSecret: string;
		step: number;
		now: Millis;
		setUpBy: (typeof totpFactors.$inferSelect)["setUpBy"];
	},
) =>
	db.insert(totpFactors).values({
		tenantId,
		id: factor.id,
		userId: factor.userId,
		kind: "totp",
		sealedSecret: factor.sealedSecret,
		lastStep: factor.step,
		enabledAt: factor.now,
		lastUsedAt: null,
		setUpBy: factor.setUpBy,
	});

/** The person's one pending set-up; a new one takes the place of the old, whose secret is dead at once (T053, T054). */
export const putSetup = (db: Db, setup: TotpSetup) =>
	db
		.insert(totpSetups)
		.values(setup)
		.onConflictDoUpdate({
			target: [totpSetups.tenantId, totpSetups.userId],
			set: {
				id: setup.id,
				sealedSecret: setup.sealedSecret,
				begunBy: setup.begunBy,
				expiresAt: setup.expiresAt,
				attempts: 0,
			},
		});

/** Takes one try at the pending secret, in time, by whoever began it, where `condition` (if given) holds; the row comes back only when a try was left. */
export const trySetup = (
	db: Db,
	tenantId: TenantId,
	attempt: { userId: UserId; begunBy: string; now: Millis; most: number },
	condition?: SQL,
) =>
	db
		.update(totpSetups)
		.set({ attempts: sql`${totpSetups.attempts} + 1` })
		.where(
			and(
				eq(totpSetups.tenantId, tenantId),
				eq(totpSetups.userId, attempt.userId),
				eq(totpSetups.begunBy, attempt.begunBy),
				gt(totpSetups.expiresAt, attempt.now),
				lt(totpSetups.attempts, attempt.most),
				condition,
			),
		)
		.returning();

/** The condition that whoever this is has begun no set-up that is still in time. */
export const hasNoSetup = (tenantId: TenantId, of: { userId: UserId; begunBy: string; now: Millis }): SQL =>
	sql`not exists (select 1 from ${totpSetups} as other where other.tenant_id = ${tenantId}
		and other.user_id = ${of.userId} and other.begun_by = ${of.begunBy} and other.expires_at > ${of.now})`;

/** Takes the pending set-up away; a guard behind it makes its confirmation happen once. */
export const takeSetup = (db: Db, tenantId: TenantId, userId: UserId, id: string) =>
	db
		.delete(totpSetups)
		.where(and(eq(totpSetups.tenantId, tenantId), eq(totpSetups.userId, userId), eq(totpSetups.id, id)));

/** Any pending set-up of the person ends with a change of the factor. */
export const dropSetups = (db: Db, tenantId: TenantId, userId: UserId) =>
	db.delete(totpSetups).where(and(eq(totpSetups.tenantId, tenantId), eq(totpSetups.userId, userId)));
