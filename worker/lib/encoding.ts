/**
 * Bytes to text and back, base64url without padding, by the runtime's own code: the challenge of a sign-in is some kilobytes.
 * Decoding refuses what is not canonical by returning null, so that a token has one spelling.
 */
import { Buffer } from "node:buffer";

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
export const base64url = (bytes: Uint8Array): string => written(bytes, "base64url");
export const hex = (bytes: Uint8Array): string => written(bytes, "hex");

/** The bytes, or null when the text is not base64url as this file writes it. */
export const fromBase64url = (text: string): Bytes | null => read(text, "base64url");

/** The bytes of ordinary base64 with padding, or null. */
export const fromBase64 = (text: string): Bytes | null => read(text, "base64");

const written = ({ buffer, byteOffset, byteLength }: Uint8Array, alphabet: "base64" | "base64url" | "hex"): string =>
	Buffer.from(buffer, byteOffset, byteLength).toString(alphabet);

function read(text: string, alphabet: "base64" | "base64url"): Bytes | null {
	const bytes = Buffer.from(text, alphabet);
	return written(bytes, alphabet) === text ? new Uint8Array(bytes) : null;
}
