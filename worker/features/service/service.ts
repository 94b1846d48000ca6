/**
 * How the service itself is, for anyone: it answers when a database does not, for that is when people ask. All databases are
 * asked at once, each with a short deadline. No tenant, no person and no count is told.
 */
import { each } from "../../../db/deadline.ts";
import type { Deps } from "../../deps.ts";
import type { Millis } from "../../lib/brand.ts";
import type { Scope } from "../../scope.ts";
import { endpoints, LIST_VERSION } from "./endpoints.ts";
import type { Found } from "./memory.ts";
import { type CellAnswer, endpointsOf, partsOf } from "./rules.ts";
import { askCatalog, askCell, writeBeat } from "./store.ts";
import { VERSION } from "./version.ts";

export { readBeat } from "./store.ts";

/** The heartbeat: says with which ring and which global epoch the service runs. One request to the catalog. */
export const beat = ({ openCatalog, keys, config }: Deps, now: Millis) =>
	writeBeat(openCatalog(), { globalEpoch: config.globalEpoch, keyIds: JSON.stringify(keys.ids), now });

/** Longest wait for one database, in milliseconds: whoever asks wants an answer now. */
const DEADLINE_MS = 1500;

/** Version, parts and the list of hosts. One request to each database, all at once, or none while the last answer is fresh; never throws. */
export async function status(scope: Scope) {
	const { config, status: memory } = scope.deps;
	const { answers, checkedAt } = memory.read(scope.now) ?? (await askAll(scope));
	const { origin, tenantHosts, breachesUrl } = config;
	return {
		version: VERSION,
		checkedAt,
		parts: partsOf(answers, config.sms !== null),
		endpoints: endpointsOf(endpoints, { origin, tenantHosts, smsUrl: config.sms?.url ?? null, breachesUrl }),
		listVersion: LIST_VERSION,
	};
}

async function askAll({ deps, now }: Scope): Promise<Found> {
	const calm: CellAnswer = { mailWaits: false, smsWaits: false };
	const deadline = each(DEADLINE_MS);
	const answers = await Promise.all([
		orNull(async () => {
			await askCatalog(deps.openCatalog(deadline));
			return calm;
		}),
		...[...deps.config.cells.keys()].map((cell) =>
			orNull(async () => {
				const [row] = await askCell(deps.openCell(cell, deadline), now);
				return row ? { mailWaits: row.mailWaits !== 0, smsWaits: row.smsWaits !== 0 } : null;
			}),
		),
	]);
	const found = { answers, checkedAt: now };
	deps.status.write(found);
	return found;
}

/** The answer, or null when there was none in time. */
async function orNull(ask: () => Promise<CellAnswer | null>): Promise<CellAnswer | null> {
	try {
		return await ask();
	} catch {
		return null;
	}
}
