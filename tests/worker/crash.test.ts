/**
 * The database dies in the middle of writing, again and again (T160): people sign in, invite, change roles, use recovery codes
 * and sign out while libsql-server is killed without warning. What was acknowledged is there afterwards, nothing is half
 * there, and the workers find their way back by themselves.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLanes } from "../../worker/lib/lanes.ts";
import type { Visitor } from "../support/browser.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { PASSWORD, type Running, type RunningHouse, type RunningPerson, startRunning } from "../support/running.ts";

let running: Running;
let house: RunningHouse;
let owner: RunningPerson;
let desk: Visitor;
beforeAll(async () => {
	running = await startRunning({ workers: 2 });
	house = await running.house("acme");
	owner = await house.enrolled({ role: "owner" });
	desk = house.visitor();
	await signIn(desk, owner);
}, 60_000);
afterAll(() => running.stop());

async function signIn(visitor: Visitor, person: RunningPerson): Promise<void> {
	await visitor.ok("login.begin", { email: person.email, password: PASSWORD });
	await visitor.ok("login.proveTotp", { code: person.phone.code(running.now()) });
}

/** What an answer has promised: a query that must find this, or at least so many. */
interface Promised {
	readonly what: string;
	readonly sql: string;
	readonly args: (string | number)[];
	readonly finds: number | string;
}

/** One kind of write; it gives what its answer promised, or null when there was no answer. */
type Write = (turn: number) => Promise<Promised | null>;

const isAnswered = ({ status }: { readonly status: number }): boolean => status === 200;

function writesOf(
	people: readonly RunningPerson[],
	members: readonly { readonly id: string }[],
	guests: readonly { readonly id: string; readonly email: string }[],
): readonly Write[] {
	const free = [...members];
	const coming = [...guests];
	const usedBy = new Map<string, number>();
	return [
		async (turn) => {
			const email = `new-${turn}-${Math.random()}@acme.example`;
			const done = isAnswered(await desk.copy().mutate("users.create", { email, name: "New" }));
			const sql = "select count(*) as n from users where email = ?";
			return done ? { what: "person created", sql, args: [email], finds: 1 } : null;
		},
		async (turn) => {
			const slug = `house-${turn}-${Math.floor(Math.random() * 1e9)}`;
			const input = { organization: "New", slug, name: "Olive", email: `o@${slug}.example`, password: PASSWORD };
			const done = isAnswered(await running.platform(turn % 2).mutate("tenants.signUp", input));
			const sql = "select count(*) as n from tenants join users using (tenant_id) where slug = ?";
			return done ? { what: "organization founded", sql, args: [slug], finds: 1 } : null;
		},
		async (turn) => {
			// Each member's role is changed once: what is stored is what the answer said.
			const member = free.pop();
			if (!member) return null;
			const role = turn % 2 === 0 ? "auditor" : "realmAdmin";
			const answer = await desk.copy().mutate("users.update", { id: member.id, role });
			const sql = "select role as n from users where id = ?";
			return isAnswered(answer) ? { what: "role changed", sql, args: [member.id], finds: role } : null;
		},
		async (turn) => {
			const person = people[turn % people.length];
			const visitor = house.visitor(turn % 2);
			const code = person?.recoveryCodes[Math.floor(turn / people.length)];
			if (!person || code === undefined) return null;
			if (!isAnswered(await visitor.mutate("login.begin", { email: person.email, password: PASSWORD }))) return null;
			if (!isAnswered(await visitor.mutate("login.proveRecoveryCode", { code }))) return null;
			const times = (usedBy.get(person.id) ?? 0) + 1;
			usedBy.set(person.id, times);
			const sql = "select min(count(*), ?2) as n from recovery_codes where user_id = ?1 and used_at is not null";
			return { what: "recovery code used", sql, args: [person.id, times], finds: times };
		},
		async () => {
			const person = coming.pop();
			if (!person) return null;
			const visitor = house.visitor();
			if (!isAnswered(await visitor.mutate("login.begin", { email: person.email, password: PASSWORD }))) return null;
			if (!isAnswered(await visitor.mutate("login.signOut", {}))) return null;
			const sql = "select count(*) as n from sessions where user_id = ?";
			return { what: "session ended", sql, args: [person.id], finds: 0 };
		},
	];
}

/** Half an effect: rows that only ever come together, and did not. */
const halves: readonly (readonly [what: string, sql: string])[] = [
	[
		"a session without the record of its sign-in",
		`select count(*) as n from sessions s where not exists (select 1 from audit_events a where a.tenant_id = s.tenant_id
			and a.target_id = s.user_id and a.event = 'login.succeeded' and a.at = s.created_at)`,
	],
	[
		"a person without the record of who made them",
		`select count(*) as n from users u where u.email like 'new-%' and not exists (select 1 from audit_events a
			where a.tenant_id = u.tenant_id and a.target_id = u.id and a.event = 'user.created')`,
	],
	[
		"an organization without policy, owner or record",
		`select count(*) as n from tenants t where not exists (select 1 from policies p where p.tenant_id = t.tenant_id)
			or (t.slug like 'house-%' and (not exists (select 1 from users u where u.tenant_id = t.tenant_id and u.role = 'owner')
			or not exists (select 1 from audit_events a where a.tenant_id = t.tenant_id and a.event = 'tenant.signedUp')))`,
	],
	[
		"a used recovery code without the record of its use",
		`select count(*) as n from recovery_codes c where c.used_at is not null and not exists (select 1 from audit_events a
			where a.tenant_id = c.tenant_id and a.target_id = c.user_id and a.event = 'recoveryCodes.used')`,
	],
];

/** Whether SQLite itself finds the files whole, looked at beside the server and before it starts again. */
function isWhole(): boolean {
	const copy = mkdtempSync(join(tmpdir(), "gatehouse-dead-"));
	try {
		cpSync(running.dataDirectory, copy, { recursive: true });
		const files = readdirSync(copy, { recursive: true, encoding: "utf8" }).filter((file) => /(^|\/)data$/.test(file));
		expect(files.length).toBeGreaterThan(0);
		return files.every((file) => {
			const db = new DatabaseSync(join(copy, file));
			const found = db.prepare("pragma integrity_check").get();
			db.close();
			return Object.values(found ?? {})[0] === "ok";
		});
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

/** Milliseconds until both workers answer from the database again. */
async function untilBack(): Promise<number> {
	const startedAt = performance.now();
	for (const worker of [0, 1])
		while ((await house.visitor(worker).query("tenant.profile")).status !== 200)
			if (performance.now() - startedAt > 30_000) throw new Error("the worker does not come back");
	return performance.now() - startedAt;
}

describe("a database that is killed while people write", () => {
	it("T160 loses nothing that was acknowledged, leaves nothing half done, and is back within ten seconds", async () => {
		const kills = rounds(4, 200);
		// Each of them has a hash of the full cost: hundreds at once would be more than the line bears.
		const lanes = openLanes(16);
		const some = <One>(count: number, make: () => Promise<One>) =>
			Promise.all(Array.from({ length: count }, () => lanes(make)));
		const people = await some(rounds(6, 60), () => house.enrolled());
		const members = await some(rounds(12, 400), () => house.person());
		const writes = writesOf(people, members, await some(rounds(40, 400), () => house.person()));
		let turn = 0;
		let kept = 0;
		let slowest = 0;
		const kinds = new Map<string, number>();
		for (let kill = 0; kill < kills; kill += 1) {
			const promised: Promised[] = [];
			let isOver = false;
			const lane = async (): Promise<void> => {
				while (!isOver) {
					turn += 1;
					const promise = await writes[turn % writes.length]?.(turn).catch(() => null);
					if (promise) promised.push(promise);
				}
			};
			const writing = Array.from({ length: 6 }, lane);
			await new Promise((next) => setTimeout(next, 250 + Math.random() * 500));
			await running.killDatabase();
			isOver = true;
			await Promise.all(writing);
			expect(isWhole()).toBe(true);
			await running.startDatabase();
			slowest = Math.max(slowest, await untilBack());
			for (const { what, sql, args, finds } of promised) {
				const [row] = await running.rows(sql, args);
				expect(row?.n, `${what} ${args}`).toBe(finds);
				kinds.set(what, (kinds.get(what) ?? 0) + 1);
			}
			kept += promised.length;
			for (const [what, sql] of halves) expect((await running.rows(sql))[0]?.n, what).toBe(0);
			expect((await desk.query("sessions.current")).status).toBe(200);
		}
		expect([...kinds.keys()].sort()).toEqual([
			"organization founded",
			"person created",
			"recovery code used",
			"role changed",
			"session ended",
		]);
		expect(slowest).toBeLessThan(10_000);
		figure(
			"T160",
			`${kills} × kill -9 during writes: ${kept} acknowledged effects, 0 lost, 0 half-effects, integrity whole each time, back after at most ${(slowest / 1000).toFixed(1)} s`,
		);
	}, 3_600_000);
});
