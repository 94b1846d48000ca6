/**
 * Queries of sessions and of known browsers.
 */
import { and, desc, eq, gt, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { prepared } from "../../../db/prepared.ts";
import { attempts, knownBrowsers, sessions, tenants, users } from "../../../db/schema/index.ts";
import type { Epoch, Millis, SessionId, TenantId, UserId } from "../../lib/brand.ts";
import { hashToken, type Token } from "../../lib/token.ts";
import { sessionLivesOf } from "../policy/service.ts";
import type { Session } from "./rules.ts";

const one = (tenantId: TenantId, userId: UserId, id: string): SQL | undefined =>
	and(eq(sessions.tenantId, tenantId), eq(sessions.userId, userId), eq(sessions.id, id as SessionId));

/**
 * The condition that the presented session is alive, the SQL twin of `isAlive` in rules.ts: for statements that take an attempt
 * in the same batch, before the rules have seen the row. A cookie that is dead in any way must charge nobody (T161).
 */
export const sessionLives = (tenantId: TenantId, token: Token, globalEpoch: number, now: Millis): SQL =>
	sql`exists (select 1 from ${sessions}
		join ${users} on ${users.tenantId} = ${sessions.tenantId} and ${users.id} = ${sessions.userId} and ${users.status} = 'active'
		join ${tenants} on ${tenants.id} = ${sessions.tenantId} and ${tenants.state} = 'active'
		join ${sessionLivesOf(tenantId, token.userId)} as lives
		where ${sessions.tenantId} = ${tenantId} and ${sessions.userId} = ${token.userId} and ${sessions.id} = ${token.id}
		and ${sessions.secretHash} = ${hashToken(token)} and ${sessions.expiresAt} > ${now}
		and ${sessions.createdAt} + lives.absolute_ms > ${now} and ${sessions.lastSeenAt} + lives.idle_ms > ${now}
		and ${sessions.epoch} = ${`${globalEpoch}.`} || ${tenants.epoch} || '.' || ${users.epoch})`;

const sessionRow = [
	"tenantId",
	"id",
	"userId",
	"secretHash",
	"epoch",
	"assurance",
	"browser",
	"place",
	"createdAt",
	"lastSeenAt",
	"expiresAt",
	"recentUntilAt",
] as const;
const putSession = prepared([...sessionRow, "ownAttempts"], (db, { ownAttempts, ...row }) =>
	db.insert(sessions).values({
		...row,
		codesRefused: sql`max(0, coalesce((select ${attempts.count} from ${attempts} where ${attempts.tenantId} = ${row.tenantId}
			and ${attempts.subject} = 'factor:' || ${row.userId}), 0) - ${ownAttempts})`,
	}),
);
type NewSession = Omit<Session, "codesRefused">;

/** Stores the session, with the wrong codes since the one before; `ownAttempts` of those counted are of this very sign-in and right. */
export const insertSession = (db: Db, session: NewSession, ownAttempts: 0 | 1) =>
	putSession(db, { ...session, ownAttempts });

/** Keeps the newest `most` sessions of a person: the oldest sign-in is the first to end (T084). */
export const capSessions = (db: Db, tenantId: TenantId, userId: UserId, most: number) =>
	dropOldestSessions(db, { tenantId, userId, most });

const dropOldestSessions = prepared(["tenantId", "userId", "most"], (db, { tenantId, userId, most }) =>
	db.delete(sessions).where(
		sql`${sessions.tenantId} = ${tenantId} and ${sessions.userId} = ${userId} and ${sessions.id} in
			(select id from ${sessions} where ${sessions.tenantId} = ${tenantId}
			and ${sessions.userId} = ${userId} order by ${sessions.createdAt} desc, rowid desc limit -1 offset ${most})`,
	),
);

export const listSessions = (db: Db, tenantId: TenantId, userId: UserId, now: Millis) =>
	db
		.select()
		.from(sessions)
		.where(and(eq(sessions.tenantId, tenantId), eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
		.orderBy(desc(sessions.lastSeenAt));

export const touchSession = (db: Db, tenantId: TenantId, userId: UserId, id: string, now: Millis) =>
	db
		.update(sessions)
		.set({ lastSeenAt: now })
		.where(one(tenantId, userId, id));

export const deleteSession = (db: Db, tenantId: TenantId, userId: UserId, id: string) =>
	db
		.delete(sessions)
		.where(one(tenantId, userId, id))
		.returning({ id: sessions.id });

/** Ends the session whose token was presented, and only with its secret. */
export const deletePresented = (db: Db, tenantId: TenantId, token: Token) =>
	db
		.delete(sessions)
		.where(and(one(tenantId, token.userId, token.id), eq(sessions.secretHash, hashToken(token))))
		.returning({ id: sessions.id });

export const deleteOtherSessions = (db: Db, tenantId: TenantId, userId: UserId, keep: string) =>
	db
		.delete(sessions)
		.where(and(eq(sessions.tenantId, tenantId), eq(sessions.userId, userId), ne(sessions.id, keep as SessionId)))
		.returning({ id: sessions.id });

/** Gives the session a new secret, epoch and recent window; the old token is dead with the commit. */
export const rotateSession = (
	db: Db,
	tenantId: TenantId,
	userId: UserId,
	id: string,
	change: {
		oldHash: string;
		newHash: string;
		epoch: Epoch;
		recentUntilAt: Millis | null;
		assurance: Session["assurance"];
		now: Millis;
	},
) =>
	db
		.update(sessions)
		.set({
			secretHash: change.newHash,
			epoch: change.epoch,
			recentUntilAt: change.recentUntilAt,
			assurance: change.assurance,
			lastSeenAt: change.now,
		})
		.where(and(one(tenantId, userId, id), eq(sessions.secretHash, change.oldHash)));

export const sweepSessions = (db: Db, now: Millis) =>
	db.delete(sessions).where(and(lte(sessions.expiresAt, now), unfenced(sessions.tenantId)));

const putKnownBrowser = prepared(["tenantId", "id", "userId", "secretHash", "createdAt", "expiresAt"], (db, row) =>
	db.insert(knownBrowsers).values(row),
);
export const insertKnownBrowser = (db: Db, tenantId: TenantId, token: Token, at: { now: Millis; expiresAt: Millis }) =>
	putKnownBrowser(db, {
		tenantId,
		id: token.id,
		userId: token.userId,
		secretHash: hashToken(token),
		createdAt: at.now,
		expiresAt: at.expiresAt,
	});

export const deleteKnownBrowser = (db: Db, tenantId: TenantId, token: Token) =>
	db
		.delete(knownBrowsers)
		.where(
			and(
				eq(knownBrowsers.tenantId, tenantId),
				eq(knownBrowsers.id, token.id),
				eq(knownBrowsers.secretHash, hashToken(token)),
			),
		);

/** Forgets every known browser of the person but the one that shows its whole token. */
export const deleteOtherKnownBrowsers = (db: Db, tenantId: TenantId, userId: UserId, keep: Token | null) =>
	db
		.delete(knownBrowsers)
		.where(
			and(
				eq(knownBrowsers.tenantId, tenantId),
				eq(knownBrowsers.userId, userId),
				keep ? or(ne(knownBrowsers.id, keep.id), ne(knownBrowsers.secretHash, hashToken(keep))) : undefined,
			),
		);

/** Keeps the newest `most` known browsers of a person. */
export const capKnownBrowsers = (db: Db, tenantId: TenantId, userId: UserId, most: number) =>
	dropOldest(db, { tenantId, userId, most });

const dropOldest = prepared(["tenantId", "userId", "most"], (db, { tenantId, userId, most }) =>
	db.delete(knownBrowsers).where(
		sql`${knownBrowsers.tenantId} = ${tenantId} and ${knownBrowsers.userId} = ${userId} and ${knownBrowsers.id} not in
				(select id from ${knownBrowsers} where ${knownBrowsers.tenantId} = ${tenantId}
				and ${knownBrowsers.userId} = ${userId} order by ${knownBrowsers.createdAt} desc limit ${most})`,
	),
);
