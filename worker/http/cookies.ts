/**
 * Every cookie of the product: one definition each with read, write and clear, so that attributes cannot drift. HttpOnly,
 * SameSite=Strict, Path=/, no Domain; `__Host-` and Secure wherever the origin is https (T085). Names carry the slug, so
 * tenants that share a host do not collide. A name that comes twice is treated as absent: nobody can toss one in (T069).
 */

import type { Grant } from "../features/sessions/service.ts";
import type { Millis } from "../lib/brand.ts";
import { days, millis } from "../lib/duration.ts";
import { parseToken, type Token, writeToken } from "../lib/token.ts";

const LONGEST_LIFE = days(400);
const LONGEST_VALUE = 3800;

export interface CookieJar {
	readonly session: TokenCookie;
	readonly trustedBrowser: TokenCookie;
	readonly knownBrowser: TokenCookie;
	readonly challenge: TextCookie;
	/** The Set-Cookie lines of this answer. */
	headers(): readonly string[];
}

export interface TokenCookie {
	read(): Token | null;
	write(grant: Grant): void;
	clear(): void;
}

export interface TextCookie {
	read(): string | undefined;
	write(value: string, expiresAt: Millis): void;
	clear(): void;
}

/** The jar of one request: what came in the Cookie header, and what will go out. */
export function openJar(header: string | null, house: { slug: string; secure: boolean; now: Millis }): CookieJar {
	const outgoing = new Map<string, string>();
	const text = (purpose: string): TextCookie => {
		const name = `${house.secure ? "__Host-" : ""}gh_${purpose}_${house.slug}`;
		const attributes = `Path=/; HttpOnly; SameSite=Strict${house.secure ? "; Secure" : ""}`;
		return {
			read: () => readCookie(header, name),
			write(value, expiresAt) {
				const life = Math.min(expiresAt - house.now, LONGEST_LIFE);
				outgoing.set(name, `${name}=${value}; ${attributes}; Max-Age=${Math.max(0, Math.floor(life / 1000))}`);
			},
			clear() {
				outgoing.set(name, `${name}=; ${attributes}; Max-Age=0`);
			},
		};
	};
	const token = (purpose: string, prefix: string): TokenCookie => {
		const cookie = text(purpose);
		return {
			read: () => parseToken(cookie.read(), prefix),
			write: (grant) => cookie.write(writeToken(grant.token), millis(grant.expiresAt)),
			clear: () => cookie.clear(),
		};
	};
	return {
		session: token("session", "ses"),
		trustedBrowser: token("trusted", "brw"),
		knownBrowser: token("browser", "kbr"),
		challenge: text("challenge"),
		headers: () => [...outgoing.values()],
	};
}

function readCookie(header: string | null, name: string): string | undefined {
	const values = (header ?? "")
		.split(";")
		.map((pair) => pair.trim())
		.filter((pair) => pair.startsWith(`${name}=`))
		.map((pair) => pair.slice(name.length + 1));
	const [value] = values;
	return values.length === 1 && value !== undefined && value.length <= LONGEST_VALUE ? value : undefined;
}
