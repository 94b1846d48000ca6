/**
 * People of several houses and realms ask two isolates all at once, thousands of times, for what is theirs and what is not. Every
 * name, address and id carries a mark or is known to the database: whatever an answer holds is looked up, and belongs to who
 * asked (T126, T127, T128). Nothing that one request leaves behind in an isolate reaches another.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../worker/features/roles/rules.ts";
import type { RealmId } from "../../worker/lib/brand.ts";
import { appoint, makeRealm } from "../support/administration.ts";
import type { Answer, Visitor } from "../support/browser.ts";
import { PATIENT, rounds, storm, twoIsolates } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { kindOf } from "../support/procedures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

interface Somebody {
	readonly person: EnrolledPerson;
	readonly role: Role;
	readonly house: TestTenant;
	/** Only people of the realm may be seen by who administers it and nothing else. */
	readonly realm: RealmId | null;
	/** Stands in the name and the address of this person and nowhere else. */
	readonly mark: string;
	readonly visitor: Visitor;
}

/** What a mark or an id belongs to. */
interface Owner {
	readonly tenantId: string;
	readonly userId?: string;
}

const HOUSES = 4;
let world: World;
let people: readonly Somebody[];
const owners = new Map<string, Owner>();
const realmOfPerson = new Map<string, unknown>();

async function furnish(number: number): Promise<readonly Somebody[]> {
	const mark = `zqhouse${number}qz`;
	const house = await world.tenant({ name: `House ${mark}`, contact: `Desk ${mark}` });
	const { tenantId } = house.scope;
	owners.set(mark, { tenantId });
	const realms = await Promise.all(["one", "two"].map((key) => makeRealm(world, house, `${key}-${mark}`)));
	const [one = null, two = null] = realms;
	const wanted: readonly (readonly [Role, RealmId | null])[] = [
		["owner", null],
		["auditor", null],
		["admin", null],
		...[one, two].flatMap((realm) => [
			["realmAdmin", realm] as const,
			["member", realm] as const,
			["member", realm] as const,
		]),
	];
	const made: Somebody[] = [];
	for (const [index, [role, realm]] of wanted.entries()) {
		const own = `zqpat${number}x${index}qz`;
		const person = await house.enrolled({ role, name: `Pat ${own}`, email: `${own}@door.example` });
		if (realm) await world.rows("update users set realm_id = ? where id = ?", [realm, person.id]);
		if (realm && role === "realmAdmin") await appoint(world, house, person.id, [realm]);
		owners.set(own, { tenantId, userId: person.id });
		made.push({ person, role, house, realm, mark: own, visitor: await house.signedIn(person) });
	}
	return made;
}

beforeAll(async () => {
	world = await createWorld(PATIENT);
	people = (await Promise.all(Array.from({ length: HOUSES }, (_, number) => furnish(number)))).flat();
}, 120_000);
afterAll(() => world.stop(), 120_000);

/** Learns who has which id, after everything is over: sessions came and went meanwhile. */
async function learnIds(): Promise<void> {
	for (const { id, tenant_id, realm_id } of await world.rows("select id, tenant_id, realm_id from users")) {
		owners.set(String(id), { tenantId: String(tenant_id), userId: String(id) });
		realmOfPerson.set(String(id), realm_id);
	}
	for (const table of ["sessions", "trusted_browsers", "known_browsers"])
		for (const { id, tenant_id, user_id } of await world.rows(`select id, tenant_id, user_id from ${table}`))
			owners.set(String(id), { tenantId: String(tenant_id), userId: String(user_id) });
	for (const { id, tenant_id } of await world.rows("select id, tenant_id from realms"))
		owners.set(String(id), { tenantId: String(tenant_id) });
	for (const { id, tenant_id, actor_id, target_id } of await world.rows(
		"select id, tenant_id, actor_id, target_id from audit_events",
	)) {
		const userId = target_id ?? actor_id;
		owners.set(String(id), { tenantId: String(tenant_id), ...(userId === null ? {} : { userId: String(userId) }) });
	}
	for (const { tenant_id } of await world.rows("select tenant_id from tenants"))
		owners.set(String(tenant_id), { tenantId: String(tenant_id) });
}

/** Whether somebody may know of it: staff of a house of all that is the house's, others of less. */
function mayKnow({ person, role, house, realm }: Somebody, { tenantId, userId }: Owner): boolean {
	if (tenantId !== house.scope.tenantId) return false;
	if (userId === undefined || userId === person.id || !["realmAdmin", "member"].includes(role)) return true;
	return role === "realmAdmin" && realmOfPerson.get(userId) === realm;
}

type Ask = readonly [procedure: string, input?: object];
const everybody: readonly ((who: Somebody, other: Somebody) => Ask)[] = [
	() => ["tenant.profile"],
	() => ["sessions.current"],
	() => ["sessions.list"],
	() => ["trustedBrowsers.list"],
	() => ["login.state"],
	() => ["recoveryCodes.list"],
	({ mark }) => ["users.updateProfile", { name: `Pat ${mark}`, locale: "en" }],
	(_, { person }) => ["users.get", { id: person.id }],
	({ person }) => ["login.begin", { email: person.email, password: person.password }],
	(_, { person }) => ["login.begin", { email: person.email, password: "not-the-password" }],
	(_, { person }) => ["passwords.requestReset", { email: person.email }],
];
const ofStaff: readonly ((who: Somebody, other: Somebody) => Ask)[] = [
	() => ["users.list", { sort: "lastSignIn", direction: "desc" }],
	() => ["users.list", { search: "zq" }],
	(_, { mark }) => ["users.list", { search: mark }],
	(_, { realm }) => ["users.list", { realmId: realm ?? "rlm_unknown" }],
	({ person }) => ["users.get", { id: person.id }],
	() => ["overview.get"],
	() => ["realms.list"],
	() => ["policy.get"],
	() => ["policy.history", {}],
	() => ["policy.preview", { overrides: { requirement: "required" } }],
	() => ["tenant.settings"],
	() => ["audit.list", { limit: 50 }],
	(_, { person }) => ["audit.list", { targetId: person.id }],
	() => ["audit.export", { format: "jsonl" }],
	({ person }, { person: other }) => ["users.setMethod", { ids: [other.id, person.id], method: "authenticator" }],
	(_, { person, mark }) => ["users.update", { id: person.id, name: `Pat ${mark}` }],
];

const marksIn = (text: string): readonly string[] =>
	text.match(/zq(?:house|pat)\w+?qz|\b(?:usr|ses|brw|kbr|rlm|tnt|evt)_[a-z0-9]{20}\b/g) ?? [];
/** Marks and ids that stand in an answer, cookies and headers among it. */
const found = ({ body, headers }: Answer): readonly string[] => marksIn(JSON.stringify([body, [...headers]]));

describe("people of several houses and realms, all at once", () => {
	it("T126 T127 T128 are told of nothing that belongs to others, by either isolate", async () => {
		const count = rounds(400, 10_000);
		const gate = twoIsolates(world);
		const seen: (readonly [Somebody, string, ReadonlySet<string>, readonly string[]])[] = [];
		const statuses = new Map<number, number>();
		const acts = Array.from({ length: count }, (_, index) => async () => {
			const who = people[(index * 7) % people.length];
			const other = people[(index * 13 + Math.floor(index / people.length)) % people.length];
			if (!who || !other) throw new Error("nobody");
			const asks = who.role === "member" ? everybody : [...everybody, ...ofStaff];
			const [procedure, input] = asks[(index * 5 + Math.floor(index / people.length)) % asks.length]?.(who, other) ?? [
				"",
			];
			const visitor = gate(who.house, index);
			visitor.jar.take(who.visitor.jar);
			const answer = await (kindOf(procedure) === "query"
				? visitor.query(procedure, input)
				: visitor.mutate(procedure, input));
			await visitor.settle();
			statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
			// What was sent along may come back.
			seen.push([who, procedure, new Set(JSON.stringify(input ?? {}).match(/\w+/g)), found(answer)]);
		});
		await storm(acts);
		await learnIds();
		let looked = 0;
		const foreign: string[] = [];
		for (const [who, procedure, sent, marks] of seen)
			for (const mark of marks.filter((each) => !sent.has(each))) {
				const owner = owners.get(mark);
				looked += 1;
				if (!owner || !mayKnow(who, owner)) foreign.push(`${procedure} tells ${who.role} ${who.mark} of ${mark}`);
			}
		for (const who of people)
			for (const letter of world.mails(who.person.email))
				for (const mark of marksIn(JSON.stringify([letter.subject, letter.text, letter.html]))) {
					const owner = owners.get(mark);
					looked += 1;
					if (!owner || !mayKnow(who, owner)) foreign.push(`a letter tells ${who.mark} of ${mark}`);
				}
		expect([...new Set(foreign)]).toEqual([]);
		expect(statuses.get(200) ?? 0, JSON.stringify([...statuses])).toBeGreaterThan(count / 2);
		expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
		figure(
			"T126",
			`${count} interleaved requests by ${people.length} people of ${HOUSES} organizations and ${HOUSES * 2} realms before 2 isolates: ${looked} names and ids in answers and letters, 0 of them foreign`,
		);
	}, 1_800_000);
});
