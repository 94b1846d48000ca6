/**
 * Where authenticator secrets come from and where they go: drawn evenly, 160 bits, shown once in the answer that made
 * them, and found in no other answer afterwards in any spelling (T012, T013).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standingOfUser } from "../../dev/populate.ts";
import { readKey } from "../../worker/features/totp/rules.ts";
import { beginSetUp } from "../../worker/features/totp/service.ts";
import { base64url } from "../../worker/lib/encoding.ts";
import { chiSquare, chiSquareLimit } from "../support/chance.ts";
import { procedures } from "../support/procedures.ts";
import { situationsIn } from "../support/situations.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant({ name: "Acme & Sons: Ünïted" });
});
afterAll(() => world.stop());

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

describe("the quality of secrets", () => {
	it("T012 ten thousand set-ups begun: 160 bits each, no duplicate, every symbol as likely as another", async () => {
		const { id } = await acme.person();
		const { scope } = acme;
		const standing = await standingOfUser(scope, id);
		const keys = new Set<string>();
		const counts = new Map([...BASE32].map((symbol) => [symbol, 0]));
		for (let drawn = 0; drawn < 10_000; drawn += 1) {
			const { begun } = await beginSetUp(scope, standing, "ses_probe");
			keys.add(begun.key);
			for (const symbol of begun.key) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
		}
		expect(keys.size).toBe(10_000);
		for (const key of keys) expect(key).toMatch(/^[A-Z2-7]{32}$/);
		expect([...counts.keys()].sort()).toEqual([...BASE32].sort());
		expect(chiSquare([...counts.values()])).toBeLessThan(chiSquareLimit(BASE32.length - 1));
	});

	it("T012 the key URI names issuer and account escaped, and SHA-1, six digits, thirty seconds", async () => {
		const somebody = await acme.person({ email: "a+b&c=d@acme.example" });
		const visitor = await acme.signedIn(somebody);
		const begun = await visitor.ok<{ uri: string; key: string }>("totp.begin", { password: somebody.password });
		const uri = new URL(begun.uri);
		expect(begun.uri.startsWith("otpauth://totp/")).toBe(true);
		expect(Object.fromEntries(uri.searchParams)).toEqual({
			secret: begun.key,
			issuer: "Acme & Sons  Ünïted",
			algorithm: "SHA1",
			digits: "6",
			period: "30",
		});
		expect(decodeURIComponent(uri.pathname.split("/").at(-1) ?? "")).toBe("Acme & Sons  Ünïted:a+b&c=d@acme.example");
	});
});

/** Every spelling in which a secret could leak. */
function spellingsOf(key: string): readonly string[] {
	const bytes = readKey(key);
	const hex = Buffer.from(bytes).toString("hex");
	const grouped = key.replace(/(.{4})(?=.)/g, "$1 ");
	const base64 = Buffer.from(bytes).toString("base64").replace(/=+$/, "");
	return [key, key.toLowerCase(), grouped, hex, hex.toUpperCase(), base64, base64url(bytes)];
}

describe("where a secret is seen", () => {
	it("T013 only in the answer that made it, and that one is not to be stored", async () => {
		const somebody = await acme.person();
		const visitor = await acme.signedIn(somebody);
		const answer = await visitor.mutate("totp.begin", { password: somebody.password });
		expect(answer.headers.get("cache-control")).toBe("no-store");
		expect(JSON.stringify(answer.body)).toMatch(/"key":"[A-Z2-7]{32}"/);
		for (const query of [
			"sessions.current",
			"sessions.list",
			"recoveryCodes.list",
			"login.state",
			"trustedBrowsers.list",
		])
			expect(JSON.stringify((await visitor.query(query)).body)).not.toMatch(/[A-Z2-7]{32}/);
	});

	it("T013 no procedure, as it is really called, ever answers with a live secret", async () => {
		const situations = situationsIn(world, acme);
		const dumped: string[] = [];
		for (const { name, type } of procedures) {
			for (const arrange of Object.values(situations[name] ?? {})) {
				const { visitor, input } = await arrange();
				const answer = await (type === "query" ? visitor.query(name, input) : visitor.mutate(name, input));
				await visitor.settle();
				if (name === "totp.begin") continue;
				dumped.push(`${name} ${JSON.stringify(answer.body)} ${JSON.stringify([...answer.headers])}`);
			}
		}
		const secrets = await liveSecrets();
		expect(secrets.length).toBeGreaterThan(20);
		expect(dumped.length).toBeGreaterThan(procedures.length - 2);
		for (const secret of secrets) {
			for (const spelling of spellingsOf(secret))
				expect(dumped.filter((answer) => answer.includes(spelling))).toEqual([]);
		}
	}, 60_000);

	it("T013 T150 nothing that is stored or logged holds a secret in the clear", async () => {
		const secrets = await liveSecrets();
		expect(secrets.length).toBeGreaterThan(0);
		const factors = await world.rows("select * from totp_factors");
		const setups = await world.rows("select * from totp_setups");
		const stored = JSON.stringify([
			factors,
			setups,
			await world.rows("select * from outbox"),
			await world.rows("select * from audit_events"),
			world.log,
		]);
		for (const secret of secrets) for (const spelling of spellingsOf(secret)) expect(stored).not.toContain(spelling);
	});
});

/** The secrets of all live factors, opened with the keys that only the worker holds. */
async function liveSecrets(): Promise<readonly string[]> {
	const rows = await world.rows("select tenant_id, user_id, id, sealed_secret from totp_factors");
	const secrets = await Promise.all(
		rows.map((row) =>
			world.deps.sealer.open(
				{
					purpose: "seal",
					tenantId: String(row.tenant_id),
					ownerId: String(row.user_id),
					record: `totp-factor/${String(row.id)}`,
				},
				String(row.sealed_secret),
			),
		),
	);
	return secrets.map((secret) => secret ?? "unreadable");
}
