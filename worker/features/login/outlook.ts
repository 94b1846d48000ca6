/**
 * What the password step saw, carried in the sealed challenge: how the person stood, and the codes of the next minutes, never
 * the secret. With it the code step can send reservation, claim and session as one request; the database confirms in that
 * very request that nothing of it has changed (`standingHolds`), or the step reads everything anew. It decides nothing.
 */
import { after } from "../../lib/duration.ts";
import type { TenantScope } from "../../scope.ts";
import { assuranceOf } from "../sessions/rules.ts";
import type { ExpectedCodes } from "../totp/rules.ts";
import { expectCodes } from "../totp/secret.ts";
import { type Standing, type StandingRow, standingOf } from "../users/standing.ts";

export interface Outlook {
	readonly row: StandingRow;
	readonly codes: ExpectedCodes;
}

/** The outlook on the code step, or undefined where a right code would not be enough. `life` is the challenge's. */
export async function lookOut(
	scope: TenantScope,
	row: StandingRow,
	standing: Standing,
	life: Parameters<typeof after>[1],
): Promise<Outlook | undefined> {
	const { factor } = standing;
	if (!factor || !assuranceOf(standing, ["password", "totp"]).ok) return undefined;
	return { row: withoutSecrets(row), codes: await expectCodes(scope, factor, after(scope.now, life)) };
}

/** How the person stood, by the rules of today's clock. */
export const standingThen = ({ row }: Outlook, scope: TenantScope): Standing | null =>
	standingOf(row, scope.deps.config.globalEpoch, scope.now);

/** Nothing that opens anything rides along, and nothing that the step does not need. */
const withoutSecrets = ({ user, factor, ...row }: StandingRow): StandingRow => ({
	...row,
	user: user && { ...user, passwordHash: null, phone: null },
	factor: factor && { ...factor, sealedSecret: "", blockedSteps: "[]" },
});
