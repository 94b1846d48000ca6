/**
 * The sweep of the cron trigger: the heartbeat, reminders of a coming deadline, letters that have not left, the day's numbers,
 * words for the search that are missing, sign-ups that came to nothing, and rows whose time is over. It decides nothing about anybody.
 */
import { writeTogether } from "../db/batch.ts";
import type { Db } from "../db/client.ts";
import type { Deps } from "./deps.ts";
import { sweepPasswordBudgets } from "./features/attempts/service.ts";
import { linkDue } from "./features/audit/service.ts";
import { sweepChallenges } from "./features/login/store.ts";
import { type DeliveryLanes, deliverDue, openDeliveryLanes, sweepLetters } from "./features/mail/service.ts";
import { sweepTokens } from "./features/mailed-tokens/service.ts";
import { sweepOutcomes } from "./features/outcomes/service.ts";
import { keepCoverage } from "./features/overview/service.ts";
import { remind } from "./features/reminders/service.ts";
import { sweepCodes } from "./features/reset-codes/service.ts";
import { fillWords } from "./features/search/service.ts";
import { beat } from "./features/service/service.ts";
import { sweepSessions } from "./features/sessions/service.ts";
import { sweepReservations } from "./features/tenants/service.ts";
import type { Millis } from "./lib/brand.ts";
import { before, days } from "./lib/duration.ts";
import { errorFacts, type LogFacts } from "./ports/log.ts";

/** Sweeps every cell; a cell or a part of the work that fails or hangs does not keep the others waiting. */
export async function sweep(deps: Deps): Promise<void> {
	const now = deps.clock.now();
	const lanes = openDeliveryLanes();
	const cells = [...deps.config.cells.keys()];
	await Promise.all([
		part(deps, { part: "heartbeat" }, () => beat(deps, now)),
		part(deps, { part: "reservations" }, () => sweepReservations(deps, now)),
		...cells.map((cell) => sweepCell(deps, cell, now, lanes)),
	]);
}

async function sweepCell(deps: Deps, cell: string, now: Millis, lanes: DeliveryLanes): Promise<void> {
	const db = deps.openCell(cell);
	const work: Readonly<Record<string, () => Promise<unknown>>> = {
		mail: () => deliverDue(deps, db, lanes),
		async reminders() {
			if ((await remind(deps, cell, db, now)) > 0) await deliverDue(deps, db, lanes);
		},
		chain: () => linkDue(deps, db),
		coverage: () => keepCoverage(db, now),
		words: () => fillWords(db),
		leftovers: () => dropLeftovers(db, now),
	};
	await Promise.all(Object.entries(work).map(([name, run]) => part(deps, { cell, part: name }, run)));
}

async function part({ log }: Deps, of: LogFacts, run: () => PromiseLike<unknown>): Promise<void> {
	try {
		await run();
	} catch (error) {
		log.error("sweep.failed", { ...of, ...errorFacts(error) });
	}
}

const dropLeftovers = (db: Db, now: Millis): Promise<void> =>
	writeTogether(db, [
		sweepSessions(db, now),
		sweepChallenges(db, now),
		sweepCodes(db, now),
		sweepTokens(db, before(now, days(7))),
		sweepPasswordBudgets(db, before(now, days(1))),
		sweepOutcomes(db, now),
		sweepLetters(db, before(now, days(1))),
	]);
