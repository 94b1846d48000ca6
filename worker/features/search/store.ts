/**
 * Conditions of a search for people, and who still lacks the words that it finds people by. Whom few texts find, an index of
 * the beginnings of words names; where very many fit, they stand close together in any order of the list, and the list is
 * walked instead.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { nameWords } from "../../../db/schema/name-words.ts";
import { users } from "../../../db/schema/users.ts";
import type { Email, TenantId, UserId } from "../../lib/brand.ts";
import { called } from "../users/rules.ts";
import type { Sought } from "./rules.ts";

/** Above every text that begins with the one before it. */
const END = "\u{10ffff}";

/**
 * Ids of the people in whose name or address a word begins so, each once, in however many of their words: whoever limits them stops
 * the search there. Never called for a text without a word.
 */
export const idsSaid = (tenantId: TenantId, sought: Sought): SQL =>
	sql`select distinct id from (${sql.join(
		sought.words.map(
			(said) => sql`select ${nameWords.userId} as id from ${nameWords} where ${nameWords.tenantId} = ${tenantId}
				and ${nameWords.word} >= ${said} and ${nameWords.word} < ${said + END}`,
		),
		sql` union all `,
	)})`;

/** The text stands literally in the name or in the address. */
export const isSaid = ({ name, email }: Sought): SQL =>
	sql`(instr(${users.nameKey}, ${name}) > 0 or instr(${users.email}, ${email}) > 0)`;

const spaced = (text: SQL): SQL =>
	[".", "_", "-", "+", "@", "(", ")", ",", "/", "%", "&", ":", "''"].reduce(
		(said, sign) => sql`replace(${said}, ${sql.raw(`'${sign}'`)}, ' ')`,
		text,
	);

/** The text stands so in the name or in the address that a word begins with it; for a walk through many who fit. */
export const isSaidByWord = (sought: Sought): SQL => {
	const text = spaced(sql`${users.nameKey} || ' ' || ${users.email}`);
	const begins = sought.words.map((said) => sql`instr(' ' || ${text}, ${` ${said}`}) > 0`);
	return sql`(${isSaid(sought)}${begins.length === 0 ? sql`` : sql` and (${sql.join(begins, sql` or `)})`})`;
};

/** People whose words are not written yet: rows of before that column, or of a worker that does not know it. */
export const readWordless = (db: Db, most: number) =>
	db
		.select({ tenantId: users.tenantId, id: users.id, name: users.name, email: users.email })
		.from(users)
		.where(sql`${users.words} = '[]' and ${unfenced(users.tenantId)}`)
		.limit(most);

/** Writes the words of somebody who is still called so. */
export const writeWords = (db: Db, tenantId: TenantId, id: UserId, { name, email }: { name: string; email: Email }) =>
	db
		.update(users)
		.set(called(name, email))
		.where(and(eq(users.tenantId, tenantId), eq(users.id, id), eq(users.name, name), eq(users.email, email)));
