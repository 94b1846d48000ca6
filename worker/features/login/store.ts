/**
 * Queries of challenges: an attempt is taken, and the challenge is consumed, by conditional writes (T015, T018, T052).
 */
import { and, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { justChanged } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { loginChallenges, tenants, users } from "../../../db/schema/index.ts";
import type { Millis } from "../../lib/brand.ts";
import { before } from "../../lib/duration.ts";
import { CODES_PER_CHALLENGE } from "../attempts/limits.ts";
import { CHALLENGE_LIFE, type Challenge } from "./challenge.ts";

/** The person is active and nothing was changed since the challenge was sealed. */
const stillHolds = (challenge: Challenge, globalEpoch: number): SQL =>
	sql`exists (select 1 from ${users} join ${tenants} on ${tenants.id} = ${users.tenantId} and ${tenants.state} = 'active'
		where ${users.tenantId} = ${challenge.tenantId} and ${users.id} = ${challenge.userId} and ${users.status} = 'active'
		and ${challenge.epoch} = ${`${globalEpoch}.`} || ${tenants.epoch} || '.' || ${users.epoch})`;

const row = (challenge: Challenge, attempts: number, consumedAt: Millis | null, condition: SQL): SQL =>
	sql`select ${challenge.tenantId}, ${challenge.id}, ${challenge.userId}, ${attempts}, null, ${consumedAt}, ${challenge.expiresAt} where ${condition}`;

const target = [loginChallenges.tenantId, loginChallenges.id];

/** Takes one of the challenge's attempts; the row comes back only to who got one. */
export const takeChallengeAttempt = (db: Db, challenge: Challenge, globalEpoch: number) =>
	db
		.insert(loginChallenges)
		.select(row(challenge, 1, null, stillHolds(challenge, globalEpoch)))
		.onConflictDoUpdate({
			target,
			set: { attempts: sql`${loginChallenges.attempts} + 1` },
			setWhere: sql`${loginChallenges.attempts} < ${CODES_PER_CHALLENGE} and ${loginChallenges.consumedAt} is null`,
		})
		.returning();

/** Notes which request took the two attempts; no row changes when the statement before took none. */
export const markReserved = (db: Db, { tenantId, id }: Challenge, reservedBy: string) =>
	db
		.update(loginChallenges)
		.set({ reservedBy })
		.where(and(eq(loginChallenges.tenantId, tenantId), eq(loginChallenges.id, id), justChanged));

/** Consumes the challenge for the very request that took its last attempt, while it still holds. */
export const consumeReserved = (
	db: Db,
	challenge: Challenge,
	by: { reservedBy: string; globalEpoch: number; now: Millis },
) =>
	db
		.update(loginChallenges)
		.set({ consumedAt: by.now })
		.where(
			and(
				eq(loginChallenges.tenantId, challenge.tenantId),
				eq(loginChallenges.id, challenge.id),
				eq(loginChallenges.reservedBy, by.reservedBy),
				isNull(loginChallenges.consumedAt),
				stillHolds(challenge, by.globalEpoch),
			),
		);

/** Consumes the challenge; no row changes when it was consumed before or no longer holds. */
export const consumeChallenge = (db: Db, challenge: Challenge, globalEpoch: number, now: Millis) =>
	db
		.insert(loginChallenges)
		.select(row(challenge, 0, now, stillHolds(challenge, globalEpoch)))
		.onConflictDoUpdate({ target, set: { consumedAt: now }, setWhere: sql`${loginChallenges.consumedAt} is null` });

export const findChallenge = (db: Db, challenge: Challenge) =>
	db
		.select()
		.from(loginChallenges)
		.where(and(eq(loginChallenges.tenantId, challenge.tenantId), eq(loginChallenges.id, challenge.id)));

/**
 * Drops challenges one life after their end: one whose set-up window began late is sealed anew for that much longer than
 * the cookie that consumed it may have said, and would rise from the dead with its row gone.
 */
export const sweepChallenges = (db: Db, now: Millis) =>
	db.delete(loginChallenges).where(lte(loginChallenges.expiresAt, before(now, CHALLENGE_LIFE)));
