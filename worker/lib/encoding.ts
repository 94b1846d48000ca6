/**
 * Bytes to text and back, base64url without padding. Decoding refuses what is not canonical by returning null.
 */
import { decodeBase64, decodeBase64urlIgnorePadding, encodeBase64urlNoPadding } from "@oslojs/encoding";

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
export const base64url = (bytes: Uint8Array): string => encodeBase64urlNoPadding(bytes);

/** The bytes, or null when the text is not base64url as this file writes it. */
export function fromBase64url(text: string): Bytes | null {
	try {
		const bytes = new Uint8Array(decodeBase64urlIgnorePadding(text));
		return base64url(bytes) === text ? bytes : null;
	} catch {
		return null;
	}
}

/** The bytes of ordinary base64 with padding, or null. */
export function fromBase64(text: string): Bytes | null {
	try {
		return new Uint8Array(decodeBase64(text));
	} catch {
		return null;
	}
}
