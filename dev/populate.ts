/**
 * Makes tenants and people the way the product does, for the seed and for tests: the same services and statements, only
 * without the mails in between. It takes ready ports and invents nothing: passwords and names come from the caller.
 */
import { realmAdmins, realms } from "../db/schema/index.ts";
import { commit } from "../worker/features/mail/service.ts";
import type { PolicyOverrides } from "../worker/features/policy/rules.ts";
import { insertPolicy } from "../worker/features/policy/service.ts";
import { acknowledge } from "../worker/features/recovery-codes/service.ts";
import { activateTenant, insertTenant, reserveSlug, settle, tenantScope } from "../worker/features/tenants/service.ts";
import { codeAt, readKey, stepAt } from "../worker/features/totp/rules.ts";
import { beginSetUp, confirmSetUp, takeSetUpTry } from "../worker/features/totp/service.ts";
import {
	emailOf,
	ensureDomainRealm,
	insertUser,
	type NewUser,
	standingStatement,
} from "../worker/features/users/service.ts";
import { type Standing, standingOf } from "../worker/features/users/standing.ts";
import type { RealmId, TenantId, UserId } from "../worker/lib/brand.ts";
import { before, minutes } from "../worker/lib/duration.ts";
import type { Scope, TenantScope } from "../worker/scope.ts";

export interface NewTenant {
	readonly slug: string;
	readonly name: string;
	readonly contact?: string;
	readonly policy?: PolicyOverrides;
}

/** An open tenant without people. */
export async function makeTenant(scope: Scope, tenant: NewTenant): Promise<TenantScope> {
	const { deps, now } = scope;
	const tenantId = deps.random.id("tnt") as TenantId;
	const cell = deps.config.homeCell;
	await reserveSlug(deps.openCatalog(), tenant.slug, tenantId, { cell, now, heldUntilAt: now });
	const house = tenantScope(scope, tenant.slug, { tenantId, cell });
	await commit(house, [
		insertTenant(house.db, tenantId, {
			slug: tenant.slug,
			name: tenant.name,
			contact: tenant.contact ?? `help@${tenant.slug}.example`,
			now,
		}),
		insertPolicy(house.db, tenantId, JSON.stringify(tenant.policy ?? {}), now),
		activateTenant(house.db, tenantId),
	]);
	await settle(house);
	return house;
}

export interface NewPerson {
	readonly email: string;
	readonly name: string;
	readonly password: string;
	readonly role?: NewUser["role"];
	readonly locale?: NewUser["locale"];
	readonly status?: NewUser["status"];
	readonly requirement?: NonNullable<NewUser["requirement"]>;
	readonly realmId?: RealmId;
	readonly phone?: string;
	readonly method?: NonNullable<NewUser["method"]>;
}

/** An active person with a password and no second factor. */
export async function makePerson(scope: TenantScope, person: NewPerson): Promise<UserId> {
	const id = scope.deps.random.id("usr") as UserId;
	const email = emailOf(person.email);
	await ensureDomainRealm(scope.db, scope.tenantId, scope.deps.random.id("rlm") as RealmId, email, scope.now);
	await insertUser(scope.db, scope.tenantId, {
		id,
		email,
		realmId: person.realmId,
		phone: person.phone ?? null,
		method: person.method ?? "authenticator",
		name: person.name,
		locale: person.locale ?? "en",
		role: person.role ?? "member",
		status: person.status ?? "active",
		requirement: person.requirement ?? "inherit",
		passwordHash: await scope.deps.passwords.hash(person.password, { tenantId: scope.tenantId, email }),
		now: scope.now,
	});
	return id;
}

/** A realm made by hand. */
export async function makeRealm(
	scope: TenantScope,
	realm: { readonly key: string; readonly name: string; readonly category?: "department" | "domain" | "other" },
): Promise<RealmId> {
	const id = scope.deps.random.id("rlm") as RealmId;
	const { tenantId, now } = scope;
	const row = { tenantId, id, category: "department", kind: "custom", createdAt: now, ...realm } as const;
	await scope.db.insert(realms).values(row);
	return id;
}

/** Names a realm to a realm administrator. */
export async function nameRealm(scope: TenantScope, userId: UserId, realmId: RealmId): Promise<void> {
	await scope.db.insert(realmAdmins).values({ tenantId: scope.tenantId, userId, realmId });
}

export interface GivenFactor {
	readonly uri: string;
	readonly key: string;
	readonly recoveryCodes: readonly string[];
}

/** A live authenticator app with saved recovery codes, set up two minutes ago so that the present code is still unused. */
export async function giveFactor(scope: TenantScope, userId: UserId): Promise<GivenFactor> {
	const earlier = { ...scope, now: before(scope.now, minutes(2)), background: () => undefined };
	const { db } = earlier;
	const { begun, statement } = await beginSetUp(earlier, await standingOfUser(scope, userId), "populate");
	await commit(earlier, [statement]);
	const [setup] = await takeSetUpTry(earlier, userId, "populate");
	const code = codeAt(readKey(begun.key), stepAt(earlier.now));
	const confirmed = await confirmSetUp(earlier, await standingOfUser(scope, userId), setup, code, false);
	await commit({ ...earlier, db }, [...confirmed.statements, acknowledge(earlier, confirmed.standing)]);
	return { uri: begun.uri, key: begun.key, recoveryCodes: confirmed.recoveryCodes };
}

/** How the person stands, straight from the database. Throws when there is no such person. */
export async function standingOfUser(scope: TenantScope, userId: UserId): Promise<Standing> {
	const [row] = await standingStatement(scope.db, scope.tenantId, { id: userId });
	const standing = row ? standingOf(row, scope.deps.config.globalEpoch, scope.now) : null;
	if (!standing) throw new Error("no such person");
	return standing;
}

/** A scope outside of any request. */
export const scopeOf = (deps: Scope["deps"], background: Scope["background"] = () => undefined): Scope => ({
	deps,
	now: deps.clock.now(),
	info: {
		requestId: "req_local",
		source: "unknown",
		idempotencyKey: null,
		browser: "Local world",
		place: null,
		location: {},
	},
	background,
});
