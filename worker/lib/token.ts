/**
 * Bearer tokens: `user.id.secret`, 160 random bits in the secret, only its SHA-256 at rest (security rule 8).
 * The user id rides along so that one batch can read everything; it proves nothing by itself.
 * Comparison is in constant time; anything malformed parses to null and is treated as absent (T069).
 */
import { sha256 } from "@oslojs/crypto/sha2";
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import type { Random } from "../ports/random.ts";
import type { UserId } from "./brand.ts";
import { base64url, fromBase64url, utf8 } from "./encoding.ts";

export interface Token {
	readonly userId: UserId;
	readonly id: string;
	readonly secret: string;
}

const SECRET_BYTES = 20;
const shape = /^(usr_[a-z0-9]{20})\.([a-z]{3}_[a-z0-9]{20})\.([A-Za-z0-9_-]{27})$/;

export function mintToken(random: Random, prefix: string, userId: UserId): Token {
	return { userId, id: random.id(prefix), secret: base64url(random.bytes(SECRET_BYTES)) };
}

export const writeToken = (token: Token): string => `${token.userId}.${token.id}.${token.secret}`;

/** Reads a presented token whose id carries `prefix`; null when it is absent or not of this form. */
export function parseToken(text: string | undefined, prefix: string): Token | null {
	const match = shape.exec(text ?? "");
	if (!match?.[1] || !match[2] || !match[3]) return null;
	if (!match[2].startsWith(`${prefix}_`)) return null;
	return { userId: match[1] as UserId, id: match[2], secret: match[3] };
}

/** SHA-256 of the secret part, base64url: what the database keeps. */
export const hashToken = (token: Token): string => base64url(sha256(utf8(token.secret)));

/** Whether the presented token is the one whose hash is stored; same time for every wrong secret. */
export function tokenMatches(token: Token, storedHash: string): boolean {
	const stored = fromBase64url(storedHash);
	return stored !== null && constantTimeEqual(sha256(utf8(token.secret)), stored);
}
