/**
 * Key ring and sealer against answers computed with node:crypto alone, so that a mistake cannot agree with itself.
 */
import { createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Bytes, fromBase64 } from "../../worker/lib/encoding.ts";
import { Secret } from "../../worker/lib/secret.ts";
import { createKeyRing, type KeyPurpose } from "../../worker/ports/keys.ts";
import { systemRandom } from "../../worker/ports/random.ts";
import { createSealer, type Place } from "../../worker/ports/sealer.ts";

const master = (start: number) => Uint8Array.from({ length: 32 }, (_, index) => (start + index * 5) % 256);
const ringOf = (currentId: string, masters: Readonly<Record<string, Bytes>>) =>
	createKeyRing(currentId, new Map(Object.entries(masters).map(([id, bytes]) => [id, new Secret(bytes)])));
const first = master(1);
const second = master(100);
const ring = ringOf("k1", { k1: first });
const place: Place = { purpose: "seal", tenantId: "tnt_1", ownerId: "usr_1", record: "totp-factor/tot_1" };
const derived = (bytes: Bytes, purpose: KeyPurpose, use: "cipher" | "mac") =>
	Buffer.from(hkdfSync("sha256", bytes, new Uint8Array(0), `gatehouse/${purpose}/${use}`, 32));

describe("the key ring", () => {
	it.each(["recovery-code", "password", "source"] as const)(
		"makes %s codes as HKDF and HMAC of SHA-256 say",
		async (purpose) => {
			const expected = createHmac("sha256", derived(first, purpose, "mac"))
				.update("message")
				.digest("hex");
			expect(Buffer.from(await ring.mac("k1", purpose, "message")).toString("hex")).toBe(expected);
		},
	);

	it("gives every purpose and every key another code", async () => {
		const both = ringOf("k1", { k1: first, k2: second });
		const codes = await Promise.all(
			(["k1", "k2"] as const).flatMap((id) =>
				(["seal", "challenge", "recovery-code", "password"] as const).map((purpose) =>
					both.mac(id, purpose, "message"),
				),
			),
		);
		expect(new Set(codes.map((code) => Buffer.from(code).toString("hex"))).size).toBe(8);
	});

	it("names the current key first, and refuses one that is not on it", async () => {
		expect(ringOf("k2", { k1: first, k2: second }).ids).toEqual(["k2", "k1"]);
		await expect(ring.mac("k9", "password", "message")).rejects.toThrow("unknown key id");
		await expect(ring.cipher("k9", "seal")).rejects.toThrow("unknown key id");
	});
});

describe("the sealer", () => {
	const sealer = createSealer(ring, systemRandom);

	it("T150 seals as AES-256-GCM bound to place and key id: node:crypto opens it", async () => {
		const [keyId, nonce = "", body = ""] = (await sealer.seal(place, "secret ✓")).split(".");
		const bytes = Buffer.from(body, "base64url");
		const decipher = createDecipheriv("aes-256-gcm", derived(first, "seal", "cipher"), Buffer.from(nonce, "base64url"));
		decipher.setAAD(Buffer.from(JSON.stringify(["seal", "tnt_1", "usr_1", "totp-factor/tot_1", "k1"])));
		decipher.setAuthTag(bytes.subarray(-16));
		const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
		expect([keyId, text]).toEqual(["k1", "secret ✓"]);
	});

	it("draws a fresh nonce each time", async () => {
		const sealed = await Promise.all(Array.from({ length: 200 }, () => sealer.seal(place, "same")));
		expect(new Set(sealed).size).toBe(200);
		expect(new Set(sealed.map((one) => one.split(".")[1])).size).toBe(200);
	});

	it.each([
		["tenant", { tenantId: "tnt_2" }],
		["owner", { ownerId: "usr_2" }],
		["record", { record: "totp-setup/tot_1" }],
		["purpose", { purpose: "challenge" as const }],
		["parts joined otherwise", { tenantId: "tnt_1,usr_1", ownerId: "" }],
	])("T150 does not open at a place that differs by %s", async (_what, moved) => {
		const sealed = await sealer.seal(place, "secret");
		expect(await sealer.open(place, sealed)).toBe("secret");
		expect(await sealer.open({ ...place, ...moved }, sealed)).toBeNull();
	});

	it("does not open what was changed, cut or is no sealed value", async () => {
		const sealed = await sealer.seal(place, "secret");
		const [keyId = "", nonce = "", body = ""] = sealed.split(".");
		const bytes = fromBase64(Buffer.from(body, "base64url").toString("base64")) ?? new Uint8Array();
		for (let index = 0; index < bytes.length; index += 1) {
			const damaged = Uint8Array.from(bytes);
			damaged[index] = (damaged[index] ?? 0) ^ 1;
			const text = `${keyId}.${nonce}.${Buffer.from(damaged).toString("base64url")}`;
			expect(await sealer.open(place, text)).toBeNull();
		}
		for (const text of [
			"",
			".",
			"..",
			"k1",
			`${sealed}.x`,
			`k2.${nonce}.${body}`,
			`k1.AAAA.${body}`,
			`k1.${nonce}.`,
			"k1.é.é",
		])
			expect(await sealer.open(place, text)).toBeNull();
	});

	it("opens old values after a rotation, seals new ones with the new key, and forgets a key that is gone", async () => {
		const old = await sealer.seal(place, "secret");
		const rotated = createSealer(ringOf("k2", { k1: first, k2: second }), systemRandom);
		expect(await rotated.open(place, old)).toBe("secret");
		expect(await rotated.seal(place, "new")).toMatch(/^k2\./);
		const without = createSealer(ringOf("k2", { k2: second }), systemRandom);
		expect(await without.open(place, old)).toBeNull();
		const renamed = createSealer(ringOf("k2", { k2: first }), systemRandom);
		expect(await renamed.open(place, old.replace("k1.", "k2."))).toBeNull();
	});
});
