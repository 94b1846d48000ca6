/**
 * Seals secrets at rest and in cookies: AES-256-GCM, a fresh 96-bit nonce each time, bound as associated data to
 * the place it belongs to (tenant, owner, record, purpose) and the key id. A value moved to another row, user,
 * tenant or purpose does not open (T150, rule 8).
 */
import { base64url, fromBase64url, fromUtf8, utf8 } from "../lib/encoding.ts";
import type { KeyPurpose, KeyRing } from "./keys.ts";
import type { Random } from "./random.ts";

/** Where a sealed value lives; every part is authenticated. */
export interface Place {
	readonly purpose: KeyPurpose;
	readonly tenantId: string;
	readonly ownerId: string;
	readonly record: string;
}

export interface Sealer {
	seal(place: Place, text: string): Promise<string>;
	/** The text, or null when it was not sealed here, for this place, with a key of the ring. */
	open(place: Place, sealed: string): Promise<string | null>;
}

const NONCE_BYTES = 12;

export function createSealer(keys: KeyRing, random: Random): Sealer {
	const bound = (place: Place, keyId: string) =>
		utf8(JSON.stringify([place.purpose, place.tenantId, place.ownerId, place.record, keyId]));
	return {
		async seal(place, text) {
			const nonce = random.bytes(NONCE_BYTES);
			const key = await keys.cipher(keys.currentId, place.purpose);
			const cipher = { name: "AES-GCM", iv: nonce, additionalData: bound(place, keys.currentId) };
			const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, key, utf8(text)));
			return `${keys.currentId}.${base64url(nonce)}.${base64url(sealed)}`;
		},
		async open(place, sealed) {
			const [keyId, nonceText, cipherText, ...rest] = sealed.split(".");
			const nonce = fromBase64url(nonceText ?? "");
			const body = fromBase64url(cipherText ?? "");
			if (!keyId || !keys.ids.includes(keyId) || nonce?.length !== NONCE_BYTES || !body || rest.length > 0) return null;
			const key = await keys.cipher(keyId, place.purpose);
			const cipher = { name: "AES-GCM", iv: nonce, additionalData: bound(place, keyId) };
			try {
				return fromUtf8(new Uint8Array(await crypto.subtle.decrypt(cipher, key, body)));
			} catch {
				return null;
			}
		},
	};
}
