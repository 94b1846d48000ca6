/**
 * How the tenant stands, on one page: today, the days before, sign-ins, who is still missing and who is locked. One request;
 * the days before are numbers that the sweep kept, today is counted live.
 */
import { writeTogether } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { refuse } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import { before, days } from "../../lib/duration.ts";
import type { TenantScope } from "../../scope.ts";
import { admit, type Visitor } from "../sessions/service.ts";
import { beginningOf, dayOf, lastDays, minuteOf, signInDays } from "./rules.ts";
import {
	countSignIns,
	countToday,
	dropOldDays,
	keepDay,
	readDays,
	readLocked,
	readMissing,
	tenantsToCount,
} from "./store.ts";

const COVERAGE_DAYS = 90;
const SIGN_IN_DAYS = 30;
const MOST_LISTED = 10;

/** Everything that the page shows. One database request. */
export async function get(scope: TenantScope, visitor: Visitor) {
	const { db, tenantId, now } = scope;
	const reader = visitor.token?.userId ?? refuse("not_signed_in", {}, "session_absent");
	const [oldest = ""] = lastDays(COVERAGE_DAYS, now);
	const [firstSignIns = ""] = lastDays(SIGN_IN_DAYS, now);
	const today = dayOf(now);
	const { results } = await admit(scope, visitor, [
		countToday(db, tenantId, reader, now),
		readDays(db, tenantId, reader, { from: oldest, today }),
		countSignIns(db, tenantId, reader, beginningOf(firstSignIns)),
		readMissing(db, tenantId, reader, MOST_LISTED, now),
		readLocked(db, tenantId, reader, MOST_LISTED, now),
	]);
	const [[counted], kept, signIns, missing, locked] = results;
	const live = counted ?? { people: 0, on: 0, neverUsed: 0, off: 0, required: 0, missing: 0, locked: 0 };
	const { people, required } = live;
	return {
		today: live,
		coverage: [...kept, { day: today, people, on: live.on + live.neverUsed, required, missing: live.missing }],
		signIns: signInDays(signIns, SIGN_IN_DAYS, now),
		missing,
		locked,
	};
}

/** Most tenants whose numbers one sweep takes. */
const TENANTS_PER_SWEEP = 50;

/**
 * The sweep's part: keeps today's numbers of tenants that have none yet, and takes each tenant's again once an hour. Two
 * sweeps at once write the same row.
 */
export async function keepCoverage(db: Db, now: Millis): Promise<number> {
	const day = dayOf(now);
	const due = await tenantsToCount(db, { day, minute: minuteOf(now) }, TENANTS_PER_SWEEP);
	if (due.length === 0) return 0;
	const oldest = dayOf(before(now, days(COVERAGE_DAYS + 10)));
	await writeTogether(
		db,
		due.flatMap(({ id }) => [dropOldDays(db, id, oldest), keepDay(db, id, day, now)]),
	);
	return due.length;
}
