/**
 * Brings people in from one piece of a file: whoever is there already stays as they are, whoever is new is created in one
 * batch with their audit, and every record that is wrong says why. A dry run writes nothing. The same piece twice, or a
 * piece whose answer was lost, changes nothing the second time; two at once that name the same address: one is told `conflict`.
 */
import { type FieldProblem, refuse } from "../../errors.ts";
import type { Email, RealmId, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entries, entry } from "../audit/service.ts";
import { heldBy } from "../mail/rules.ts";
import { commit, deliverSoon, post, postedAll, readBudget, readRooms } from "../mail/service.ts";
import { makeLink } from "../mailed-tokens/service.ts";
import { type Acting, mayGrant } from "../roles/rules.ts";
import { actingAs, permissionHolds, readNamedRealms } from "../roles/service.ts";
import { type Actor, admit, type Visitor } from "../sessions/service.ts";
import { guardStanding, insertUsers } from "../users/service.ts";
import { epochOf } from "../users/standing.ts";
import { guessMapping } from "./columns.ts";
import type { ImportFileInput, Mapping } from "./input.ts";
import { type ImportedPerson, type ReadRow, type RowError, readRows } from "./rules.ts";
import { readSheet } from "./sheet.ts";
import { findEmails, findRealm } from "./store.ts";

export interface ImportRow {
	/** Of the piece, from 1: where the record begins. */
	readonly line: number;
	readonly email: string;
	readonly result: "create" | "created" | "exists" | "error";
	/** Whether an invitation is on its way; absent where none was asked for. */
	readonly invited?: boolean;
	readonly errors?: readonly { readonly field: RowError["field"]; readonly problem: FieldProblem }[];
}

export interface Imported {
	readonly columns: readonly string[];
	readonly mapping: Mapping;
	readonly rows: readonly ImportRow[];
	readonly counts: Readonly<Record<ImportRow["result"], number>>;
	/** How many invitations are on their way; absent where none were asked for. */
	readonly invited?: number;
}

/** Looks at one piece, or brings its people in. One request for a dry run, two otherwise. */
export async function importFile(scope: TenantScope, visitor: Visitor, input: ImportFileInput): Promise<Imported> {
	const { db, tenantId, now } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const file = readSheet(input.text, input.format);
	if (!file.ok) return refuse("input_invalid", { fields: { text: file.refused } });
	const sheet = file.value;
	const mapping = input.mapping ?? guessMapping(sheet);
	const read = readRows(sheet.records, mapping, input.country);
	const isInviting = input.invite === true && !input.dryRun;
	const emails = read.flatMap((row) => (row.read.ok ? [row.read.value.email] : []));
	const { actor, results } = await admit(scope, visitor, [
		readNamedRealms(db, tenantId, token.userId),
		findRealm(db, tenantId, input.realmId),
		findEmails(db, tenantId, emails),
		readRooms(db, tenantId, "invitation", isInviting ? emails : [], now),
		readBudget(db, tenantId, "email", now),
	]);
	const [named, [realm], known, rooms, [budget]] = results;
	const acting = actingAs(actor.standing.user, named);
	// A realm that may not be written to looks like one that does not exist.
	if (!realm || !mayGrant(acting, "member", realm.id)) return refuse("not_found", {}, "realm_unknown");
	const there = new Set<string>(known.map(({ email }) => email));
	const plan = read.map((row) => planFor(row, there, acting, realm.id));
	const added = plan.flatMap(({ person }) => (person ? [person] : []));
	const done = input.dryRun ? "create" : "created";
	const left = new Map<string, number>(emails.map((email, index) => [email, rooms[index]?.left ?? 0]));
	const guests = new Set<string>();
	for (const { email } of isInviting ? added : []) {
		const room = { mailbox: left.get(email) ?? 0, house: (budget?.left ?? 0) - guests.size };
		if (heldBy(room) === null) guests.add(email);
	}
	const rows = plan.map(({ row, person }): ImportRow => {
		if (!person) return row;
		return { ...row, result: done, ...(isInviting ? { invited: guests.has(person.email) } : {}) };
	});
	const counts = { create: 0, created: 0, exists: 0, error: 0 };
	for (const { result } of rows) counts[result] += 1;
	// Two columns that make up a name are one more choice.
	const columns = [...new Set([...sheet.columns, ...(mapping.name === undefined ? [] : [mapping.name])])];
	const imported = { columns, mapping, rows, counts, ...(isInviting ? { invited: guests.size } : {}) };
	return input.dryRun ? imported : create(scope, actor, acting, realm, added, guests, imported);
}

/** What becomes of one record: a person to create, somebody who is there already, or its errors. */
function planFor(
	{ line, email, read }: ReadRow,
	there: ReadonlySet<string>,
	acting: Acting,
	realmId: RealmId,
): { readonly row: ImportRow; readonly person?: ImportedPerson } {
	if (!read.ok) return { row: { line, email, result: "error", errors: read.refused } };
	if (there.has(email)) return { row: { line, email, result: "exists" } };
	if (!mayGrant(acting, read.value.role, realmId)) {
		return { row: { line, email, result: "error", errors: [{ field: "role", problem: "not_allowed" }] } };
	}
	return { row: { line, email, result: "create" }, person: read.value };
}

async function create(
	scope: TenantScope,
	{ standing }: Actor,
	acting: Acting,
	realm: { readonly id: RealmId; readonly key: string },
	people: readonly ImportedPerson[],
	guests: ReadonlySet<string>,
	imported: Imported,
): Promise<Imported> {
	const { db, tenantId, now, deps } = scope;
	const { user: actor, tenant } = standing;
	const epoch = epochOf(deps.config.globalEpoch, tenant.epoch, 0);
	const added = people.map((person) => ({
		...person,
		id: deps.random.id("usr") as UserId,
		locale: person.locale ?? actor.locale,
	}));
	const links = added
		.filter(({ email }) => guests.has(email))
		.map((person) => ({ person, ...makeLink(scope, "invitation", person.id, epoch) }));
	const letters = await Promise.all(
		links.map(({ person, link }) => post(scope, tenant, person, { kind: "invitation", link })),
	);
	const created = ({ id, role }: (typeof added)[number]) => ({
		targetId: id,
		what: { event: "user.created", evidence: { role, realm: realm.key, imported: true } } as const,
	});
	const { created: made, exists, error: errors } = imported.counts;
	const evidence = { realm: realm.key, created: made, exists, errors };
	await commit(
		scope,
		[
			...(added.length > 0
				? [insertUsers(db, tenantId, added.map(newUser(realm.id, now))), entries(scope, added.map(created), actor.id)]
				: []),
			...postedAll(scope, letters),
			...links.map(({ statement }) => statement),
			entry(scope, null, { event: "users.imported", evidence }, actor.id),
			guardStanding(scope, "conflict", standing),
			...permissionHolds(scope, acting, [realm.id]),
		],
		[],
		imported,
	);
	deliverSoon(scope, letters);
	return imported;
}

const newUser =
	(realmId: RealmId, now: TenantScope["now"]) =>
	(
		person: Omit<ImportedPerson, "locale"> & {
			readonly id: UserId;
			readonly email: Email;
			readonly locale: "en" | "es";
		},
	) =>
		({ ...person, realmId, status: "invited", passwordHash: null, now }) as const;
