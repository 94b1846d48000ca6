/**
 * Password hashing: Argon2id (RFC 9106), 19 MiB, t = 2, p = 1, over an HMAC of the NFKC form under a key that is not
 * in the database. One WebAssembly instance per isolate and one hash at a time, so memory stays bounded.
 * `verifyNothing` does the same work for people who do not exist (T097, T098).
 */
import Argon2, { Argon2Type } from "@phi-ag/argon2";
import { base64url } from "../lib/encoding.ts";
import type { KeyRing } from "./keys.ts";
import type { Random } from "./random.ts";

export interface Passwords {
	/** `keyId:$argon2id$…` for the database. */
	hash(password: string): Promise<string>;
	/** Whether the password fits, and whether it should be stored anew under today's key and cost. */
	verify(password: string, stored: string): Promise<{ right: boolean; outdated: boolean }>;
	/** The work of a verification whose answer is always no. */
	verifyNothing(password: string): Promise<void>;
}

/** Cost of one hash; the published figures are in `standardCost`. */
export interface PasswordCost {
	readonly memoryKiB: number;
	readonly passes: number;
}

export const standardCost: PasswordCost = { memoryKiB: 19_456, passes: 2 };

const SALT_BYTES = 16;

export function createPasswords(
	loadModule: () => Promise<WebAssembly.Module>,
	keys: KeyRing,
	random: Random,
	cost: PasswordCost = standardCost,
): Passwords {
	let instance: Promise<Argon2> | undefined;
	const engine = (): Promise<Argon2> => {
		instance ??= loadModule().then(async (module) => new Argon2(await WebAssembly.instantiate(module)));
		return instance;
	};
	const peppered = async (password: string, keyId: string) =>
		base64url(await keys.mac(keyId, "password", password.normalize("NFKC")));
	const parameters = `m=${cost.memoryKiB},t=${cost.passes},p=1`;

	const hash = async (password: string): Promise<string> => {
		const input = await peppered(password, keys.currentId);
		const argon2 = await engine();
		const { encoded } = argon2.hash(input, {
			type: Argon2Type.Argon2id,
			memoryCost: cost.memoryKiB,
			timeCost: cost.passes,
			parallelism: 1,
			salt: random.bytes(SALT_BYTES),
		});
		return `${keys.currentId}:${encoded}`;
	};

	return {
		hash,
		async verify(password, stored) {
			const [keyId = "", encoded = ""] = stored.split(":");
			if (!keys.ids.includes(keyId)) {
				// A key that left the ring: nobody can prove this password any more, and it looks like a wrong one.
				await hash(password);
				return { right: false, outdated: false };
			}
			const input = await peppered(password, keyId);
			const argon2 = await engine();
			const right = argon2.tryVerify(encoded, input).success;
			return { right, outdated: keyId !== keys.currentId || !encoded.includes(parameters) };
		},
		async verifyNothing(password) {
			await hash(password);
		},
	};
}
