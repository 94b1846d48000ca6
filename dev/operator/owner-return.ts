/**
 * What the steps of an owner's way back share: who it is about, whether one is under way, who is told, and the batch that
 * carries it out. It decides nothing about when; it changes one account only.
 */
import { and, eq, gt, isNull, lte, sql } from "drizzle-orm";
import { guard, type Statement } from "../../db/batch.ts";
import {
	ownerReturns,
	recoveryCodes,
	resetCodes,
	sessions,
	totpFactors,
	totpSetups,
	trustedBrowsers,
	users,
} from "../../db/schema/index.ts";
import { clearBudget, factorSubject } from "../../worker/features/attempts/service.ts";
import { type LetterFacts, momentText } from "../../worker/features/mail/facts.ts";
import { type Letterhead, type Posted, post } from "../../worker/features/mail/service.ts";
import { RETURN_LIFE } from "../../worker/features/organization/rules.ts";
import { canonicalEmail } from "../../worker/features/users/rules.ts";
import { raiseEpoch } from "../../worker/features/users/service.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { after, before } from "../../worker/lib/duration.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { type Call, Refused, WrongUsage } from "./command.ts";
import { opened } from "./tenants.ts";

type User = typeof users.$inferSelect;
type OwnerReturn = typeof ownerReturns.$inferSelect;

/** The person of that address. Throws Refused when there is none. */
export async function personNamed(call: Call) {
	const email = canonicalEmail(call.text("email"));
	if (!email) throw new WrongUsage("--email is not an address.");
	const { scope, tenant } = await opened(call);
	const [user] = await scope.db
		.select()
		.from(users)
		.where(and(eq(users.tenantId, scope.tenantId), eq(users.email, email)));
	if (!user) throw new Refused(`Nobody in ${scope.slug} has the address ${email}.`);
	return { scope, tenant, user };
}

/** The same, for an owner who may sign in. Throws Refused, with a hint, for anybody else. */
export async function ownerNamed(call: Call) {
	const named = await personNamed(call);
	const { scope, user } = named;
	if (user.role !== "owner") {
		throw new Refused(
			`${user.email} is no owner. An administrator of ${scope.slug} resets the second factor: ${scope.base}/settings/users/${user.id}`,
		);
	}
	if (user.status !== "active")
		throw new Refused(`The account of ${user.email} is ${user.status}; this changes nothing about that.`);
	return named;
}

/** The open way back of this person, if there is one. */
export async function pendingOf(scope: TenantScope, user: User): Promise<OwnerReturn | undefined> {
	const [pending] = await scope.db.select().from(ownerReturns).where(openReturn(scope, user));
	return pending;
}

/** The same. Throws Refused when there is none. */
export async function demandPending(scope: TenantScope, user: User): Promise<OwnerReturn> {
	const pending = await pendingOf(scope, user);
	if (pending) return pending;
	throw new Refused(
		`No way back is open for ${user.email}: none was asked for, or it was finished, cancelled or is older than 72 hours. See "owner status".`,
	);
}

/** Everybody who is told. */
export const ownersOf = ({ db, tenantId }: TenantScope) =>
	db
		.select()
		.from(users)
		.where(and(eq(users.tenantId, tenantId), eq(users.role, "owner"), eq(users.status, "active")));

/** One letter to each owner. */
export const letters = (
	scope: TenantScope,
	tenant: Letterhead,
	owners: readonly User[],
	facts: LetterFacts,
): Promise<readonly Posted[]> => Promise.all(owners.map((owner) => post(scope, tenant, owner, facts)));

export const namesOf = (owners: readonly User[]): string => owners.map(({ email }) => email).join(", ");

/** A moment in words. */
export const when = (at: Millis | null): string => (at === null ? "never" : momentText(at));

/** Whether two operators' names are one and the same, however they are spelt. */
export const sameName = (one: string, other: string): boolean => fold(one) === fold(other);
const fold = (name: string): string =>
	name
		.normalize("NFKC")
		.replace(/[^\p{L}\p{N}]+/gu, "")
		.toLowerCase();

/** How far a way back has come. */
export function stateOf({ finishedAt, cancelledAt, readyAt }: OwnerReturn, now: Millis): string {
	if (cancelledAt !== null) return "cancelled";
	if (finishedAt !== null) return "finished";
	if (after(readyAt, RETURN_LIFE) <= now) return "expired";
	return readyAt <= now ? "ready" : "waiting";
}

/** The batch that takes everything of the second factor off one account, if the way back is still open and ready. */
export function finishing(scope: TenantScope, pending: OwnerReturn, user: User): readonly Statement[] {
	const { db, tenantId, now } = scope;
	const stillOwner = sql`exists (select 1 from ${users} where ${users.tenantId} = ${tenantId} and ${users.id} = ${user.id}
		and ${users.role} = 'owner' and ${users.status} = 'active')`;
	return [
		db
			.update(ownerReturns)
			.set({ finishedAt: now })
			.where(and(eq(ownerReturns.id, pending.id), openReturn(scope, user), lte(ownerReturns.readyAt, now))),
		guard(db, "conflict"),
		guard(db, "conflict", stillOwner),
		...[totpFactors, totpSetups, recoveryCodes, resetCodes, trustedBrowsers, sessions].map((table) =>
			db.delete(table).where(of(table, scope, user)),
		),
		clearBudget(db, tenantId, factorSubject(user.id)),
		raiseEpoch(db, tenantId, user.id),
	];
}

type Owned =
	| typeof totpFactors
	| typeof totpSetups
	| typeof recoveryCodes
	| typeof resetCodes
	| typeof trustedBrowsers
	| typeof sessions;
/** The rows of one account in a table. */
export const of = (table: Owned, { tenantId }: TenantScope, user: User) =>
	sql`${table.tenantId} = ${tenantId} and ${table.userId} = ${user.id}`;

/** The way back of this person that is neither finished nor cancelled nor expired. */
export const openReturn = ({ tenantId, now }: TenantScope, user: User) =>
	and(
		eq(ownerReturns.tenantId, tenantId),
		eq(ownerReturns.userId, user.id),
		isNull(ownerReturns.finishedAt),
		isNull(ownerReturns.cancelledAt),
		gt(ownerReturns.readyAt, before(now, RETURN_LIFE)),
	);
