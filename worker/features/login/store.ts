/**
 * Queries of challenges: an attempt is taken, and the challenge is consumed, by conditional writes (T015, T018, T052).
 */
import { and, eq, isNull, lte, type Placeholder, type SQL, sql } from "drizzle-orm";
import { justChanged } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { unfenced, whileOpen } from "../../../db/fences.ts";
import { prepared, type Slots } from "../../../db/prepared.ts";
import { loginChallenges, tenants, users } from "../../../db/schema/index.ts";
import type { Millis } from "../../lib/brand.ts";
import { before } from "../../lib/duration.ts";
import { CODES_PER_CHALLENGE } from "../attempts/limits.ts";
import { CHALLENGE_LIFE, type Challenge } from "./challenge.ts";

type Text = string | Placeholder;

/** The person is active and nothing was changed since the challenge was sealed; `before` is the global part of an epoch. */
const stillHolds = (at: { tenantId: Text; userId: Text; epoch: Text; before: Text }): SQL =>
	whileOpen(
		at.tenantId,
		sql`exists (select 1 from ${users} join ${tenants} on ${tenants.id} = ${users.tenantId}
			where ${users.tenantId} = ${at.tenantId} and ${users.id} = ${at.userId} and ${users.status} = 'active'
			and ${at.epoch} = ${at.before} || ${tenants.epoch} || '.' || ${users.epoch})`,
	);

/** The values of a challenge that its statements are filled with. */
const valuesOf = ({ tenantId, id, userId, epoch, expiresAt }: Challenge, globalEpoch: number) => ({
	tenantId,
	id,
	userId,
	epoch,
	expiresAt,
	before: `${globalEpoch}.`,
});
const slots = ["tenantId", "id", "userId", "epoch", "expiresAt", "before"] as const;
type Of = Slots<(typeof slots)[number]>;

const row = (at: Of, attempts: SQL, consumedAt: SQL): SQL =>
	sql`select ${at.tenantId}, ${at.id}, ${at.userId}, ${attempts}, null, ${consumedAt}, ${at.expiresAt} where ${stillHolds(at)}`;

const target = [loginChallenges.tenantId, loginChallenges.id];

const attempt = prepared(slots, (db, at) =>
	db
		.insert(loginChallenges)
		.select(row(at, sql`1`, sql`null`))
		.onConflictDoUpdate({
			target,
			set: { attempts: sql`${loginChallenges.attempts} + 1` },
			setWhere: sql`${loginChallenges.attempts} < ${CODES_PER_CHALLENGE} and ${loginChallenges.consumedAt} is null`,
		})
		.returning(),
);

/** Takes one of the challenge's attempts; the row comes back only to who got one. */
export const takeChallengeAttempt = (db: Db, challenge: Challenge, globalEpoch: number) =>
	attempt(db, valuesOf(challenge, globalEpoch));

const opening = prepared(slots, (db, at) =>
	db
		.insert(loginChallenges)
		.select(row(at, sql`0`, sql`null`))
		.onConflictDoNothing(),
);

/** Writes the row of a challenge whose set-up window begins, with the end of it; of two at once the first counts. */
export const openWindow = (db: Db, challenge: Challenge, globalEpoch: number) =>
	opening(db, valuesOf(challenge, globalEpoch));

const reservation = prepared(["tenantId", "id", "reservedBy"], (db, { tenantId, id, reservedBy }) =>
	db
		.update(loginChallenges)
		.set({ reservedBy: sql`${reservedBy}` })
		.where(and(eq(loginChallenges.tenantId, tenantId), eq(loginChallenges.id, id), justChanged)),
);

/** Notes which request took the two attempts; no row changes when the statement before took none. */
export const markReserved = (db: Db, { tenantId, id }: Challenge, reservedBy: string) =>
	reservation(db, { tenantId, id, reservedBy });

const consumptionOfReserved = prepared([...slots, "reservedBy", "now"], (db, at) =>
	db
		.update(loginChallenges)
		.set({ consumedAt: sql`${at.now}` })
		.where(
			and(
				eq(loginChallenges.tenantId, at.tenantId),
				eq(loginChallenges.id, at.id),
				eq(loginChallenges.reservedBy, at.reservedBy),
				isNull(loginChallenges.consumedAt),
				stillHolds(at),
			),
		),
);

/** Consumes the challenge for the very request that took its last attempt, while it still holds. */
export const consumeReserved = (
	db: Db,
	challenge: Challenge,
	by: { reservedBy: string; globalEpoch: number; now: Millis },
) =>
	consumptionOfReserved(db, {
		...valuesOf(challenge, by.globalEpoch),
		reservedBy: by.reservedBy,
		now: by.now,
	});

const consumption = prepared([...slots, "now"], (db, at) =>
	db
		.insert(loginChallenges)
		.select(row(at, sql`0`, sql`${at.now}`))
		.onConflictDoUpdate({
			target,
			set: { consumedAt: sql`${at.now}` },
			setWhere: sql`${loginChallenges.consumedAt} is null`,
		}),
);

/** Consumes the challenge; no row changes when it was consumed before or no longer holds. */
export const consumeChallenge = (db: Db, challenge: Challenge, globalEpoch: number, now: Millis) =>
	consumption(db, { ...valuesOf(challenge, globalEpoch), now });

const challengeById = prepared(["tenantId", "id"], (db, { tenantId, id }) =>
	db
		.select()
		.from(loginChallenges)
		.where(and(eq(loginChallenges.tenantId, tenantId), eq(loginChallenges.id, id))),
);
export const findChallenge = (db: Db, { tenantId, id }: Challenge) => challengeById(db, { tenantId, id });

/**
 * Drops challenges one life after their end: one whose set-up window began late is sealed anew for that much longer than
 * the cookie that consumed it may have said, and would rise from the dead with its row gone.
 */
export const sweepChallenges = (db: Db, now: Millis) =>
	db
		.delete(loginChallenges)
		.where(and(lte(loginChallenges.expiresAt, before(now, CHALLENGE_LIFE)), unfenced(loginChallenges.tenantId)));
