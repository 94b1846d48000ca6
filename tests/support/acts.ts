/**
 * What tests of several nouns do alike: read a link out of a letter, finish a set-up with a phone of its own, look at
 * everything that is stored of a person. Nothing here asserts; it throws when the product refuses.
 */
import type { CaughtMessage } from "../../dev/caught.ts";
import type { Visitor } from "./browser.ts";
import { type Phone, phoneFrom } from "./phone.ts";
import type { TestTenant, World } from "./world.ts";

/** The token in the link of a letter. */
export function tokenIn(letter: CaughtMessage | undefined): string {
	const token = /#token=(\S+)/.exec(letter?.text ?? "")?.[1];
	if (token === undefined)
		throw new Error(`No link in ${letter ? JSON.stringify(letter.subject) : "a letter that never came"}`);
	return token;
}

export interface SetUp {
	readonly phone: Phone;
	readonly uri: string;
	readonly key: string;
	readonly recoveryCodes: readonly string[];
}

/** Goes through a set-up with a new phone, up to the codes; `password` as the account page asks for it. */
export async function setUp(world: World, visitor: Visitor, password?: string): Promise<SetUp> {
	const begun = await visitor.ok<{ uri: string; key: string }>(
		"totp.begin",
		password === undefined ? {} : { password },
	);
	const phone = phoneFrom(begun.uri);
	const code = phone.code(world.now());
	const { recoveryCodes } = await visitor.ok<{ recoveryCodes: string[] }>("totp.confirm", { code });
	return { ...begun, phone, recoveryCodes };
}

/** A visitor who has typed the right password and stands at the next step. */
export async function afterPassword(
	house: TestTenant,
	person: { readonly email: string; readonly password: string },
	visitor: Visitor = house.visitor(),
): Promise<Visitor> {
	await visitor.ok("login.begin", { email: person.email, password: person.password });
	await visitor.settle();
	return visitor;
}

const ownedTables = [
	"sessions",
	"login_challenges",
	"totp_factors",
	"totp_setups",
	"recovery_codes",
	"trusted_browsers",
	"known_browsers",
	"mailed_tokens",
];

/** Every row that belongs to a person, as text that can be compared. */
export async function everythingOf(world: World, userId: string): Promise<string> {
	const rows: unknown[] = [await world.rows("select * from users where id = ?", [userId])];
	for (const table of ownedTables)
		rows.push(await world.rows(`select * from ${table} where user_id = ? order by id`, [userId]));
	rows.push(await world.rows("select * from attempts where subject like ?", [`%${userId}%`]));
	return JSON.stringify(rows);
}

/** A six-digit code that none of the phone's codes within the product's sight is. */
export function wrongCode(phone: Phone, nowMs: number): string {
	const near = new Set(Array.from({ length: 61 }, (_, index) => phone.code(nowMs + (index - 30) * 30_000)));
	for (let number = 0; ; number += 1) {
		const code = String(number).padStart(6, "0");
		if (!near.has(code)) return code;
	}
}
