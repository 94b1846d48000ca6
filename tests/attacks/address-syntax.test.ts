/**
 * Addresses that mean two people, a header or nothing: each way into the product that takes an address refuses them as bad
 * input, stores nobody and writes to nobody. Only the mailbox that was stored is ever written to.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm } from "../../dev/populate.ts";
import { refusalOf } from "../support/browser.ts";
import { type Desk, deskOf } from "../support/links.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Desk;
let realmId: string;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	desk = await deskOf(house, "owner");
	await house.person({ email: "alice@x.example" });
	realmId = await makeRealm(house.scope, { key: "post", name: "Post" });
});
afterAll(() => world.stop());

const odd = [
	"alice@x.example,mallory@y.example",
	"alice@x.example;mallory@y.example",
	"alice@x.example mallory@y.example",
	"alice@x.example\tmallory@y.example",
	"alice@x.example\r\nBcc: mallory@y.example",
	"alice@x.example%0abcc:mallory@y.example",
	"alice@x.example%0d%0aBcc:mallory@y.example",
	"mallory@y.example\u0000alice@x.example",
	'"alice@x"@y.example',
	'"alice"@x.example',
	"<alice@x.example>",
	"Alice <alice@x.example>",
	"alice(comment)@x.example",
	"alice@(comment)x.example",
	"alice@x.example(mallory@y.example)",
	"alice@x.example@y.example",
	"alice@[127.0.0.1]",
	"alice@x",
	"@x.example",
	"alice@",
	"alice",
	"mailto:alice@x.example",
	"alice@x.example?bcc=mallory@y.example",
	"alice@x.example\u2028mallory@y.example",
	`${"a".repeat(310)}@x.example`,
	`${"a".repeat(400)}@x.example`,
	`a@${"b.".repeat(200)}example`,
];

const doors: Readonly<Record<string, (email: string) => Promise<{ status: number; headers: Headers; body: unknown }>>> =
	{
		"tenants.signUp": (email) =>
			world.platform().mutate("tenants.signUp", {
				organization: "Acme",
				slug: "acme-post",
				name: "Olive",
				email,
				password: PASSWORD,
			}),
		"users.create": (email) => desk.visitor.mutate("users.create", { email, name: "New", realmId, invite: true }),
		"passwords.requestReset": (email) => house.visitor().mutate("passwords.requestReset", { email }),
		"login.begin": (email) => house.visitor().mutate("login.begin", { email, password: PASSWORD }),
	};

describe("an address that is none", () => {
	it.each(Object.keys(doors))("T093 is refused by %s, and nobody is stored or written to", async (door) => {
		const people = await world.rows("select id, email from users order by id");
		for (const email of odd) {
			const answer = await doors[door]?.(email);
			expect(answer?.status, email).toBe(400);
			if (answer)
				expect(refusalOf(answer), email).toMatchObject({
					refusal: "input_invalid",
					fields: { email: expect.any(String) },
				});
		}
		await desk.visitor.settle();
		expect(await world.rows("select id, email from users order by id")).toEqual(people);
		expect(await world.rows("select id from outbox")).toEqual([]);
		for (const mailbox of ["alice@x.example", "mallory@y.example"]) expect(world.mails(mailbox)).toEqual([]);
	});

	it("T093 is refused row by row by an import", async () => {
		const rows = odd
			.filter((email) => !/[\p{Cc}\u2028]/u.test(email))
			.map((email) => `"${email.replaceAll('"', '""')}",New`);
		const { rows: results } = await desk.visitor.ok<{ rows: { result: string }[] }>("users.importFile", {
			realmId,
			text: `email,name\n${rows.join("\n")}\n`,
			dryRun: false,
			invite: true,
		});
		await desk.visitor.settle();
		expect(results.map(({ result }) => result)).toEqual(rows.map(() => "error"));
		expect(await world.rows("select id from users where realm_id = ?", [realmId])).toEqual([]);
		expect(world.mails("mallory@y.example")).toEqual([]);
	});
});
