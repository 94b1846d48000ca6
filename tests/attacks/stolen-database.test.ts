/**
 * Somebody holds a copy of the database and nothing else (T149): what is stored opens no door, neither as it is nor after what can
 * be tried offline with it, for the keys are elsewhere. A copy is what every table holds.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadArgon2 } from "../../dev/argon2.ts";
import { codeHash } from "../../worker/features/recovery-codes/service.ts";
import { Secret } from "../../worker/lib/secret.ts";
import { createKeyRing } from "../../worker/ports/keys.ts";
import { createPasswords, standardCost } from "../../worker/ports/passwords.ts";
import { systemRandom } from "../../worker/ports/random.ts";
import { createSealer } from "../../worker/ports/sealer.ts";
import { afterPassword } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let alice: EnrolledPerson;
let inside: Visitor;
let dump: ReadonlyMap<string, readonly Record<string, unknown>[]>;
beforeAll(async () => {
	world = await createWorld({ isAnythingTyped: true });
	house = await world.tenant();
	alice = await house.enrolled();
	inside = house.visitor();
	await inside.ok("login.begin", { email: alice.email, password: PASSWORD });
	await inside.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
	await inside.ok("passwords.requestReset", { email: alice.email });
	await inside.settle();
	const tables = await world.rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
	dump = new Map(
		await Promise.all(
			tables.map(async ({ name }) => [String(name), await world.rows(`select * from ${name}`)] as const),
		),
	);
});
afterAll(() => world.stop());

const rowsIn = (table: string): readonly Record<string, unknown>[] => dump.get(table) ?? [];
/** A cookie of that purpose as the product names it, with a value of the thief's. */
function planted(purpose: string, value: string): Visitor {
	const thief = house.visitor();
	thief.jar.set(inside.jar.nameLike(purpose) ?? "", value);
	return thief;
}
/** The ring that a thief can make. */
const guessed = () => createKeyRing("k1", new Map([["k1", new Secret(new Uint8Array(randomBytes(32)))]]));

describe("a stolen database", () => {
	it("T149 holds what it is about: sessions, trust, a link, a password, a secret and codes", () => {
		for (const table of ["sessions", "trusted_browsers", "known_browsers", "mailed_tokens", "users", "totp_factors"])
			expect(rowsIn(table).length, table).toBeGreaterThan(0);
		expect(rowsIn("recovery_codes")).toHaveLength(10);
	});

	it("T149 T071 gives no session and no trust: what is stored of a token is not the token", async () => {
		for (const { user_id: userId, id, secret_hash: hash } of rowsIn("sessions"))
			expect(await planted("session", `${userId}.${id}.${hash}`).okQuery("sessions.current")).toBeNull();
		for (const { user_id: userId, id, secret_hash: hash } of rowsIn("trusted_browsers")) {
			const thief = planted("trusted", `${userId}.${id}.${hash}`);
			const { next } = await thief.ok("login.begin", { email: alice.email, password: PASSWORD });
			expect(next).toBe("secondFactor");
		}
	});

	it("T149 gives no password, no link and no code", async () => {
		const [user] = rowsIn("users").filter(({ id }) => id === alice.id);
		const password = String(user?.password_hash);
		for (const tried of [password, password.split(":").at(-1) ?? ""])
			expect(await house.visitor().refused("login.begin", { email: alice.email, password: tried })).toMatchObject({
				refusal: "credentials_wrong",
			});
		for (const { user_id: userId, id, secret_hash: hash } of rowsIn("mailed_tokens")) {
			const token = `${userId}.${id}.${hash}`;
			expect((await house.visitor().mutate("passwords.reset", { token, password: "another-river-stone" })).status).toBe(
				400,
			);
		}
		const half = await afterPassword(house, alice);
		const code = String(rowsIn("recovery_codes")[0]?.hash).replace(/\D/g, "").padEnd(8, "0").slice(0, 8);
		expect((await half.mutate("login.proveRecoveryCode", { code })).status).toBe(400);
	});

	it("T149 T041 cannot be searched for codes: no hash without the key gives what is stored, with it one does", async () => {
		const { tenantId } = house.scope;
		const { keys } = world.deps;
		const count = rounds(1, 20);
		let tried = 0;
		for (let person = 0; person < count; person += 1) {
			const { id, recoveryCodes } = person === 0 ? alice : await house.enrolled();
			const rows = await world.rows("select hash from recovery_codes where user_id = ?", [id]);
			const stored = new Set(rows.map(({ hash }) => Buffer.from(String(hash), "base64url").toString("hex")));
			for (const code of recoveryCodes) {
				const held = await codeHash(keys, keys.currentId, { tenantId, userId: id, code });
				expect(stored.has(Buffer.from(held, "base64url").toString("hex"))).toBe(true);
				const dashed = `${code.slice(0, 4)}-${code.slice(4)}`;
				const whole = JSON.stringify([tenantId, id, code]);
				for (const text of [code, dashed, whole, `${id}${code}`, `${tenantId}${id}${code}`])
					for (const hash of ["sha1", "sha256", "sha512"]) {
						const made = [createHash(hash), ...["", id, tenantId, keys.currentId].map((key) => createHmac(hash, key))];
						// A longer one may have been cut.
						const tries = made.map((one) => one.update(text).digest("hex").slice(0, 64));
						expect(tries.filter((one) => stored.has(one))).toEqual([]);
						tried += tries.length;
					}
			}
		}
		figure("T041", `${tried} hashes of codes that are held, by ways that need no key: 0 found in the database`);
	}, 300_000);

	it("T149 lets nobody try passwords on it: even the right one fits under no other key, and each try costs the full hash", async () => {
		const stored = String(rowsIn("users").find(({ id }) => id === alice.id)?.password_hash);
		const offline = createPasswords(loadArgon2, guessed(), { memoryKiB: 64, passes: 1 });
		const derived = await offline.derive(PASSWORD, { tenantId: house.scope.tenantId, email: alice.email });
		expect((await derived.matches(stored)).right).toBe(false);
		expect(standardCost).toEqual({ memoryKiB: 19_456, passes: 2 });
	});

	it("T149 opens no secret, and no challenge can be forged with it", async () => {
		const sealer = createSealer(guessed(), systemRandom);
		const [factor] = rowsIn("totp_factors");
		const place = {
			purpose: "seal",
			tenantId: house.scope.tenantId,
			ownerId: alice.id,
			record: `totp-factor/${factor?.id}`,
		} as const;
		expect(await world.deps.sealer.open(place, String(factor?.sealed_secret))).not.toBeNull();
		expect(await sealer.open(place, String(factor?.sealed_secret))).toBeNull();
		const half = await afterPassword(house, alice);
		const name = half.jar.nameLike("challenge") ?? "";
		const forged = await sealer.seal(
			{ purpose: "challenge", tenantId: house.scope.tenantId, ownerId: "", record: "login" },
			JSON.stringify({
				id: "chl_00000000000000000000",
				tenantId: house.scope.tenantId,
				userId: alice.id,
				epoch: "0.0.1",
				step: "saveCodes",
				reason: "enrolled",
				proofs: ["password", "totp"],
				expiresAt: world.now() + 60_000,
				setUpBegun: false,
			}),
		);
		const thief = house.visitor();
		thief.jar.set(name, forged);
		expect(await thief.okQuery("login.state")).toBeNull();
		expect(await thief.refused("totp.finish", { saved: true })).toMatchObject({ status: 401 });
	});
});
