/**
 * Queries of the people of a tenant, and the one read of how a person stands (house, policy, person, factor, codes).
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { policies, recoveryCodes, tenants, totpFactors, users } from "../../../db/schema/index.ts";
import type { Email, Millis, TenantId, UserId } from "../../lib/brand.ts";

/** By whom a person is named: their id, or the address that they typed. */
export type Who = { readonly id: UserId } | { readonly email: Email };

const whoIs = (who: Who): SQL => ("id" in who ? sql`${users.id} = ${who.id}` : sql`${users.email} = ${who.email}`);

const count = (condition: SQL) =>
	sql<number>`(select count(*) from ${recoveryCodes} where ${recoveryCodes.tenantId} = ${users.tenantId}
		and ${recoveryCodes.userId} = ${users.id} and ${condition})`;

/** One row per tenant: the person's columns are null when there is no such person. */
export const standingStatement = (db: Db, tenantId: TenantId, who: Who) =>
	db
		.select({
			tenant: tenants,
			policy: policies,
			user: users,
			factor: totpFactors,
			codesLeft: count(sql`${recoveryCodes.usedAt} is null`),
			codesTotal: count(sql`true`),
			codesUnsaved: count(sql`${recoveryCodes.savedAt} is null`),
		})
		.from(tenants)
		.leftJoin(policies, eq(policies.tenantId, tenants.id))
		.leftJoin(users, and(eq(users.tenantId, tenants.id), whoIs(who)))
		.leftJoin(totpFactors, and(eq(totpFactors.tenantId, tenants.id), eq(totpFactors.userId, users.id)))
		.where(eq(tenants.id, tenantId));

/**
 * The condition, for a guard in the acting batch, that nothing of this standing has changed since it was read:
 * tenant open, policy version, person active, epoch. After a change in the same batch, give the standing as it is then.
 */
export const standingHolds = (standing: {
	readonly tenant: { readonly id: TenantId; readonly epoch: number };
	readonly user: { readonly id: UserId; readonly epoch: number };
	readonly policyVersion: number;
}): SQL =>
	sql`exists (select 1 from ${users}
		join ${tenants} on ${tenants.id} = ${users.tenantId} and ${tenants.state} = 'active' and ${tenants.epoch} = ${standing.tenant.epoch}
		join ${policies} on ${policies.tenantId} = ${users.tenantId} and ${policies.version} = ${standing.policyVersion}
		where ${users.tenantId} = ${standing.tenant.id} and ${users.id} = ${standing.user.id}
		and ${users.status} = 'active' and ${users.epoch} = ${standing.user.epoch})`;

export interface NewUser {
	readonly id: UserId;
	readonly email: Email;
	readonly name: string;
	readonly locale: "en" | "es";
	readonly role: (typeof users.$inferSelect)["role"];
	readonly status: "unverified" | "invited" | "active";
	readonly passwordHash: string | null;
	readonly requirement?: (typeof users.$inferSelect)["requirement"];
	readonly now: Millis;
}

export const insertUser = (db: Db, tenantId: TenantId, { now, ...user }: NewUser) =>
	db.insert(users).values({ tenantId, ...user, createdAt: now });

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

export const markVerified = (db: Db, tenantId: TenantId, id: UserId) =>
	db
		.update(users)
		.set({ status: "active" })
		.where(and(one(tenantId, id), eq(users.status, "unverified")));

/** The invited person joins: name, password, active, a new epoch; only once. */
export const join = (db: Db, tenantId: TenantId, id: UserId, person: { name: string; hash: string; epoch: number }) =>
	db
		.update(users)
		.set({ status: "active", name: person.name, passwordHash: person.hash, epoch: sql`${users.epoch} + 1` })
		.where(and(one(tenantId, id), eq(users.status, "invited"), eq(users.epoch, person.epoch)));

export const setProfile = (db: Db, tenantId: TenantId, id: UserId, profile: { name: string; locale: "en" | "es" }) =>
	db.update(users).set(profile).where(one(tenantId, id));

export const noteSignIn = (db: Db, tenantId: TenantId, id: UserId, now: Millis) =>
	db.update(users).set({ lastSignInAt: now }).where(one(tenantId, id));
