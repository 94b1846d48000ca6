/**
 * Keys and proofs in the operator's hands: how much stands under which key, sealing anew beside a service that goes on, what stays
 * and why, and when a key may go; and verifying a record in the database, in a file, and the one against the other.
 */
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beat } from "../../worker/features/service/service.ts";
import { chainOf, linkAll, unguardRecord } from "../support/chain.ts";
import { dumpOf, type Operator, operatorAt, ringOf } from "../support/operator.ts";
import { depsWith, serviceWith, settleRing } from "../support/rings.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

const k2 = crypto.getRandomValues(new Uint8Array(32));

const onlyNew = (): string => JSON.stringify({ current: "k2", keys: { k2: Buffer.from(k2).toString("base64") } });

describe("keys", () => {
	let world: World;
	let house: TestTenant;
	let people: EnrolledPerson[];
	let operator: Operator;
	beforeAll(async () => {
		world = await createWorld({ databaseDeadlineMs: 20_000 });
		house = await world.tenant();
		people = [];
		for (let count = 0; count < 45; count += 1) people.push(await house.enrolled());
		await house.visitor().ok("passwords.requestReset", { email: people[0]?.email });
		const setUp = await house.signedIn(await house.person());
		await setUp.ok("totp.begin", { password: PASSWORD });
		await linkAll(house.scope);
		operator = operatorAt(world, { keys: ringOf(world, { k2 }, "k2") });
	});
	afterAll(() => world.stop());

	it("status counts what stands under each key and says which must stay", async () => {
		const status = await operator.ok("keys", "status");
		expect(status).toMatch(/^k1 +45 +1 +450 +\d+ +1 +46 +450 +0 +\d+/m);
		expect(status).toMatch(/^k2 \(current\) +0 +0 +0/m);
		expect(status).toContain("k1 must stay on the ring");
	});

	it("T147 rotate refuses while the service has not got the ring, or has had it for a moment only, and changes nothing", async () => {
		const before = await dumpOf(world);
		const rotate = () => operator.run("keys", "rotate", "--operator", "Ines");
		expect(await rotate()).toMatchObject({ code: 1, err: expect.stringContaining("has said nothing since ever") });
		await settleRing(world, ringOf(world));
		expect((await rotate()).err).toContain("The service runs with k1");
		await settleRing(world, ringOf(world, { k2 }));
		expect((await rotate()).err).toContain("The service runs with k1, k2");
		await beat(depsWith(world, { KEYS: ringOf(world, { k2 }, "k2") }), world.now());
		expect((await rotate()).err).toContain("less than two minutes");
		await settleRing(world, ringOf(world, { k2 }, "k2"));
		world.advance(300_001);
		expect((await rotate()).err).toMatch(/has said nothing since 2026-/);
		expect({ ...(await dumpOf(world)), heartbeats: [] }).toEqual({ ...before, heartbeats: [] });
	});

	it("rotate seals everything anew in pages, is recorded once, and may be repeated; a dry run changes nothing", async () => {
		await settleRing(world, ringOf(world, { k2 }, "k2"));
		const before = await dumpOf(world);
		expect(await operator.ok("keys", "rotate", "--operator", "Ines", "--dry-run")).toMatch(
			/^Would seal 4\d\d values anew under k2/,
		);
		expect(await dumpOf(world)).toEqual(before);
		const said = await operator.ok("keys", "rotate", "--operator", "Ines");
		expect(said).toMatch(/^Sealed anew under k2: 4\d\d\./);
		const status = await operator.ok("keys", "status");
		// The hashes of codes that may be shown again are made anew from their sealed copies; passwords need their owners.
		expect(status).toMatch(/^k1 +0 +0 +0 +0 +0 +46 +0 +0 +46/m);
		expect(status).toContain("go over with their next use");
		const events = await world.rows("select evidence from audit_events where event = 'keys.rotated'");
		expect(events).toEqual([{ evidence: '{"operator":"Ines","to":"k2"}' }]);
		expect(await operator.ok("keys", "rotate", "--operator", "Ines")).toContain("Sealed anew under k2: 0.");
	});

	it("what was sealed anew opens with the new key alone: apps, shown codes, the record", async () => {
		const [alice] = people;
		if (!alice) throw new Error("nobody");
		// The password's hash stays under the old key until its next use, so the old key is still on the ring at this sign-in.
		const both = serviceWith(world, ringOf(world, { k2 }, "k2"))(house);
		world.nextStep();
		await both.ok("login.begin", { email: alice.email, password: PASSWORD });
		await both.settle();
		const visitor = serviceWith(world, onlyNew())(house);
		await visitor.ok("login.begin", { email: alice.email, password: PASSWORD });
		expect(await visitor.ok("login.proveTotp", { code: alice.phone.code(world.now()) })).toMatchObject({
			next: "signedIn",
		});
		expect(await visitor.okQuery("recoveryCodes.list")).toMatchObject({
			codes: alice.recoveryCodes.map((code) => ({ code, usedAt: null })),
		});
		const byCode = serviceWith(world, onlyNew())(house);
		await byCode.ok("login.begin", { email: alice.email, password: PASSWORD });
		expect(await byCode.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({
			remaining: 9,
		});
		await operatorAt(world, { keys: onlyNew() }).ok("verify", "--tenant", house.slug);
	});

	it("a run that was cut is finished by the next one, and sign-ins go on beside it", async () => {
		const back = operatorAt(world, { keys: ringOf(world, { k2 }) });
		await world.rows("update totp_factors set sealed_secret = 'k1.AAAA.AAAA' where user_id = ?", [people[7]?.id ?? ""]);
		await settleRing(world, ringOf(world, { k2 }, "k2"));
		const [bob, carol] = [people[1], people[2]];
		if (!bob || !carol) throw new Error("nobody");
		const service = serviceWith(world, ringOf(world, { k2 }, "k2"));
		world.nextStep();
		const signIn = async (person: EnrolledPerson) => {
			const visitor = service(house);
			await visitor.ok("login.begin", { email: person.email, password: PASSWORD });
			return visitor.ok("login.proveTotp", { code: person.phone.code(world.now()) });
		};
		const [, ...ins] = await Promise.all([
			back.ok("keys", "rotate", "--operator", "Ines", "--service-is-stopped"),
			signIn(bob),
			operator.ok("keys", "rotate", "--operator", "Irma").then(() => signIn(carol)),
		]);
		expect(ins).toMatchObject([{ next: "signedIn" }, { next: "signedIn" }]);
		const said = await operator.ok("keys", "rotate", "--operator", "Ines");
		expect(said).toContain("Left as they are: 1 values that no key on the ring opens");
		expect(await operator.ok("keys", "status")).toMatch(/^k1 +1 +0 +0/m);
	});

	it("says that a key may go once nothing stands under it", async () => {
		const empty = await createWorld();
		const place = await empty.tenant();
		await place.person();
		await empty.rows("update users set password_hash = replace(password_hash, 'k1:', 'k2:')");
		const said = await operatorAt(empty, { keys: ringOf(empty, { k2 }, "k2") }).ok("keys", "status");
		expect(said).toContain("k1 may be taken off the ring");
		await empty.stop();
	});
});

describe("verify", () => {
	let world: World;
	let operator: Operator;
	beforeAll(async () => {
		world = await createWorld({ databaseDeadlineMs: 20_000 });
		operator = operatorAt(world);
	});
	afterAll(() => world.stop());

	async function arrange() {
		const house = await world.tenant();
		const owner = await house.enrolled({ role: "owner" });
		const visitor = await house.signedIn(owner);
		await visitor.ok("sessions.revokeOthers");
		world.advance(60_000);
		const { text } = await visitor.ok<{ text: string }>("audit.export", { format: "jsonl" });
		const file = operator.file(`${house.slug}.jsonl`);
		writeFileSync(file, text);
		return { house, file, visitor };
	}
	async function tamper(sql: string, house: TestTenant): Promise<void> {
		await unguardRecord(world);
		await world.rows(sql, [house.scope.tenantId]);
	}

	it("finds record, file and both together whole, and says so", async () => {
		const { house, file } = await arrange();
		expect(await operator.ok("verify", "--tenant", house.slug)).toMatch(
			/is whole: \d+ rows, end [\w-]{43}, proved; \d+ are waiting/,
		);
		expect(await operator.ok("verify", "--file", file)).toMatch(/is whole: \d+ rows .+ Its end is proved\./);
		expect(await operator.ok("verify", "--tenant", house.slug, "--file", file)).toContain("holds exactly these rows");
		const whole = operator.file(`${house.slug}-whole.jsonl`);
		await operator.ok("export", "--tenant", house.slug, "--out", whole, "--operator", "Ines");
		expect(await operator.ok("verify", "--tenant", house.slug, "--file", whole)).toContain("holds exactly these rows");
	});

	it("a file verifies on a machine without database and keys, and says that its proof was not checked", async () => {
		const { file } = await arrange();
		const alone = operatorAt(world, { env: { CATALOG_URL: undefined, KEYS: undefined, DATA_DIR: "/nowhere" } });
		expect(await alone.ok("verify", "--file", file)).toContain("Its proof was not checked");
	});

	it("an altered row, a missing row, swapped rows, a cut tail and a head of somebody else are each found", async () => {
		const cases: readonly [string, RegExp][] = [
			[
				"update audit_events set evidence = '{}' where tenant_id = ? and seq = 2",
				/broken at 2: the row, or its hash, was altered/,
			],
			[
				"delete from audit_events where tenant_id = ? and seq = 2",
				/broken at 2: the row that belongs there is missing/,
			],
			[
				"delete from audit_events where tenant_id = ? and seq = (select max(seq) from audit_events)",
				/does not end where its head says/,
			],
			["update audit_heads set proof = 'k1.' || hash where tenant_id = ?", /not proved by the keys/],
		];
		for (const [sql, expected] of cases) {
			const { house } = await arrange();
			const own = sql.replace(
				"(select max(seq) from audit_events)",
				`(select seq from audit_heads where tenant_id = '${house.scope.tenantId}')`,
			);
			await tamper(own, house);
			const { code, err } = await operator.run("verify", "--tenant", house.slug);
			expect([code, err], sql).toEqual([1, expect.stringMatching(expected)]);
		}
	});

	it("a record that was put back to an earlier moment, proof and all, is found by a file that was taken later", async () => {
		const house = await world.tenant();
		const owner = await house.enrolled({ role: "owner" });
		const visitor = await house.signedIn(owner);
		await linkAll(house.scope);
		const [head] = await world.rows("select seq, hash, proof from audit_heads where tenant_id = ?", [
			house.scope.tenantId,
		]);
		await visitor.ok("sessions.revokeOthers");
		world.advance(60_000);
		const { text } = await visitor.ok<{ text: string }>("audit.export", { format: "jsonl" });
		const file = operator.file("later.jsonl");
		writeFileSync(file, text);
		await tamper(`delete from audit_events where tenant_id = ? and (seq is null or seq > ${Number(head?.seq)})`, house);
		await world.rows("update audit_heads set seq = ?, hash = ?, proof = ? where tenant_id = ?", [
			Number(head?.seq),
			String(head?.hash),
			String(head?.proof),
			house.scope.tenantId,
		]);
		expect((await chainOf(world, house.scope)).proved).toBe(true);
		await operator.ok("verify", "--tenant", house.slug);
		const { code, err } = await operator.run("verify", "--tenant", house.slug, "--file", file);
		expect([code, err]).toEqual([1, expect.stringContaining("they differ at")]);
	});

	it("refuses a CSV, a file of another organization, and a file that is not there", async () => {
		const { house, file } = await arrange();
		const csv = operator.file("record.csv");
		writeFileSync(csv, "seq,time\r\n1,2\r\n");
		expect((await operator.run("verify", "--file", csv)).err).toMatch(/no JSON|cannot be verified/);
		const other = await world.tenant();
		expect((await operator.run("verify", "--tenant", other.slug, "--file", file)).err).toContain(
			"another organization",
		);
		const missing = await operator.run("verify", "--file", operator.file("nowhere"));
		expect([missing.code, missing.err]).toEqual([1, expect.stringContaining("no such file")]);
		expect(house.slug).not.toBe(other.slug);
	});
});
