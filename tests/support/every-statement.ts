/**
 * Has the product send every statement that it can: each procedure in each of its situations, the grid and the record with
 * every option, the sweep with something to do, and the operator's commands.
 */
import { randomBytes } from "node:crypto";
import { loadArgon2 } from "../../dev/argon2.ts";
import { buildDeps } from "../../worker/deps.ts";
import { letterPlace } from "../../worker/features/mail/service.ts";
import { sweep } from "../../worker/sweep.ts";
import { afterPassword, wrongCode } from "./acts.ts";
import { appoint, makeRealm, type Page } from "./administration.ts";
import { operatorAt, ringOf } from "./operator.ts";
import { change } from "./policy-change.ts";
import { kindOf } from "./procedures.ts";
import { settleRing } from "./rings.ts";
import { situationsIn } from "./situations.ts";
import { PASSWORD, type TestTenant, type World } from "./world.ts";

const sorts = ["name", "email", "realm", "role", "twoFactor", "required", "lastSignIn"] as const;
const states = ["active", "invited", "unverified", "disabled", "locked", "pending", "missing"] as const;

/** Every procedure, in every situation of the table that the round trips are counted by. */
export async function callProcedures(world: World, house: TestTenant): Promise<void> {
	for (const [name, hows] of Object.entries(situationsIn(world, house)))
		for (const arrange of Object.values(hows)) {
			const { visitor, input } = await arrange();
			await (kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input));
			await visitor.settle();
		}
}

/** The grid in every order, both ways, with every filter, its first page and the next; and the record likewise. */
export async function callLists(world: World, house: TestTenant): Promise<void> {
	const realmId = await makeRealm(world, house, "plans", { requirement: "required" });
	for (let made = 0; made < 3; made += 1) await house.person({ realmId, name: `Plan ${made}` });
	const person = await house.enrolled({ role: "realmAdmin", realmId });
	await appoint(world, house, person.id, [realmId]);
	const desk = await house.signedIn(await house.enrolled({ role: "owner" }));
	const filters: readonly object[] = [
		{},
		{ search: "plan" },
		{ search: "%" },
		{ search: "plan", status: "active" },
		{ realmId },
		{ role: "member" },
		{ twoFactor: "off" },
		...states.map((status) => ({ status })),
	];
	for (const sort of sorts)
		for (const direction of ["asc", "desc"])
			for (const filter of filters) {
				const input = { sort, direction, limit: 2, ...filter };
				const { nextCursor } = await desk.okQuery<Page>("users.list", input);
				if (nextCursor !== undefined) await desk.okQuery("users.list", { ...input, cursor: nextCursor });
			}
	await (await house.signedIn(person)).okQuery("users.list", {});
	for (const filter of [
		{},
		{ event: "login.succeeded" },
		{ actorId: person.id },
		{ targetId: person.id },
		{ search: "plan" },
		{ search: "%" },
		{ fromAt: 1, toAt: world.now() },
	]) {
		const input = { limit: 1, ...filter };
		const { nextCursor } = await desk.okQuery<{ nextCursor?: string }>("audit.list", input);
		if (nextCursor !== undefined) await desk.okQuery("audit.list", { ...input, cursor: nextCursor });
	}
}

/** What seldom happens: each step is there for a statement that no ordinary call sends. */
export async function callRarities(world: World, house: TestTenant): Promise<void> {
	const realmId = await makeRealm(world, house, "rare");
	const member = await house.person({ realmId });
	const helper = await house.enrolled({ role: "realmAdmin" });
	await appoint(world, house, helper.id, [realmId]);
	const [first, second] = [await house.enrolled({ role: "owner" }), await house.person({ role: "owner" })];
	const desk = await house.signedIn(first);
	await (await house.signedIn(helper)).ok("users.setRequirement", { id: member.id, requirement: "notRequired" });
	await desk.ok("users.disable", { id: second.id });
	const reset = await house.enrolled();
	await desk.ok("users.resetSecondFactor", { id: reset.id, endSessions: true, reason: "lost" });
	await afterPassword(house, await house.person({ requirement: "required" }));

	// A wrong password beside a right code gives the code's attempt back.
	const alice = await house.enrolled();
	const inside = await house.signedIn(alice);
	world.nextStep();
	await inside.mutate("totp.disable", { password: "not-the-one", code: alice.code() });
	await inside.settle();
	const leaving = await house.enrolled();
	const leaver = await house.signedIn(leaving);
	await leaver.ok("totp.disable", { password: PASSWORD, code: leaving.recoveryCodes[0] });
	await leaver.settle();
	// The answer was lost, and the same act comes again with the same key.
	const headers = { "idempotency-key": "rare-key-0123456789" };
	const keyed = await house.signedIn(await house.enrolled({ role: "owner" }), { headers });
	for (const _time of ["first", "again"])
		await keyed.ok("realms.create", { key: "twice", name: "Twice", category: "department" });
	// Two people's set-ups in one browser, a browser that is trusted while all others are signed out, and a lock.
	const shared = await house.signedIn(await house.person());
	await afterPassword(house, await house.person({ requirement: "required" }), shared);
	await shared.ok("totp.begin");
	await shared.mutate("totp.confirm", { code: "123456" });
	const tess = await house.enrolled();
	const trusting = await afterPassword(house, tess);
	await trusting.ok("login.proveTotp", { code: tess.code(), trustBrowser: true });
	await trusting.ok("sessions.revokeOthers");
	const locked = await house.enrolled();
	for (let typed = 0; typed < 10; typed += 1)
		await (await afterPassword(house, locked)).mutate("login.proveTotp", {
			code: wrongCode(locked.phone, world.now()),
		});
	// A phone whose clock is far ahead; the browser is seen again after a while.
	const ahead = await afterPassword(house, alice);
	await ahead.mutate("login.proveTotp", { code: alice.phone.code(world.now() + 300_000) });
	await ahead.settle();
	world.advance(300_000);
	await inside.query("sessions.current");
	await inside.settle();
	// A hash of another cost is made anew at the next sign-in.
	const dearer = buildDeps(world.deps.config, loadArgon2, { passwordCost: { memoryKiB: 128, passes: 1 } });
	const bob = await house.person();
	await world.rows("update users set password_hash = ? where id = ?", [
		await dearer.passwords.hash(PASSWORD, { tenantId: house.scope.tenantId, email: bob.email }),
		bob.id,
	]);
	await house.signedIn(bob);

	const input = {
		organization: "Acme",
		slug: "abandoned",
		name: "Olive",
		email: "olive@abandoned.example",
		password: PASSWORD,
	};
	for (const hours of [0, 49]) {
		world.advance(hours * 3_600_000);
		const visitor = world.platform();
		await visitor.mutate("tenants.signUp", input);
		await visitor.settle();
	}
}

/** The sweep, with a reminder to send, a letter that its provider refuses for good, and letters, links of the chain, a day's numbers and words that wait. */
export async function callSweep(world: World): Promise<void> {
	const house = await world.tenant();
	const { id } = await house.person();
	await world.rows("update users set words = '[]' where id = ?", [id]);
	await change(house.scope, { requirement: "required", requiredFromAt: world.now(), graceDays: 20 });
	world.advance(13 * 86_400_000);
	const { tenantId } = house.scope;
	const empty = await world.deps.sealer.seal(letterPlace(tenantId, "ltr_empty"), "{}");
	await world.rows(
		`insert into outbox (tenant_id, id, kind, recipient, sealed_letter, created_at, not_before_at, expires_at)
		values (?1, 'ltr_empty', 'codeRefused', 'nobody', ?2, ?3, ?3, ?3 + 60000)`,
		[tenantId, empty, world.now()],
	);
	await sweep(world.deps);
}

/** The operator's commands on an organization of their own, one after the other. */
export async function callOperator(world: World): Promise<void> {
	const house = await world.tenant();
	const owner = await house.enrolled({ role: "owner" });
	await house.person({ role: "owner" });
	const operator = operatorAt(world);
	const k2 = randomBytes(32);
	const rotating = operatorAt(world, { keys: ringOf(world, { k2 }, "k2") });
	const tenant = ["--tenant", house.slug];
	const by = (name: string) => ["--operator", name];
	const file = operator.file("house.jsonl");
	const made = ["--tenant", "plans", "--name", "Plans", "--owner-email", "p@plans.example", "--owner-name", "Pia"];
	const way = [...tenant, "--email", owner.email];
	await operator.ok("tenants", "create", ...made);
	await operator.ok("tenants", "list");
	await operator.ok("owner", "request", ...way, ...by("Ines"), "--reason", "Lost the phone and the codes");
	await operator.ok("owner", "status", ...tenant);
	await operator.ok("owner", "cancel", ...way, ...by("Ines"));
	await operator.ok("owner", "request", ...way, ...by("Ines"), "--reason", "Lost the phone and the codes");
	world.advance(86_400_000);
	await operator.ok("owner", "finish", ...way, ...by("Ivan"));
	await operator.ok("verify", ...tenant);
	await operator.ok("tenants", "suspend", ...tenant, ...by("Ines"), "--reason", "Moving house");
	await operator.ok("export", ...tenant, "--out", file, ...by("Ines"));
	await operator.ok("tenants", "remove", ...tenant, ...by("Ines"), "--confirm", house.slug, "--file", file);
	world.deps.directory.forget(house.slug);
	await operator.ok("import", "--file", file, ...by("Ines"));
	await operator.ok("tenants", "resume", ...tenant, ...by("Ines"));
	await settleRing(world, ringOf(world, { k2 }, "k2"));
	await rotating.ok("keys", "status");
	await rotating.ok("keys", "rotate", ...by("Ines"));
}
