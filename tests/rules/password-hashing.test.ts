/**
 * The password port: what is stored, that it fits, that rotation of keys and of cost is noticed, and what the earlier form
 * still opens. The stored value is made again by Node's own Argon2id, HKDF and HMAC.
 */
import { argon2Sync, createHash, createHmac, hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadArgon2 } from "../../dev/argon2.ts";
import { Secret } from "../../worker/lib/secret.ts";
import { createHashingLine } from "../../worker/ports/hashing-line.ts";
import { createKeyRing } from "../../worker/ports/keys.ts";
import { createPasswords, type PasswordCost, type Passwords, standardCost } from "../../worker/ports/passwords.ts";

const master = (start: number) => Uint8Array.from({ length: 32 }, (_, index) => (start + index * 5) % 256);
const pepperOf = (keyId: string) =>
	Buffer.from(hkdfSync("sha256", master(Number(keyId.slice(1))), new Uint8Array(0), "gatehouse/password/mac", 32));
const cheap = { memoryKiB: 64, passes: 1 };
const alice = { tenantId: "tnt_0123456789abcdefghij", email: "alice@acme.example" };
const PASSWORD = "quiet-river-stone";

/** A line that notes on whose behalf each hash joined it. */
function notedLine() {
	const sides: string[] = [];
	const line = createHashingLine();
	const join: typeof line.join = (side, steps) => {
		sides.push(side);
		return line.join(side, steps);
	};
	return { sides, line: { join, length: 0 } };
}

/** A port, and how many hashes it has run. */
function portWith(currentId: string, ids: readonly string[], cost: PasswordCost = cheap) {
	const ring = createKeyRing(currentId, new Map(ids.map((id) => [id, new Secret(master(Number(id.slice(1))))])));
	let runs = 0;
	const counted = () => {
		const argon2 = loadArgon2();
		return {
			...argon2,
			*run(...given: Parameters<typeof argon2.run>) {
				runs += 1;
				return yield* argon2.run(...given);
			},
		};
	};
	return { passwords: createPasswords(counted, ring, cost), runs: () => runs };
}
const check = async (passwords: Passwords, password: string, stored: string | null, owner = alice) =>
	(await passwords.derive(password, owner)).matches(stored);

/** What is stored of a password, made without a line of the product. */
function storedBy(keyId: string, password: string, { memoryKiB, passes }: PasswordCost, owner = alice): string {
	const salt = createHash("sha256")
		.update(JSON.stringify(["gatehouse password salt", owner.tenantId, owner.email]))
		.digest()
		.subarray(0, 16);
	const message = Buffer.from(password, "utf8");
	const tag = argon2Sync("argon2id", {
		message,
		nonce: salt,
		parallelism: 1,
		tagLength: 32,
		memory: memoryKiB,
		passes,
	}).toString("base64url");
	const price = `m=${memoryKiB},t=${passes},p=1`;
	const bound = JSON.stringify(["gatehouse password", price, owner.tenantId, owner.email, tag]);
	return `${keyId}:argon2id:${price}:${createHmac("sha256", pepperOf(keyId)).update(bound).digest("base64url")}`;
}

/** The earlier form: the key first, then Argon2id under a salt of its own, in the usual encoding. */
function storedEarlier(keyId: string, password: string, { memoryKiB, passes }: PasswordCost): string {
	const nonce = Buffer.from(master(77).subarray(0, 16));
	const message = createHmac("sha256", pepperOf(keyId)).update(password).digest("base64url");
	const parameters = { message, nonce, parallelism: 1, tagLength: 32, memory: memoryKiB, passes };
	const tag = argon2Sync("argon2id", parameters);
	const plain = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
	return `${keyId}:$argon2id$v=19$m=${memoryKiB},t=${passes},p=1$${plain(nonce)}$${plain(tag)}`;
}

describe("at the published cost", () => {
	it("T098 is Argon2id version 19 with 19 MiB, two passes and one lane, keyed, behind the key's id", async () => {
		expect(standardCost).toEqual({ memoryKiB: 19_456, passes: 2 });
		const { passwords } = portWith("k1", ["k1"], standardCost);
		const stored = await passwords.hash(PASSWORD, alice);
		expect(stored).toMatch(/^k1:argon2id:m=19456,t=2,p=1:[\w-]{43}$/);
		expect(stored).toBe(storedBy("k1", PASSWORD, standardCost));
		expect(await check(passwords, PASSWORD, stored)).toEqual({ right: true, renewed: null });
		expect(await check(passwords, "quiet-river-stonf", stored)).toEqual({ right: false, renewed: null });
		expect(await check(passwords, "", stored)).toEqual({ right: false, renewed: null });
	});
});

describe("a hash", () => {
	it("T124 waits in line for its tenant, and that of many new organizations for one side of their own", async () => {
		const ring = createKeyRing("k1", new Map([["k1", new Secret(master(1))]]));
		const { sides, line } = notedLine();
		const passwords = createPasswords(loadArgon2, ring, cheap, line);
		const founding = { ...alice, tenantId: "tnt_new" };
		const forNewcomers = await passwords.hash(PASSWORD, founding, "newcomers");
		await passwords.hash(PASSWORD, alice);
		(await passwords.derive(PASSWORD, alice)).drop();
		expect(sides).toEqual(["newcomers", alice.tenantId, alice.tenantId]);
		expect(forNewcomers).toBe(storedBy("k1", PASSWORD, cheap, founding));
	});
});

describe("a stored password", () => {
	const { passwords } = portWith("k1", ["k1"]);

	it("fits its owner alone: the same password of another person or tenant is stored otherwise", async () => {
		const stored = await passwords.hash(PASSWORD, alice);
		for (const other of [
			{ ...alice, email: "bob@acme.example" },
			{ ...alice, tenantId: "tnt_another" },
		]) {
			expect(await passwords.hash(PASSWORD, other)).not.toBe(stored);
			expect(await check(passwords, PASSWORD, stored, other)).toEqual({ right: false, renewed: null });
		}
	});

	it("is salted without ambiguity where tenant and address meet", async () => {
		const one = await passwords.hash(PASSWORD, { tenantId: "tnt_a", email: 'b","c@x.example' });
		const other = await passwords.hash(PASSWORD, { tenantId: 'tnt_a","b', email: "c@x.example" });
		expect(one).not.toBe(other);
	});

	it("is the same for every spelling of the same characters", async () => {
		const stored = await passwords.hash("caf\u00E9 r\uFB01ver", alice);
		expect(await check(passwords, "cafe\u0301 rfiver", stored)).toMatchObject({ right: true });
		expect(stored).toBe(storedBy("k1", "caf\u00E9 rfiver", cheap));
	});

	it("does not stop at a NUL, at 72 bytes, or at as many bytes as it has characters", async () => {
		const pairs = [
			[`${"a".repeat(80)}1`, `${"a".repeat(80)}2`],
			["ab\u0000c", "ab\u0000d"],
			[`${"\u{1F511}".repeat(20)}1`, `${"\u{1F511}".repeat(20)}2`],
		] as const;
		for (const [one, other] of pairs) {
			const stored = await passwords.hash(one, alice);
			expect((await check(passwords, one, stored)).right).toBe(true);
			expect((await check(passwords, other, stored)).right).toBe(false);
		}
	});

	it("fits after the key was rotated, and comes back under the new one without a second hash", async () => {
		const stored = await passwords.hash(PASSWORD, alice);
		const rotated = portWith("k2", ["k1", "k2"]);
		const { right, renewed } = await check(rotated.passwords, PASSWORD, stored);
		expect({ right, renewed }).toEqual({ right: true, renewed: storedBy("k2", PASSWORD, cheap) });
		expect(rotated.runs()).toBe(1);
		expect(await check(rotated.passwords, "not-the-one", stored)).toEqual({ right: false, renewed: null });
	});

	it("stored at an earlier cost still fits, at the price of a second hash, and comes back at today's", async () => {
		const stored = await passwords.hash(PASSWORD, alice);
		const dearer = portWith("k1", ["k1"], { memoryKiB: 128, passes: 2 });
		const { right, renewed } = await check(dearer.passwords, PASSWORD, stored);
		expect(right).toBe(true);
		expect(renewed).toBe(storedBy("k1", PASSWORD, { memoryKiB: 128, passes: 2 }));
		expect(dearer.runs()).toBe(2);
	});

	it("under a key that left the ring looks like a wrong password", async () => {
		const stored = await passwords.hash(PASSWORD, alice);
		expect(await check(portWith("k2", ["k2"]).passwords, PASSWORD, stored)).toEqual({ right: false, renewed: null });
	});

	it("that is damaged is refused without an error", async () => {
		const whole = await passwords.hash(PASSWORD, alice);
		const damaged = ["", "k1:", "k1:$argon2id$", "k1:plain", whole.slice(0, -1), whole.replace("m=64", "m=65")];
		for (const stored of [...damaged, whole.replace("t=1", "t=0"), whole.replace("m=64", "m=0")])
			expect((await check(passwords, PASSWORD, stored)).right, stored).toBe(false);
	});

	it("in the earlier form fits, is told from a wrong one, and comes back in today's form", async () => {
		const stored = storedEarlier("k1", PASSWORD, cheap);
		expect(await check(passwords, PASSWORD, stored)).toEqual({ right: true, renewed: storedBy("k1", PASSWORD, cheap) });
		expect(await check(passwords, "quiet-river-stonf", stored)).toEqual({ right: false, renewed: null });
		expect(await check(portWith("k2", ["k2"]).passwords, PASSWORD, stored)).toEqual({ right: false, renewed: null });
	});
});

describe("the work", () => {
	it("T097 is one hash for everybody: right, wrong, nobody, another key, a key that left, damaged", async () => {
		const { passwords } = portWith("k1", ["k1"]);
		const stored = await passwords.hash(PASSWORD, alice);
		const classes = [
			[PASSWORD, stored],
			["not-the-one", stored],
			[PASSWORD, null],
			[PASSWORD, storedBy("k2", PASSWORD, cheap)],
			[PASSWORD, storedBy("k9", PASSWORD, cheap)],
			[PASSWORD, "damaged"],
		] as const;
		for (const [password, known] of classes) {
			const port = portWith("k1", ["k1", "k2"]);
			await check(port.passwords, password, known);
			expect(port.runs()).toBe(1);
		}
	});

	it("that is dropped before its turn is never done", async () => {
		const port = portWith("k1", ["k1"]);
		const derived = await port.passwords.derive(PASSWORD, alice);
		derived.drop();
		await check(port.passwords, PASSWORD, null);
		expect(port.runs()).toBe(1);
		await expect(derived.matches(null)).rejects.toThrow("given up");
	});
});
