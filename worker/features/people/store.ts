/**
 * Queries by which administrators change people: several of them in one statement each, whose ids come as one JSON list.
 * Conditions re-check in the acting batch what was read before: people, permission, and that an active owner remains.
 */
import { and, eq, getTableColumns, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Statement } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import {
	attempts,
	loginChallenges,
	realmAdmins,
	realms,
	recoveryCodes,
	resetCodes,
	sessions,
	totpFactors,
	totpSetups,
	trustedBrowsers,
	users,
} from "../../../db/schema/index.ts";
import type { Email, Millis, RealmId, TenantId, UserId } from "../../lib/brand.ts";

type Method = (typeof users.$inferSelect)["method"];

const { passwordHash: _hash, nameKey: _key, words: _words, ...personColumns } = getTableColumns(users);

/** These people as far as they exist, with their realm's name and the budget of their second factor. */
export const readPeople = (db: Db, tenantId: TenantId, ids: readonly UserId[]) =>
	db
		.select({
			person: personColumns,
			realmName: sql<string>`${realms.name}`,
			setUpBy: sql<Method | null>`${totpFactors.setUpBy}`,
			budget: { count: attempts.count, lastAt: attempts.lastAt, blockedUntilAt: attempts.blockedUntilAt },
		})
		.from(users)
		.leftJoin(realms, and(eq(realms.tenantId, users.tenantId), eq(realms.id, users.realmId)))
		.leftJoin(totpFactors, and(eq(totpFactors.tenantId, users.tenantId), eq(totpFactors.userId, users.id)))
		.leftJoin(attempts, and(eq(attempts.tenantId, users.tenantId), sql`${attempts.subject} = 'factor:' || ${users.id}`))
		.where(and(eq(users.tenantId, tenantId), inArray(users.id, [...ids])));

export const readRealms = (db: Db, tenantId: TenantId, ids: readonly RealmId[]) =>
	db
		.select({ id: realms.id, name: realms.name })
		.from(realms)
		.where(and(eq(realms.tenantId, tenantId), inArray(realms.id, [...ids])));

export const readRealmByKey = (db: Db, tenantId: TenantId, key: string) =>
	db
		.select({ id: realms.id, name: realms.name })
		.from(realms)
		.where(and(eq(realms.tenantId, tenantId), eq(realms.key, key)));

export const readHolder = (db: Db, tenantId: TenantId, email: Email) =>
	db
		.select({ id: users.id })
		.from(users)
		.where(and(eq(users.tenantId, tenantId), eq(users.email, email)));

export const readAdministered = (db: Db, tenantId: TenantId, userId: UserId) =>
	db
		.select({ realmId: realmAdmins.realmId })
		.from(realmAdmins)
		.where(and(eq(realmAdmins.tenantId, tenantId), eq(realmAdmins.userId, userId)));

/** What an act was decided on; the batch that acts holds it against the row. */
export type Decided = Pick<
	typeof users.$inferSelect,
	"id" | "epoch" | "role" | "status" | "realmId" | "requirement" | "method" | "phone" | "twoFactor"
>;

/** The condition that all these people still are as they were read. */
export const peopleHold = (tenantId: TenantId, people: readonly Decided[]): SQL => {
	const read = people.map((one) => [
		one.id,
		one.epoch,
		one.role,
		one.status,
		one.realmId,
		one.requirement,
		one.method,
		one.phone,
		one.twoFactor,
	]);
	return sql`not exists (select 1 from json_each(${JSON.stringify(read)}) t left join ${users} u
		on u.tenant_id = ${tenantId} and u.id = t.value ->> 0 where u.id is null or u.epoch <> t.value ->> 1
		or u.role <> t.value ->> 2 or u.status <> t.value ->> 3 or u.realm_id <> t.value ->> 4
		or u.requirement <> t.value ->> 5 or u.method <> t.value ->> 6 or u.phone is not t.value ->> 7
		or u.two_factor <> t.value ->> 8)`;
};

/** The condition, after the act, that the tenant still has an active owner (T137). */
export const ownerRemains = (tenantId: TenantId): SQL =>
	sql`exists (select 1 from ${users} where ${users.tenantId} = ${tenantId} and ${users.role} = 'owner' and ${users.status} = 'active')`;

const listed = (ids: readonly UserId[]): SQL => sql`(select value from json_each(${JSON.stringify(ids)}))`;
const these = (tenantId: TenantId, ids: readonly UserId[]) =>
	and(eq(users.tenantId, tenantId), sql`${users.id} in ${listed(ids)}`);
const raisedEpoch = sql`${users.epoch} + 1`;

export const disablePeople = (db: Db, tenantId: TenantId, ids: readonly UserId[]) =>
	db.update(users).set({ status: "disabled", epoch: raisedEpoch }).where(these(tenantId, ids));

/** Opens the accounts again; whoever never chose a password is invited still. */
export const enablePeople = (db: Db, tenantId: TenantId, ids: readonly UserId[], now: Millis) =>
	db
		.update(users)
		.set({
			status: sql`case when ${users.passwordHash} is null then 'invited' else 'active' end`,
			activeSinceAt: sql`case when ${users.passwordHash} is null then null else coalesce(${users.activeSinceAt}, ${now}) end`,
			epoch: raisedEpoch,
		})
		.where(these(tenantId, ids));

/** Takes the people away with everything that is theirs; the record of what they did stays. */
export const removePeople = (db: Db, tenantId: TenantId, ids: readonly UserId[]): readonly Statement[] => [
	db.delete(users).where(these(tenantId, ids)),
	db.delete(attempts).where(
		and(
			eq(attempts.tenantId, tenantId),
			sql`${attempts.subject} in (select prefix.value || person.value
				from json_each('["factor:","ownPassword:"]') prefix, json_each(${JSON.stringify(ids)}) person)`,
		),
	),
];

export interface Changes {
	/** With `nameKey` and `words`, as `called` gives them. */
	readonly name?: string;
	readonly nameKey?: string;
	readonly words?: string;
	readonly locale?: "en" | "es";
	readonly role?: typeof users.$inferSelect.role;
	readonly requirement?: typeof users.$inferSelect.requirement;
	readonly method?: typeof users.$inferSelect.method;
	readonly phone?: string | null;
	readonly realmId?: RealmId;
}

export const changePeople = (db: Db, tenantId: TenantId, ids: readonly UserId[], changes: Changes) =>
	db.update(users).set(changes).where(these(tenantId, ids));

/** Notes how the factors of these people came about, where nobody has yet: for the batch that changes the method, before it does. */
export const noteSetUps = (db: Db, tenantId: TenantId, ids: readonly UserId[]) =>
	db
		.update(totpFactors)
		.set({
			setUpBy: sql`(select ${users.method} from ${users} where ${users.tenantId} = ${totpFactors.tenantId} and ${users.id} = ${totpFactors.userId})`,
		})
		.where(
			and(
				eq(totpFactors.tenantId, tenantId),
				sql`${totpFactors.userId} in ${listed(ids)}`,
				isNull(totpFactors.setUpBy),
			),
		);

export const raiseEpochs = (db: Db, tenantId: TenantId, ids: readonly UserId[]) =>
	db.update(users).set({ epoch: raisedEpoch }).where(these(tenantId, ids));

/** Forgets the wrong codes of these people; nothing of their passwords' budgets. */
export const clearFactorBudgets = (db: Db, tenantId: TenantId, ids: readonly UserId[]) =>
	db
		.update(attempts)
		.set({ count: 0, blockedUntilAt: null })
		.where(
			and(
				eq(attempts.tenantId, tenantId),
				sql`${attempts.subject} in (select 'factor:' || value from json_each(${JSON.stringify(ids)}))`,
			),
		);

/** Replaces the realms that were named to a person. */
export const nameRealms = (
	db: Db,
	tenantId: TenantId,
	userId: UserId,
	realmIds: readonly RealmId[],
): readonly Statement[] => [
	db.delete(realmAdmins).where(and(eq(realmAdmins.tenantId, tenantId), eq(realmAdmins.userId, userId))),
	...(realmIds.length === 0
		? []
		: [db.insert(realmAdmins).values(realmIds.map((realmId) => ({ tenantId, userId, realmId })))]),
];

/** Everything that a second factor consists of and that stands on it, of these people. */
const factorTables = [
	totpFactors,
	totpSetups,
	recoveryCodes,
	resetCodes,
	trustedBrowsers,
	loginChallenges,
] as const satisfies readonly (SQLiteTable & { tenantId: unknown; userId: unknown })[];

export const dropFactors = (db: Db, tenantId: TenantId, ids: readonly UserId[]): readonly Statement[] =>
	factorTables.map((table) =>
		db.delete(table).where(and(eq(table.tenantId, tenantId), sql`${table.userId} in ${listed(ids)}`)),
	);

/** Forgets the trusted browsers of these people: what one realm allowed must not revive in another (T067). */
export const forgetTrusted = (db: Db, tenantId: TenantId, ids: readonly UserId[]) =>
	db
		.delete(trustedBrowsers)
		.where(and(eq(trustedBrowsers.tenantId, tenantId), sql`${trustedBrowsers.userId} in ${listed(ids)}`));

export const endSessionsOf = (db: Db, tenantId: TenantId, ids: readonly UserId[]) =>
	db.delete(sessions).where(and(eq(sessions.tenantId, tenantId), sql`${sessions.userId} in ${listed(ids)}`));

/**
 * Carries the live sessions of these people over the epoch that the statements before have raised by one: they go on, but
 * their window for sensitive acts is closed (S184).
 */
export const carrySessions = (
	db: Db,
	tenantId: TenantId,
	ids: readonly UserId[],
	epochs: { readonly globalEpoch: number; readonly tenantEpoch: number },
) => {
	const own = sql`(select ${users.epoch} from ${users} where ${users.tenantId} = ${sessions.tenantId} and ${users.id} = ${sessions.userId})`;
	const house = `${epochs.globalEpoch}.${epochs.tenantEpoch}.`;
	return db
		.update(sessions)
		.set({ epoch: sql`${house} || ${own}`, recentUntilAt: null })
		.where(
			and(
				eq(sessions.tenantId, tenantId),
				sql`${sessions.userId} in ${listed(ids)}`,
				sql`${sessions.epoch} = ${house} || (${own} - 1)`,
			),
		);
};
