/**
 * The sweep of the cron trigger: letters that have not left, and rows whose time is over. It decides nothing about anybody.
 */
import { writeTogether } from "../db/batch.ts";
import type { Deps } from "./deps.ts";
import { sweepPasswordBudgets } from "./features/attempts/service.ts";
import { sweepChallenges } from "./features/login/store.ts";
import { deliverDue } from "./features/mail/service.ts";
import { sweepTokens } from "./features/mailed-tokens/service.ts";
import { sweepSessions } from "./features/sessions/service.ts";
import { before, days } from "./lib/duration.ts";
import { errorFacts } from "./ports/log.ts";

/** Sweeps every cell; a cell that fails does not keep the others waiting. */
export async function sweep(deps: Deps): Promise<void> {
	const now = deps.clock.now();
	for (const cell of deps.config.cells.keys()) {
		try {
			const db = deps.openCell(cell);
			await deliverDue(deps, db, now);
			await writeTogether(db, [
				sweepSessions(db, now),
				sweepChallenges(db, now),
				sweepTokens(db, before(now, days(7))),
				sweepPasswordBudgets(db, before(now, days(1))),
			]);
		} catch (error) {
			deps.log.error("sweep.failed", { cell, ...errorFacts(error) });
		}
	}
}
