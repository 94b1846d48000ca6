/**
 * Bringing people in from a file: what is new is created, what is there stays, what is wrong says why, and nothing is done
 * twice, however often a piece is sent or cut off.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm, nameRealm } from "../../dev/populate.ts";
import type { RealmId } from "../../worker/lib/brand.ts";
import { tokenIn } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { type Desk, deskOf } from "../support/links.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Desk;
let realmId: RealmId;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	desk = await deskOf(house);
	realmId = await makeRealm(house.scope, { key: "sales", name: "Sales" });
});
afterAll(() => world.stop());

interface Outcome {
	readonly columns: readonly string[];
	readonly mapping: Readonly<Record<string, string>>;
	readonly rows: readonly {
		line: number;
		email: string;
		result: string;
		errors?: { field: string; problem: string }[];
	}[];
	readonly counts: Readonly<Record<"create" | "created" | "exists" | "error", number>>;
}

const bring = async (text: string, more: object = {}, visitor: Visitor = desk.visitor): Promise<Outcome> => {
	const outcome = await visitor.ok<Outcome>("users.importFile", { realmId, text, dryRun: false, ...more });
	await visitor.settle();
	return outcome;
};
const stored = (like: string) =>
	world.rows(
		"select email, name, phone, role, status, requirement, locale, realm_id from users where email like ? order by email",
		[like],
	);
const everybody = async () =>
	JSON.stringify([
		await world.rows("select * from users order by id"),
		await world.rows("select * from outbox order by id"),
	]);

const file = (tag: string) =>
	[
		"Correo;Nombre;Apellidos;Móvil;Rol;Obligatorio;Idioma",
		`ana@${tag}.example;Ana;Díaz;0905 700 010;miembro;sí;español`,
		`ben@${tag}.example;Ben;"Smith; Jr.";;;;`,
		`nobody;Cy;;;;;`,
	].join("\r\n");

describe("a file", () => {
	it("S93 S74 creates whoever is new, in the realm, as an invited person, and says what is wrong with the others", async () => {
		const { columns, mapping, rows, counts } = await bring(file("one"), { country: "SK" });
		expect(columns).toEqual([
			"Correo",
			"Nombre",
			"Apellidos",
			"Móvil",
			"Rol",
			"Obligatorio",
			"Idioma",
			"Nombre + Apellidos",
		]);
		expect(mapping).toMatchObject({ email: "Correo", name: "Nombre + Apellidos", phone: "Móvil" });
		expect(counts).toEqual({ create: 0, created: 2, exists: 0, error: 1 });
		expect(rows[2]).toEqual({
			line: 4,
			email: "nobody",
			result: "error",
			errors: [{ field: "email", problem: "malformed" }],
		});
		const common = { role: "member", status: "invited", realm_id: realmId };
		expect(await stored("%@one.example")).toEqual([
			{
				...common,
				email: "ana@one.example",
				name: "Ana Díaz",
				phone: "+421905700010",
				requirement: "required",
				locale: "es",
			},
			{
				...common,
				email: "ben@one.example",
				name: "Ben Smith; Jr.",
				phone: null,
				requirement: "inherit",
				locale: "en",
			},
		]);
		expect(world.mails("ana@one.example")).toEqual([]);
		const told = await world.rows(
			"select event, evidence, actor_id from audit_events where event like 'user%' and actor_id = ? order by rowid",
			[desk.admin.id],
		);
		expect(told.map(({ event }) => event)).toEqual(["user.created", "user.created", "users.imported"]);
		expect(JSON.parse(String(told[2]?.evidence))).toEqual({ realm: "sales", created: 2, exists: 0, errors: 1 });
	});

	it("a dry run says the same and changes nothing", async () => {
		const before = await everybody();
		const { rows, counts } = await bring(file("dry"), { dryRun: true, country: "SK" });
		expect(counts).toEqual({ create: 2, created: 0, exists: 0, error: 1 });
		expect(rows.map(({ result }) => result)).toEqual(["create", "create", "error"]);
		expect(await everybody()).toBe(before);
		expect(await world.rows("select 1 from audit_events where event = 'users.imported'")).toHaveLength(1);
	});

	it("S93 the same file twice changes nobody, in whatever realm they are by now", async () => {
		await bring(file("two"), { country: "SK" });
		const elsewhere = await makeRealm(house.scope, { key: "elsewhere", name: "Elsewhere" });
		await world.rows("update users set realm_id = ?, name = 'Renamed' where email = 'ana@two.example'", [elsewhere]);
		const before = await everybody();
		const { counts, rows } = await bring(file("two"), { country: "SK", invite: true });
		expect(counts).toEqual({ create: 0, created: 0, exists: 2, error: 1 });
		expect(rows.map(({ result }) => result)).toEqual(["exists", "exists", "error"]);
		expect(await everybody()).toBe(before);
	});

	it("S124 with invitations each new person gets one letter, and chooses a password with it", async () => {
		await bring("email,name\nguest@inv.example,Guest", { invite: true });
		expect(world.mails("guest@inv.example")).toHaveLength(1);
		const token = tokenIn(world.mails("guest@inv.example")[0]);
		expect(await house.visitor().ok("users.acceptInvitation", { token, password: PASSWORD })).toMatchObject({
			next: "signedIn",
		});
	});

	it("takes the columns that the administrator names, and LDIF as it is", async () => {
		const odd = "who,where\nOlga,olga@odd.example";
		const lost = await bring(odd, { dryRun: true, mapping: { name: "who" } });
		expect(lost.rows[0]?.errors).toEqual([{ field: "email", problem: "required" }]);
		expect((await bring(odd, { mapping: { email: "where", name: "who" } })).counts.created).toBe(1);
		const ldif = "dn: uid=lu,dc=acme\nmail: lu@ldif.example\ncn: Lu Díaz\nmobile: +421905700011\n";
		expect((await bring(ldif)).counts.created).toBe(1);
		expect(await stored("%@ldif.example")).toMatchObject([{ name: "Lu Díaz", phone: "+421905700011" }]);
	});

	it("refuses what is longer than a piece", async () => {
		const people = Array.from({ length: 501 }, (_, index) => `p${index}@long.example,P`).join("\n");
		const long = { realmId, text: `email,name\n${people}`, dryRun: true };
		expect(await desk.visitor.refused("users.importFile", long)).toMatchObject({
			status: 400,
			fields: { text: "too_long" },
		});
		const wide = { realmId, text: "x".repeat(49_153), dryRun: true };
		expect(await desk.visitor.refused("users.importFile", wide)).toMatchObject({
			status: 400,
			fields: { text: "too_long" },
		});
	});
});

describe("who may", () => {
	it("S40 a realm administrator imports members into the named realm; any other realm does not exist", async () => {
		const small = await deskOf(house, "realmAdmin");
		await nameRealm(house.scope, small.admin.id, realmId);
		const text = "email,name,role\nmem@ra.example,Mem,member\naud@ra.example,Aud,auditor";
		const { rows } = await bring(text, {}, small.visitor);
		expect(rows.map(({ result }) => result)).toEqual(["created", "error"]);
		expect(rows[1]?.errors).toEqual([{ field: "role", problem: "not_allowed" }]);
		const elsewhere = await makeRealm(house.scope, { key: "closed", name: "Closed" });
		for (const other of [elsewhere, `rlm_${"x".repeat(20)}`]) {
			const input = { realmId: other, text, dryRun: true };
			expect(await small.visitor.refused("users.importFile", input)).toMatchObject({
				status: 404,
				refusal: "not_found",
			});
		}
	});

	it("only owners bring owners in", async () => {
		const text = (tag: string) => `email,name,role\no@${tag}.example,O,owner`;
		expect((await bring(text("adm"))).rows[0]?.errors).toEqual([{ field: "role", problem: "not_allowed" }]);
		const owner = await deskOf(house, "owner");
		expect((await bring(text("own"), {}, owner.visitor)).counts.created).toBe(1);
	});

	it("another house's realm is unknown, and another house's people are nobody here", async () => {
		const other = await world.tenant();
		const foreign = await makeRealm(other.scope, { key: "sales", name: "Sales" });
		const text = "email,name\nsame@both.example,Same";
		expect((await desk.visitor.refused("users.importFile", { realmId: foreign, text, dryRun: true })).status).toBe(404);
		await other.person({ email: "same@both.example" });
		expect((await bring(text)).counts.created).toBe(1);
	});
});

describe("twice at once", () => {
	it("T132 T036 ten imports of the same piece at once create each person once, every round", async () => {
		for (let round = 0; round < 20; round += 1) {
			const tag = `r${round}`;
			const text = `email,name\na@${tag}.example,A\nb@${tag}.example,B`;
			const copies = Array.from({ length: 10 }, () => desk.visitor.copy());
			const answers = await Promise.all(
				copies.map((copy) => copy.mutate("users.importFile", { realmId, text, dryRun: false })),
			);
			await Promise.all(copies.map((copy) => copy.settle()));
			expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
			const created = answers.filter(({ body }) => JSON.stringify(body).includes('"created":2'));
			expect(created).toHaveLength(1);
			expect(await stored(`%@${tag}.example`)).toHaveLength(2);
		}
	});
});

describe("ten thousand", () => {
	it("S93 come in pieces of a bounded size, cut off in the middle and begun again, nobody twice", async () => {
		const owner = await deskOf(await world.tenant(), "owner");
		const people = Array.from(
			{ length: 10_000 },
			(_, index) => `p${index}@big.example,Person ${index},+4219${String(10_000_000 + index)}`,
		);
		const pieces: string[] = [];
		for (let from = 0; from < people.length; from += 500)
			pieces.push(`email,name,phone\n${people.slice(from, from + 500).join("\n")}`);
		for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(48 * 1024);
		const [{ tenant_id: tenantId }] = (await world.rows("select tenant_id from users where id = ?", [
			owner.admin.id,
		])) as [{ tenant_id: string }];
		const [{ id }] = (await world.rows("select id from realms where tenant_id = ?", [tenantId])) as [{ id: string }];
		const send = async (text: string) => {
			const answer = await owner.visitor.mutate("users.importFile", { realmId: id, text, dryRun: false });
			expect(answer.status).toBe(200);
			// An answer is no longer than what was asked, so nothing grows with the file.
			expect(JSON.stringify(answer.body).length).toBeLessThan(64 * 1024);
		};
		// The seventh answer was lost: nobody knows, so the import begins again from its start.
		for (const piece of pieces.slice(0, 7)) await send(piece);
		for (const piece of pieces) await send(piece);
		const [count] = await world.rows(
			"select count(*) as people, count(distinct email) as addresses from users where tenant_id = ? and email like '%@big.example'",
			[tenantId],
		);
		expect(count).toEqual({ people: 10_000, addresses: 10_000 });
	}, 120_000);
});
