/**
 * An organization that is brought back from a file of before: it is an event of security. What people did after the file was
 * written is not in it, so nothing of before may count again, nobody comes in until an operator has looked, and owners are told.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restoredRow } from "../../dev/operator/restoring.ts";
import { beforeBackup, expectNothingAlive, goOn } from "../support/backups.ts";
import { type Operator, operatorAt } from "../support/operator.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
let operator: Operator;
beforeAll(async () => {
	world = await createWorld({ databaseDeadlineMs: 20_000 });
	operator = operatorAt(world);
});
afterAll(() => world.stop());

describe("an organization out of a file of before", () => {
	it("T142 a file that was taken while people went on: nothing of before opens anything, and owners are told", async () => {
		const held = await beforeBackup(world, world.database.client);
		const { house, olga, dave } = held;
		const words = ["--tenant", house.slug, "--operator", "Ines"];
		const [early, later] = [operator.file("early.jsonl"), operator.file("later.jsonl")];
		await operator.ok("export", ...words, "--out", early);
		await goOn(world, held);
		await operator.ok("tenants", "suspend", ...words, "--reason", "Bringing it back");
		await operator.ok("export", ...words, "--out", later);
		await operator.ok("tenants", "remove", ...words, "--confirm", house.slug, "--file", later);
		world.deps.directory.forget(house.slug);
		const said = await operator.ok("import", "--file", early, "--operator", "Ivan");
		expect(said).toContain("recovery codes 30");
		expect(said).toContain("had not left 1, ways back of owners 1");
		expect(said).toContain(olga.email);
		expect(said).toContain("It is suspended. Who was disabled, removed, demoted");
		const closed = await house.visitor().refused("login.begin", { email: dave.email, password: PASSWORD });
		expect(closed.refusal).toBe("tenant_suspended");
		const letters = await world.rows(
			"select recipient, sealed_letter is not null as sealed from outbox where tenant_id = ? and kind = 'organizationRestored'",
			[house.scope.tenantId],
		);
		expect(letters).toEqual([{ recipient: olga.email, sealed: 1 }]);
		await operator.ok("tenants", "resume", ...words);
		await expectNothingAlive(world, world.database.client, held);
		await operator.ok("verify", "--tenant", house.slug);
	});

	it("T142 wrong codes in a row go on counting, other budgets begin anew, and numbers rise above all that can have been", () => {
		const now = world.now();
		const attempt = { tenant_id: "t", subject: "factor:usr_1", count: 7 };
		expect(restoredRow("attempts", attempt, now)).toEqual(attempt);
		expect(restoredRow("attempts", { ...attempt, subject: "password:a@b.example" }, now)).toBeNull();
		expect(restoredRow("tenants", { epoch: 3 }, now)).toEqual({ epoch: Math.floor(now / 1000) });
		expect(restoredRow("tenants", { epoch: now }, now)).toEqual({ epoch: now + 1 });
		expect(restoredRow("totp_factors", { last_step: 5 }, now)).toEqual({ last_step: Math.floor(now / 30_000) + 1 });
	});
});
