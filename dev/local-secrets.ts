/**
 * The secrets of a local world, made on its first start and kept in its data directory for its owner's eyes only.
 * They never enter the repository; a production deployment gets its own by `wrangler secret put`.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface LocalSecrets {
	/** The key ring as the worker reads it: `{"current":"k1","keys":{"k1":"<base64 of 32 bytes>"}}`. */
	readonly KEYS: string;
	readonly RESEND_API_KEY: string;
}

/** Fresh secrets that nothing else knows. */
export function makeLocalSecrets(): LocalSecrets {
	return {
		KEYS: JSON.stringify({ current: "k1", keys: { k1: randomBytes(32).toString("base64") } }),
		RESEND_API_KEY: `re_${randomBytes(12).toString("hex")}`,
	};
}

/** The secrets in this file, made and written there when it does not exist. */
export function localSecrets(file: string): LocalSecrets {
	if (existsSync(file)) {
		const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
		if (typeof kept === "object" && kept !== null && "KEYS" in kept && "RESEND_API_KEY" in kept)
			return { KEYS: String(kept.KEYS), RESEND_API_KEY: String(kept.RESEND_API_KEY) };
		throw new Error(`${file} does not hold KEYS and RESEND_API_KEY. What was sealed with lost keys stays sealed.`);
	}
	const made = makeLocalSecrets();
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(made, null, "\t")}\n`, { mode: 0o600 });
	return made;
}
