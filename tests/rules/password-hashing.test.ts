/**
 * The password port at its published cost: what is stored, that it verifies, and that rotation of keys and of cost is
 * noticed. The hash under the encoded string is recomputed by calling the module with the pepper from node:crypto.
 */
import { createHmac, hkdfSync } from "node:crypto";
import Argon2 from "@phi-ag/argon2";
import { describe, expect, it } from "vitest";
import { loadArgon2 } from "../../dev/argon2.ts";
import { Secret } from "../../worker/lib/secret.ts";
import { createKeyRing } from "../../worker/ports/keys.ts";
import { createPasswords, type PasswordCost, standardCost } from "../../worker/ports/passwords.ts";
import { systemRandom } from "../../worker/ports/random.ts";

const master = (start: number) => Uint8Array.from({ length: 32 }, (_, index) => (start + index * 5) % 256);
const portWith = (currentId: string, ids: readonly string[], cost?: PasswordCost) =>
	createPasswords(
		loadArgon2,
		createKeyRing(currentId, new Map(ids.map((id) => [id, new Secret(master(Number(id.slice(1))))]))),
		systemRandom,
		cost,
	);
const cheap = { memoryKiB: 64, passes: 1 };
const passwords = portWith("k1", ["k1"]);

describe("at the published cost", () => {
	it("T098 is Argon2id version 19 with 19 MiB, two passes and one lane, behind the key's id", async () => {
		expect(standardCost).toEqual({ memoryKiB: 19_456, passes: 2 });
		const stored = await passwords.hash("quiet-river-stone");
		expect(stored).toMatch(/^k1:\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
		expect(await passwords.verify("quiet-river-stone", stored)).toEqual({ right: true, outdated: false });
		expect(await passwords.verify("quiet-river-stonf", stored)).toEqual({ right: false, outdated: false });
		expect(await passwords.verify("", stored)).toEqual({ right: false, outdated: false });
	});

	it("hashes an HMAC of the password, so a stolen table alone cannot be searched", async () => {
		const stored = await passwords.hash("quiet-river-stone");
		const pepper = Buffer.from(hkdfSync("sha256", master(1), new Uint8Array(0), "gatehouse/password/mac", 32));
		const input = createHmac("sha256", pepper).update("quiet-river-stone").digest("base64url");
		const argon2 = new Argon2(await WebAssembly.instantiate(await loadArgon2()));
		const encoded = stored.slice("k1:".length);
		expect(argon2.tryVerify(encoded, input).success).toBe(true);
		expect(argon2.tryVerify(encoded, "quiet-river-stone").success).toBe(false);
	});

	it("salts: the same password is never stored twice alike", async () => {
		expect(await passwords.hash("same")).not.toBe(await passwords.hash("same"));
	});
});

describe("a stored password", () => {
	const port = portWith("k1", ["k1"], cheap);

	it("is the same for every spelling of the same characters", async () => {
		const stored = await port.hash("caf\u00E9 r\uFB01ver");
		expect(await port.verify("cafe\u0301 rfiver", stored)).toMatchObject({ right: true });
	});

	it("does not stop at a NUL or at 72 bytes", async () => {
		const long = `${"a".repeat(80)}1`;
		const stored = await port.hash(long);
		expect((await port.verify(`${"a".repeat(80)}2`, stored)).right).toBe(false);
		expect((await port.verify("ab\u0000c", await port.hash("ab\u0000d"))).right).toBe(false);
	});

	it("verifies after the key was rotated, and is told to be outdated then or at another cost", async () => {
		const stored = await port.hash("quiet-river-stone");
		const rotated = portWith("k2", ["k1", "k2"], cheap);
		expect(await rotated.verify("quiet-river-stone", stored)).toEqual({ right: true, outdated: true });
		expect(await passwords.verify("quiet-river-stone", stored)).toEqual({ right: true, outdated: true });
	});

	it("that is damaged is refused without an error", async () => {
		for (const stored of ["k1:", "k1:$argon2id$", "k1:plain"])
			expect((await port.verify("quiet-river-stone", stored)).right).toBe(false);
	});
});
