/**
 * Budgets as conditional writes: a row comes back only when an attempt was really taken. Nothing is decided on a value
 * read before (security rule 1; T018, T019). The SQL twins of attempts/rules.ts `factorLock` and its password window.
 */
import { and, eq, gt, lt, type Placeholder, type SQL, sql } from "drizzle-orm";
import { justChanged } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { prepared, type Slots } from "../../../db/prepared.ts";
import { attempts, knownBrowsers, tenants, users } from "../../../db/schema/index.ts";
import type { Email, Millis, TenantId, UserId } from "../../lib/brand.ts";
import { hashToken, type Token } from "../../lib/token.ts";
import { lockOf } from "../policy/service.ts";
import { CODES_BEFORE_SUSPENSION, PASSWORD_BUDGET, SOURCE_BUDGET } from "./limits.ts";

export const factorSubject = (userId: UserId) => `factor:${userId}`;
export const passwordSubject = (email: Email) => `password:${email}`;
export const ownPasswordSubject = (userId: UserId) => `ownPassword:${userId}`;
export const browserSubject = (id: string) => `browser:${id}`;

/** The known browser's own subject where the presented token proves one of this person, else null. */
const ownSubject = (tenantId: TenantId, email: Email, browser: Token | null, now: Millis): SQL =>
	browser
		? sql`(select ${browserSubject(browser.id)} from ${knownBrowsers} join ${users}
				on ${users.tenantId} = ${knownBrowsers.tenantId} and ${users.id} = ${knownBrowsers.userId}
				where ${knownBrowsers.tenantId} = ${tenantId} and ${knownBrowsers.userId} = ${browser.userId}
				and ${knownBrowsers.id} = ${browser.id}
				and ${knownBrowsers.secretHash} = ${hashToken(browser)} and ${knownBrowsers.expiresAt} > ${now}
				and ${users.email} = ${email})`
		: sql`null`;

// A directory entry can outlive its tenant: without the row there is nothing to charge, and the caller finds no house.
const houseStands = (tenantId: TenantId): SQL =>
	sql`exists (select 1 from ${tenants} where ${tenants.id} = ${tenantId})`;

interface Guess {
	readonly email: Email;
	readonly browser: Token | null;
	readonly source: string;
	readonly now: Millis;
}

/** Takes one attempt of the source, unless a known browser comes with a budget of its own. Send it right before `takePasswordAttempt`. */
export const takeSourceAttempt = (db: Db, tenantId: TenantId, { email, browser, source, now }: Guess, limit: number) =>
	takeWithinWindow(
		db,
		tenantId,
		{ subject: sql`${source}`, now, budget: { ...SOURCE_BUDGET, limit } },
		sql`${houseStands(tenantId)} and ${ownSubject(tenantId, email, browser, now)} is null`,
	);

/**
 * Takes one password attempt: from the known browser's own budget when the presented token proves one, else the account's, and
 * that only where the source had one left: a source at its limit runs down nobody's account.
 */
export function takePasswordAttempt(db: Db, tenantId: TenantId, { email, browser, now }: Guess) {
	const own = ownSubject(tenantId, email, browser, now);
	return takeWithinWindow(
		db,
		tenantId,
		{ subject: sql`coalesce(${own}, ${passwordSubject(email)})`, now, budget: PASSWORD_BUDGET },
		sql`${houseStands(tenantId)} and (${own} is not null or ${justChanged})`,
	);
}

/** Takes one attempt at the password of a signed-in person, when `condition` holds. */
export const takeOwnPasswordAttempt = (db: Db, tenantId: TenantId, userId: UserId, now: Millis, condition: SQL) =>
	takeWithinWindow(
		db,
		tenantId,
		{ subject: sql`${ownPasswordSubject(userId)}`, now, budget: PASSWORD_BUDGET },
		condition,
	);

interface Window {
	readonly subject: SQL;
	readonly now: Millis;
	readonly budget: { readonly limit: number; readonly window: Millis; readonly wait: Millis };
}

function takeWithinWindow(db: Db, tenantId: TenantId, { subject, now, budget }: Window, condition: SQL) {
	const { limit, window, wait } = budget;
	const over = sql`(${attempts.windowStartedAt} <= ${now - window} or ${attempts.blockedUntilAt} <= ${now})`;
	return db
		.insert(attempts)
		.select(sql`select ${tenantId}, ${subject}, 1, ${now}, ${now}, null where ${condition}`)
		.onConflictDoUpdate({
			target: [attempts.tenantId, attempts.subject],
			set: {
				count: sql`case when ${over} then 1 else ${attempts.count} + 1 end`,
				windowStartedAt: sql`case when ${over} then ${now} else ${attempts.windowStartedAt} end`,
				blockedUntilAt: sql`case when ${over} then null when ${attempts.count} + 1 >= ${limit} then ${now + wait} else null end`,
				lastAt: now,
			},
			setWhere: sql`${attempts.blockedUntilAt} is null or ${attempts.blockedUntilAt} <= ${now}`,
		})
		.returning();
}

/** The budgets that a refused password attempt could have met. */
export const readPasswordBudgets = (db: Db, tenantId: TenantId, { email, browser, source }: Guess) =>
	db
		.select()
		.from(attempts)
		.where(
			and(
				eq(attempts.tenantId, tenantId),
				sql`${attempts.subject} in (${passwordSubject(email)}, ${browserSubject(browser?.id ?? "")}, ${source})`,
			),
		);

/**
 * Takes one second-factor attempt of the account under the tenant's lock rule, when `condition` holds.
 * The rule is read from the policy row in the same statement, the strictest where that cannot be read: nothing stale or
 * damaged can widen it.
 */
export const takeFactorAttempt = (db: Db, tenantId: TenantId, userId: UserId, now: Millis, condition: SQL) =>
	factorAttempt(db, { tenantId, subject: factorSubject(userId), now }, condition);

/** The same where the statement before changed a row, as every sign-in has it. */
export const takeFactorAttemptToo = (db: Db, tenantId: TenantId, userId: UserId, now: Millis) =>
	factorAttemptToo(db, { tenantId, subject: factorSubject(userId), now });

const factorAttemptToo = prepared(["tenantId", "subject", "now"], (db, at) => factorAttempt(db, at, justChanged));

function factorAttempt(
	db: Pick<Db, "insert">,
	{
		tenantId,
		subject,
		now,
	}: Readonly<Record<"subject" | "now", string | number | Placeholder>> & {
		readonly tenantId: TenantId | Placeholder;
	},
	condition: SQL,
) {
	return db
		.insert(attempts)
		.select(sql`select ${tenantId}, ${subject}, 1, ${now}, ${now}, null where ${condition}`)
		.onConflictDoUpdate({
			target: [attempts.tenantId, attempts.subject],
			set: { count: sql`${attempts.count} + 1`, lastAt: sql`${now}` },
			setWhere: sql`${attempts.count} < ${CODES_BEFORE_SUSPENSION} and (select case when rule.mode = 'timed'
				then ${attempts.count} % rule."after" <> 0 or ${attempts.count} = 0
					or ${attempts.lastAt} + rule.minutes * 60000 <= ${now}
				else ${attempts.count} < rule."after" end from (${lockOf(tenantId)}) as rule)`,
		})
		.returning();
}

/** Gives an attempt back that was taken but whose secret was never looked at, or, to a source, was right. */
export const giveBack = (db: Db, tenantId: TenantId, subject: string) =>
	db
		.update(attempts)
		.set({ count: sql`${attempts.count} - 1`, blockedUntilAt: null })
		.where(and(eq(attempts.tenantId, tenantId), eq(attempts.subject, subject), gt(attempts.count, 0)));

const ofSubject = ({ tenantId, subject }: Slots<"tenantId" | "subject">) =>
	and(eq(attempts.tenantId, tenantId), eq(attempts.subject, subject));

const budgetOf = prepared(["tenantId", "subject"], (db, at) => db.select().from(attempts).where(ofSubject(at)));
export const readBudget = (db: Db, tenantId: TenantId, subject: string) => budgetOf(db, { tenantId, subject });

const cleared = prepared(["tenantId", "subject"], (db, at) =>
	db.update(attempts).set({ count: 0, blockedUntilAt: null }).where(ofSubject(at)),
);
export const clearBudget = (db: Db, tenantId: TenantId, subject: string) => cleared(db, { tenantId, subject });

/** Drops password windows that ended long ago; second-factor counters never expire by time. */
export const sweepPasswordBudgets = (db: Db, olderThan: Millis) =>
	db
		.delete(attempts)
		.where(
			and(
				lt(attempts.lastAt, olderThan),
				sql`(subject < 'factor:' or subject >= 'factor:~')`,
				unfenced(attempts.tenantId),
			),
		);
