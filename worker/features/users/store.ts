/**
 * Queries of the people of a tenant, and the one read of how a person stands (house, policy, person, factor, codes).
 */
import { and, eq, getTableColumns, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { raiseUnless } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { whileOpen } from "../../../db/fences.ts";
import { packed, packedFrom, packedWhen } from "../../../db/packed.ts";
import { prepared } from "../../../db/prepared.ts";
import { policies, realms, recoveryCodes, sessions, tenants, totpFactors, users } from "../../../db/schema/index.ts";
import type { Email, Millis, RealmId, TenantId, UserId } from "../../lib/brand.ts";
import { called, domainOf } from "./rules.ts";

/** By whom a person is named: their id, or the address that they typed. */
export type Who = { readonly id: UserId } | { readonly email: Email };

const { nameKey: _key, words: _words, ...personColumns } = getTableColumns(users);
const { id, key, name, rules } = realms;
const { overrides, version, trustGeneration } = policies;
const { usedAt, savedAt } = recoveryCodes;

const ofPerson = (table: { tenantId: SQLiteColumn; userId: SQLiteColumn }): SQL =>
	sql`${table.tenantId} = ${tenants.id} and ${table.userId} = ${users.id}`;

/** The person and what stands around them, each row as one value: this is read at the beginning of every request. */
const standingFields = {
	tenant: packed(getTableColumns(tenants)),
	policy: packedFrom(
		{ overrides, version, trustGeneration },
		sql`from ${policies} where ${policies.tenantId} = ${tenants.id}`,
	),
	user: packedWhen(sql`${users.id} is not null`, personColumns),
	realm: packedFrom(
		{ id, key, name, rules },
		sql`from ${realms} where ${realms.tenantId} = ${tenants.id} and ${realms.id} = ${users.realmId}`,
	),
	factor: packedFrom(getTableColumns(totpFactors), sql`from ${totpFactors} where ${ofPerson(totpFactors)}`),
	codes:
		sql`(select json_object('left', count(*) - count(${usedAt}), 'total', count(*), 'unsaved', count(*) - count(${savedAt}))
		from ${recoveryCodes} where ${ofPerson(recoveryCodes)})`
			.mapWith((text): { left: number; total: number; unsaved: number } => JSON.parse(text))
			.as("codes"),
};

const readStanding = (isWho: (who: Placeholder<"who">) => SQL) =>
	prepared(["tenantId", "who"], (db, { tenantId, who }) =>
		db
			.select(standingFields)
			.from(tenants)
			.leftJoin(users, and(eq(users.tenantId, tenants.id), isWho(who)))
			.where(eq(tenants.id, tenantId)),
	);
const standingById = readStanding((id) => eq(users.id, id));
const standingByEmail = readStanding((email) => eq(users.email, email));

/** One row per tenant: the person's parts are null when there is no such person. */
export const standingStatement = (db: Db, tenantId: TenantId, who: Who) =>
	"id" in who ? standingById(db, { tenantId, who: who.id }) : standingByEmail(db, { tenantId, who: who.email });

const standingBySession = prepared(["tenantId", "who", "session"], (db, { tenantId, who, session }) =>
	db
		.select({
			...standingFields,
			session: packedFrom(
				getTableColumns(sessions),
				sql`from ${sessions} where ${ofPerson(sessions)} and ${sessions.id} = ${session}`,
			),
		})
		.from(tenants)
		.leftJoin(users, and(eq(users.tenantId, tenants.id), eq(users.id, who)))
		.where(eq(tenants.id, tenantId)),
);

/** How the person stands, and the session of that id beside it: one statement, because every request begins with it. */
export const standingWithSession = (db: Db, tenantId: TenantId, of: { userId: UserId; id: string }) =>
	standingBySession(db, { tenantId, who: of.userId, session: of.id });

const unchanged = prepared(
	["tenantId", "tenantEpoch", "policyVersion", "userId", "epoch", "realmId", "requirement"],
	(db, at) =>
		raiseUnless(
			db,
			whileOpen(
				at.tenantId,
				sql`exists (select 1 from ${users}
					join ${tenants} on ${tenants.id} = ${users.tenantId} and ${tenants.epoch} = ${at.tenantEpoch}
					join ${policies} on ${policies.tenantId} = ${users.tenantId} and ${policies.version} = ${at.policyVersion}
					where ${users.tenantId} = ${at.tenantId} and ${users.id} = ${at.userId} and ${users.status} = 'active'
					and ${users.epoch} = ${at.epoch} and ${users.realmId} = ${at.realmId} and ${users.requirement} = ${at.requirement})`,
			),
		),
);

/**
 * Raises in the acting batch unless nothing of this standing has changed since it was read: tenant open, policy version (realms'
 * rules count into it), person active, epoch, realm and own requirement. After a change in the same batch, give the standing
 * as it is then.
 */
export const standingHolds = (
	db: Db,
	tenantId: TenantId,
	standing: {
		readonly tenant: { readonly epoch: number };
		readonly user: Pick<typeof users.$inferSelect, "id" | "epoch" | "realmId" | "requirement">;
		readonly policyVersion: number;
	},
) => {
	const { tenant, policyVersion } = standing;
	const { id: userId, epoch, realmId, requirement } = standing.user;
	return unchanged(db, { tenantId, tenantEpoch: tenant.epoch, policyVersion, userId, epoch, realmId, requirement });
};

export interface NewUser {
	readonly id: UserId;
	readonly email: Email;
	readonly name: string;
	readonly locale: "en" | "es";
	readonly role: (typeof users.$inferSelect)["role"];
	readonly status: "unverified" | "invited" | "active";
	readonly passwordHash: string | null;
	readonly requirement?: (typeof users.$inferSelect)["requirement"];
	readonly realmId?: RealmId | undefined;
	readonly phone?: string | null;
	readonly method?: (typeof users.$inferSelect)["method"];
	readonly now: Millis;
}

/** The realm of that id, where it exists; else a guard of the foreign key ends the batch. Without one: the address's own. */
const realmFor = (tenantId: TenantId, email: Email, realmId: RealmId | undefined): SQL<RealmId> =>
	realmId === undefined
		? sql`(select ${realms.id} from ${realms} where ${realms.tenantId} = ${tenantId} and ${realms.key} = ${domainOf(email)})`
		: sql`${realmId}`;

/** The automatic realm of an address: named after its source, the domain; there already or made now. */
export const ensureDomainRealm = (db: Db, tenantId: TenantId, id: RealmId, email: Email, now: Millis) =>
	db
		.insert(realms)
		.values({
			tenantId,
			id,
			key: domainOf(email),
			name: domainOf(email),
			category: "domain",
			kind: "automatic",
			createdAt: now,
		})
		.onConflictDoNothing();

/** Creates the person. Without `realmId` the batch must have made sure of the domain's realm (`ensureDomainRealm`). */
export const insertUser = (db: Db, tenantId: TenantId, { now, realmId, ...user }: NewUser) =>
	db.insert(users).values({
		tenantId,
		...user,
		...called(user.name, user.email),
		realmId: realmFor(tenantId, user.email, realmId),
		createdAt: now,
		activeSinceAt: user.status === "active" ? now : null,
	});

/** Creates people of one realm in one statement; an address that is there already ends the batch. */
export const insertUsers = (db: Db, tenantId: TenantId, people: readonly (NewUser & { readonly realmId: RealmId })[]) =>
	db.insert(users).values(
		people.map(({ now, ...user }) => ({
			tenantId,
			...user,
			...called(user.name, user.email),
			createdAt: now,
			activeSinceAt: user.status === "active" ? now : null,
		})),
	);

const one = (tenantId: TenantId, id: UserId) => and(eq(users.tenantId, tenantId), eq(users.id, id));

/** Raises the security epoch: all that was issued under the old one is dead. */
export const raiseEpoch = (db: Db, tenantId: TenantId, id: UserId) =>
	db
		.update(users)
		.set({ epoch: sql`${users.epoch} + 1` })
		.where(one(tenantId, id));

/** Sets the password hash and raises the epoch, if the epoch is still the one that was read. */
export const replacePassword = (db: Db, tenantId: TenantId, id: UserId, change: { hash: string; epoch: number }) =>
	db
		.update(users)
		.set({ passwordHash: change.hash, epoch: sql`${users.epoch} + 1` })
		.where(and(one(tenantId, id), eq(users.epoch, change.epoch), eq(users.status, "active")));

/** Stores the same password under today's key and cost; not a credential event. */
export const refreshHash = (db: Db, tenantId: TenantId, id: UserId, change: { from: string; to: string }) =>
	db
		.update(users)
		.set({ passwordHash: change.to })
		.where(and(one(tenantId, id), eq(users.passwordHash, change.from)));

export const markVerified = (db: Db, tenantId: TenantId, id: UserId, now: Millis) =>
	db
		.update(users)
		.set({ status: "active", activeSinceAt: now })
		.where(and(one(tenantId, id), eq(users.status, "unverified")));

/** The invited person joins: name, password, active, a new epoch; only once. */
export const join = (
	db: Db,
	tenantId: TenantId,
	id: UserId,
	person: { name: string; email: Email; hash: string; epoch: number; now: Millis },
) =>
	db
		.update(users)
		.set({
			status: "active",
			activeSinceAt: person.now,
			...called(person.name, person.email),
			passwordHash: person.hash,
			epoch: sql`${users.epoch} + 1`,
		})
		.where(and(one(tenantId, id), eq(users.status, "invited"), eq(users.epoch, person.epoch)));

export const setProfile = (
	db: Db,
	tenantId: TenantId,
	id: UserId,
	profile: { name: string; email: Email; locale: "en" | "es" },
) =>
	db
		.update(users)
		.set({ ...called(profile.name, profile.email), locale: profile.locale })
		.where(one(tenantId, id));

/** Stores the number of a person who has none; no row changes when there is one by now (S65). */
export const givePhone = (db: Db, tenantId: TenantId, id: UserId, phone: string) =>
	db
		.update(users)
		.set({ phone })
		.where(and(one(tenantId, id), isNull(users.phone), eq(users.status, "active")));

/** Puts another number in place of exactly the one that was read. */
export const replacePhone = (
	db: Db,
	tenantId: TenantId,
	id: UserId,
	change: { from: string | null; to: string | null },
) =>
	db
		.update(users)
		.set({ phone: change.to })
		.where(and(one(tenantId, id), sql`${users.phone} is ${change.from}`));

const signedIn = prepared(["tenantId", "id", "now"], (db, { tenantId, id, now }) =>
	db
		.update(users)
		.set({ lastSignInAt: sql`${now}` })
		.where(and(eq(users.tenantId, tenantId), eq(users.id, id))),
);
export const noteSignIn = (db: Db, tenantId: TenantId, id: UserId, now: Millis) => signedIn(db, { tenantId, id, now });
