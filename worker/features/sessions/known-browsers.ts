/**
 * Known browsers: one that finished a sign-in, or showed that it reads the person's mail. Wrong passwords of strangers cannot keep
 * it out, because it has a budget of its own (security rule 14). It is no factor, opens nothing and raises nothing.
 */
import type { Statement } from "../../../db/batch.ts";
import type { UserId } from "../../lib/brand.ts";
import { after, days } from "../../lib/duration.ts";
import { mintToken, type Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import type { Grant } from "./mint.ts";
import { capKnownBrowsers, deleteKnownBrowser, deleteOtherKnownBrowsers, insertKnownBrowser } from "./store.ts";

const LIFE = days(390);
/** Known browsers that one person has at most; the oldest are forgotten. */
const MOST_KNOWN = 20;

export interface Known {
	readonly grant: Grant;
	readonly statements: readonly Statement[];
}

/** Makes this browser a known one of the person, in place of whatever it showed. */
export function know(scope: TenantScope, userId: UserId, presented: Token | null): Known {
	const { db, tenantId, now } = scope;
	const token = mintToken(scope.deps.random, "kbr", userId);
	const expiresAt = after(now, LIFE);
	return {
		grant: { token, expiresAt },
		statements: [
			...(presented ? [deleteKnownBrowser(db, tenantId, presented)] : []),
			insertKnownBrowser(db, tenantId, token, { now, expiresAt }),
			capKnownBrowsers(db, tenantId, userId, MOST_KNOWN),
		],
	};
}

/** Forgets every known browser of the person but the presented one, for the batch of an event that throws others out. */
export const forgetOthers = (scope: TenantScope, userId: UserId, presented: Token | null): Statement =>
	deleteOtherKnownBrowsers(scope.db, scope.tenantId, userId, presented);
