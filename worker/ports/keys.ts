/**
 * The key ring: master keys from the environment, one derived key per purpose (HKDF, RFC 5869), rotation by key id.
 * A key made for one purpose opens nothing of another (security rule 7); keys never leave this file and sealer.ts.
 */
import type { Bytes } from "../lib/encoding.ts";
import { utf8 } from "../lib/encoding.ts";
import type { Secret } from "../lib/secret.ts";

export type KeyPurpose =
	| "seal"
	| "challenge"
	| "recovery-code"
	| "reset-code"
	| "password"
	| "source"
	| "sign-up"
	| "audit"
	| "tenant-file"
	| "cursor";

export interface KeyRing {
	readonly currentId: string;
	/** Ids of all keys that may still open old values, the current one first. */
	readonly ids: readonly string[];
	/** An AES-256-GCM key for `purpose`. Throws when the id is not on the ring. */
	cipher(id: string, purpose: KeyPurpose): Promise<CryptoKey>;
	/** HMAC-SHA-256 of the message under the key for `purpose`. Throws when the id is not on the ring. */
	mac(id: string, purpose: KeyPurpose, message: string): Promise<Bytes>;
}

export function createKeyRing(currentId: string, masters: ReadonlyMap<string, Secret<Bytes>>): KeyRing {
	const derived = new Map<string, Promise<CryptoKey>>();
	const derive = (id: string, purpose: KeyPurpose, use: "cipher" | "mac"): Promise<CryptoKey> => {
		const name = `${id}/${purpose}/${use}`;
		const known = derived.get(name);
		if (known) return known;
		const master = masters.get(id);
		if (!master) return Promise.reject(new Error("unknown key id"));
		const key = deriveKey(master, `gatehouse/${purpose}/${use}`, use);
		derived.set(name, key);
		return key;
	};
	return {
		currentId,
		ids: [currentId, ...[...masters.keys()].filter((id) => id !== currentId)],
		cipher: (id, purpose) => derive(id, purpose, "cipher"),
		async mac(id, purpose, message) {
			const key = await derive(id, purpose, "mac");
			return new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(message)));
		},
	};
}

async function deriveKey(master: Secret<Bytes>, label: string, use: "cipher" | "mac"): Promise<CryptoKey> {
	const base = await crypto.subtle.importKey("raw", master.expose(), "HKDF", false, ["deriveKey"]);
	const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(label) };
	return use === "cipher"
		? crypto.subtle.deriveKey(hkdf, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
		: crypto.subtle.deriveKey(hkdf, base, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]);
}
