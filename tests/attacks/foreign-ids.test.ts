/**
 * Every parameter of every procedure that takes an id, found by walking the schemas of the router: ids of another house, and
 * sessions and browsers of somebody else in one's own, are byte for byte what unknown ones are, and change nothing (T126).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appRouter } from "../../worker/trpc/router.ts";
import { afterPassword } from "../support/acts.ts";
import { makeRealm } from "../support/administration.ts";
import type { Answer, Visitor } from "../support/browser.ts";
import { rounds } from "../support/crowd.ts";
import { declared } from "../support/declared.ts";
import { figure } from "../support/figures.ts";
import { kindOf, procedures } from "../support/procedures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

type Kind = "usr" | "ses" | "brw" | "rlm" | "ret";

/** A field that takes an id, or several. */
interface Parameter {
	readonly procedure: string;
	readonly field: string;
	readonly isList: boolean;
}

const inner = (value: unknown, name: string): unknown =>
	(typeof value === "object" && value !== null) || typeof value === "function" ? Reflect.get(value, name) : undefined;

/** The fields of a schema of the library, whatever it is wrapped in. */
function fieldsOf(schema: unknown): readonly (readonly [string, unknown])[] {
	const definition = inner(inner(schema, "_zod"), "def");
	const shape = inner(definition, "shape");
	if (typeof shape === "object" && shape !== null) return Object.entries(shape);
	const wrapped = inner(definition, "innerType") ?? inner(definition, "in");
	const options = inner(definition, "options");
	if (Array.isArray(options)) return options.flatMap(fieldsOf);
	return wrapped === undefined ? [] : fieldsOf(wrapped);
}

const isList = (schema: unknown): boolean => {
	const definition = inner(inner(schema, "_zod"), "def");
	return (
		inner(definition, "type") === "array" ||
		(inner(definition, "innerType") ? isList(inner(definition, "innerType")) : false)
	);
};

const parameters: readonly Parameter[] = procedures.flatMap(({ name }) => {
	const definition: unknown = inner(Reflect.get(appRouter._def.procedures, name), "_def");
	const schemas: unknown = inner(definition, "inputs");
	if (!Array.isArray(schemas)) throw new Error(`${name} does not tell its input`);
	return schemas
		.flatMap(fieldsOf)
		.filter(([field]) => /^(id|ids|administers)$|Id$/.test(field))
		.map(([field, schema]) => ({ procedure: name, field, isList: isList(schema) }));
});

function kindFor({ procedure, field }: Parameter): Kind {
	if (field === "realmId" || field === "administers" || procedure.startsWith("realms.")) return "rlm";
	if (procedure.startsWith("sessions.")) return "ses";
	if (procedure.startsWith("trustedBrowsers.")) return "brw";
	return procedure === "tenant.cancelReturn" ? "ret" : "usr";
}

let world: World;
let acme: TestTenant;
let other: TestTenant;
let bea: Visitor;
let ownPerson: string;
let ownRealm: string;
let foreign: Readonly<Record<Kind, readonly string[]>>;

async function trusting(house: TestTenant, person: EnrolledPerson): Promise<void> {
	const visitor = await afterPassword(house, person);
	await visitor.ok("login.proveTotp", { code: person.code(), trustBrowser: true });
	await visitor.settle();
}

beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
	other = await world.tenant();
	bea = await other.signedIn(await other.enrolled({ role: "owner" }));
	const colleague = await other.enrolled();
	await trusting(other, colleague);
	ownPerson = (await other.person()).id;
	ownRealm = await makeRealm(world, other, "own");
	const owner = await acme.enrolled({ role: "owner" });
	for (let made = 0; made < rounds(1, 6); made += 1) {
		await trusting(acme, await acme.enrolled());
		await makeRealm(world, acme, `theirs-${made}`);
	}
	await world.rows("update users set status = 'disabled' where id = ?", [(await acme.person()).id]);
	await world.rows(
		"insert into owner_returns (tenant_id, id, user_id, operator, reason, requested_at, ready_at) values (?, ?, ?, 'olga', 'lost', 1, ?)",
		[acme.scope.tenantId, `ret_${"r".repeat(20)}`, owner.id, world.now()],
	);
	const idsOf = async (table: string, more = "") => {
		const sql = `select id from ${table} where tenant_id = ? ${more}`;
		const ids = (await world.rows(sql, [acme.scope.tenantId])).map(({ id }) => String(id));
		return ids.slice(0, rounds(2, 12));
	};
	const ofColleague = async (table: string) =>
		(await world.rows(`select id from ${table} where user_id = ?`, [colleague.id])).map(({ id }) => String(id));
	foreign = {
		usr: await idsOf("users"),
		ses: [...(await idsOf("sessions")), ...(await ofColleague("sessions"))],
		brw: [...(await idsOf("trusted_browsers")), ...(await ofColleague("trusted_browsers"))],
		rlm: await idsOf("realms"),
		ret: await idsOf("owner_returns"),
	};
});
let compared = 0;
afterAll(async () => {
	await world.stop();
	const { size } = new Set(parameters.map(({ procedure }) => procedure));
	figure(
		"T126",
		`${parameters.length} id parameters of ${size} procedures, ${compared} foreign ids in them: each answer byte-equal to that for an unknown id, 0 changes`,
	);
});

const call = (name: string, input: unknown): Promise<Answer> => {
	const visitor = bea.copy();
	return kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input);
};
/** An answer without what differs between any two requests. */
const said = ({ status, body, headers }: Answer, id: string): string => {
	const kept = [...headers].filter(([name]) => !["date", "set-cookie", "x-request-id"].includes(name));
	return JSON.stringify([status, kept, body])
		.replaceAll(/req_\w+/g, "req")
		.replaceAll(id, "ID");
};
/** Everything but what the service notes of tries. */
async function everything(): Promise<string> {
	const tables = await world.rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
	const kept = tables.map(({ name }) => String(name)).filter((name) => !/^(audit_|attempts$)/.test(name));
	return JSON.stringify(await Promise.all(kept.map((name) => world.rows(`select * from "${name}" order by 1, 2`))));
}

describe("an id of somebody else", () => {
	it("T126 can be named in every field that the walk finds", () => {
		const found = parameters.map(({ procedure, field }) => `${procedure}.${field}`);
		for (const known of [
			"users.get.id",
			"users.disable.ids",
			"policy.set.realmId",
			"audit.list.targetId",
			"sessions.revoke.id",
		])
			expect(found).toContain(known);
		const named = Object.entries(declared).filter(([, { input }]) =>
			/"[a-z]{3}_unknown"/.test(JSON.stringify(input ?? {})),
		);
		for (const [name] of named) expect(parameters.map(({ procedure }) => procedure)).toContain(name);
	});

	it.each(parameters)(
		"T126 T127 as $field of $procedure answers as an unknown one does, and changes nothing",
		async (parameter) => {
			const { procedure, field, isList: several } = parameter;
			const kind = kindFor(parameter);
			const own = JSON.stringify(declared[procedure]?.input ?? {})
				.replaceAll("usr_unknown", ownPerson)
				.replaceAll("rlm_unknown", ownRealm);
			const { ids, ...base } = JSON.parse(own);
			const whom = ids === undefined || field === "id" ? {} : { ids };
			const role = field === "administers" ? { role: "realmAdmin" } : {};
			const inputOf = (id: string) => ({ ...base, ...whom, ...role, [field]: several ? [id] : id });
			const unknown = `${kind}_${"x".repeat(20)}`;
			const expected = said(await call(procedure, inputOf(unknown)), unknown);
			const before = await everything();
			for (const id of foreign[kind]) {
				expect(said(await call(procedure, inputOf(id)), id)).toBe(expected);
				compared += 1;
			}
			expect(foreign[kind].length).toBeGreaterThan(0);
			expect(await everything()).toBe(before);
		},
	);
});
