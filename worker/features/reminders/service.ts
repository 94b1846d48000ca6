/**
 * Reminders of a deadline that comes nearer: 14, 7 and 1 days before it, each once to everybody who has no second factor yet.
 * The note, the letter and the record are one batch, so that two sweeps at once send one letter.
 */
import { GuardFailed, guard, writeTogether } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { Millis } from "../../lib/brand.ts";
import type { Scope, TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { post } from "../mail/service.ts";
import { tenantScope } from "../tenants/service.ts";
import { daysLeft } from "./rules.ts";
import { insertReminder, remindersDue } from "./store.ts";

/** Most reminders that one sweep of a cell writes; the rest waits a minute. */
const PER_SWEEP = 100;

/** The sweep of one cell: posts what is due and answers how many. Delivery is the outbox's. */
export async function remind(deps: Deps, cell: string, db: Db, now: Millis): Promise<number> {
	let sent = 0;
	for (const due of await remindersDue(db, now, PER_SWEEP)) {
		const scope = scopeOf(deps, cell, due.tenant, now);
		if (await remindOne(scope, due)) sent += 1;
	}
	return sent;
}

type Due = Awaited<ReturnType<typeof remindersDue>>[number];

async function remindOne(scope: TenantScope, { tenant, user, dueAt, daysBefore, by }: Due): Promise<boolean> {
	const { db, tenantId, now } = scope;
	const letter = await post(scope, tenant, user, { kind: "requirementReminder", dueAt, days: daysLeft(dueAt, now) });
	try {
		await writeTogether(db, [
			insertReminder(db, tenantId, { tenantId, userId: user.id, dueAt, daysBefore, sentAt: now }),
			guard(db, "conflict"),
			entry(scope, user.id, { event: "reminder.sent", evidence: { daysBefore, by } }, null),
			letter.statement,
		]);
		return true;
	} catch (error) {
		// Another sweep was quicker, or the person has set it up in this moment.
		if (error instanceof GuardFailed) return false;
		throw error;
	}
}

/** What happens by itself: no browser, no place, nobody who asked. */
function scopeOf(deps: Deps, cell: string, tenant: Due["tenant"], now: Millis): TenantScope {
	const outside: Scope = {
		deps,
		now,
		info: {
			requestId: "sweep",
			source: "sweep",
			idempotencyKey: null,
			browser: "Gatehouse",
			place: null,
			location: {},
		},
		background: () => undefined,
	};
	return tenantScope(outside, tenant.slug, { tenantId: tenant.id, cell });
}
