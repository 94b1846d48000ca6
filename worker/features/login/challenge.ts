/**
 * The half-done sign-in: a sealed value in a cookie of its own, another type than a session, plus one server row that is
 * written when it is first used and consumed once. It opens for one tenant only and dies with the person's epoch.
 *
 *   (password) ─► secondFactor ─ code ────────────────► session
 *       │               ├─ recovery code, the last ───► newRecoveryCodes ─ regenerate ─► saveCodes ─ saved ─► session
 *       │               └─ code, reset ──┐
 *       └─ required, no factor ──────────┴─► setUp ─ code of the new app ─► saveCodes (regenerate shows them once more)
 *   (enrolment link) ─► setUp ─ code of the new app, burns the link ─► saveCodes ─ saved ─► sign-in, never a session
 *
 * Every arrow consumes the challenge it starts from and makes a new one: an old cookie never works again (T075).
 */
import type { Epoch, Millis, TenantId, UserId } from "../../lib/brand.ts";
import { after, minutes } from "../../lib/duration.ts";
import type { Random } from "../../ports/random.ts";
import type { Place, Sealer } from "../../ports/sealer.ts";
import type { Proof } from "../sessions/rules.ts";
import type { Standing } from "../users/standing.ts";
import type { Outlook } from "./outlook.ts";

export type ChallengeStep = "secondFactor" | "setUp" | "saveCodes" | "newRecoveryCodes";
/** Why the person is asked: told on the page in plain words. */
export type ChallengeReason =
	| "enrolled"
	| "userRequired"
	| "realmRequired"
	| "tenantRequired"
	| "enrolment"
	| "reset"
	| "codesSpent";

export interface Challenge {
	readonly id: string;
	readonly tenantId: TenantId;
	readonly userId: UserId;
	readonly epoch: Epoch;
	readonly step: ChallengeStep;
	readonly reason: ChallengeReason;
	readonly proofs: readonly Proof[];
	readonly expiresAt: Millis;
	/** Whether the set-up window of this challenge has begun: it begins once, and its row says when it ends. */
	readonly setUpBegun: boolean;
	/** The enrolment link by which it was opened, to be burnt when the set-up is confirmed. Such a challenge never ends in a session. */
	readonly linkId?: string;
	/** What lets the code step end with its first request; without it, it reads first. */
	readonly outlook?: Outlook;
}

export const CHALLENGE_LIFE = minutes(10);

/** A challenge at `step`, for a person of whom these things were proved. */
export const makeChallenge = (
	random: Random,
	standing: Standing,
	now: Millis,
	what: Pick<Challenge, "step" | "reason" | "proofs" | "linkId" | "outlook">,
): Challenge => ({
	id: random.id("chl"),
	tenantId: standing.tenant.id,
	userId: standing.user.id,
	epoch: standing.epoch,
	expiresAt: after(now, CHALLENGE_LIFE),
	setUpBegun: false,
	...what,
});

const placeOf = (tenantId: TenantId): Place => ({ purpose: "challenge", tenantId, ownerId: "", record: "login" });

/** The most a cookie's value may be: browsers keep 4096 bytes with name and attributes (RFC 6265 §6.1). */
const MOST_SEALED = 3800;

/** Seals the challenge; an outlook that would not fit into a cookie stays out. */
export async function sealChallenge(sealer: Sealer, challenge: Challenge): Promise<string> {
	const sealed = await sealer.seal(placeOf(challenge.tenantId), JSON.stringify(challenge));
	if (sealed.length <= MOST_SEALED || challenge.outlook === undefined) return sealed;
	const { outlook: _tooLong, ...plain } = challenge;
	return sealer.seal(placeOf(challenge.tenantId), JSON.stringify(plain));
}

/** The challenge of a cookie, or null when it was not sealed here, for this tenant, or its time is over (T060). */
export async function openChallenge(
	sealer: Sealer,
	tenantId: TenantId,
	sealed: string | undefined,
	now: Millis,
): Promise<Challenge | null> {
	if (sealed === undefined) return null;
	const text = await sealer.open(placeOf(tenantId), sealed);
	if (text === null) return null;
	// Sealed by us for this very purpose and tenant, so its shape is the one above.
	const challenge = JSON.parse(text) as Challenge;
	return challenge.tenantId === tenantId && challenge.expiresAt > now ? challenge : null;
}
