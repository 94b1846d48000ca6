/**
 * Recovery codes: their forms, how a typed one is read, and how a set is told. Pure.
 * Eight digits by default (people know them from the systems that we replace) or ten Crockford characters; the shared
 * attempt budget and the keyed hash carry their safety.
 */
import type { Millis } from "../../lib/brand.ts";
import type { Random } from "../../ports/random.ts";
import type { Policy } from "../policy/rules.ts";

export const CODES_PER_SET = 10;

export type CodeForm = Policy["recoveryCodes"]["form"];

const DECIMAL = "0123456789";
/** Crockford's base 32: no I, L, O or U. */
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A fresh set of ten different codes. */
export function drawCodes(random: Random, form: CodeForm): readonly string[] {
	const codes = new Set<string>();
	while (codes.size < CODES_PER_SET)
		codes.add(form === "digits8" ? random.text(8, DECIMAL) : random.text(10, CROCKFORD));
	return [...codes];
}

/**
 * The canonical spelling of a typed code, or null when it can be none. Spaces and dashes are forgiven; in the ten
 * character form also lower case, O for 0 and I or L for 1 (T045).
 */
export function readCode(typed: string): string | null {
	const bare = typed.replace(/[\s-]/g, "").toUpperCase();
	if (/^\d{8}$/.test(bare)) return bare;
	const folded = bare.replaceAll("O", "0").replace(/[IL]/g, "1");
	return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(folded) ? folded : null;
}

export interface ShownCode {
	/** Absent where the tenant shows codes only once. */
	readonly code?: string;
	readonly usedAt: Millis | null;
}
