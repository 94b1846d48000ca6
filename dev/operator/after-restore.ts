/**
 * What an operator is shown after an organization was brought back: what is void, and who can do what as things stood then. Nobody
 * can know from a backup who was disabled, removed or demoted after it; it says so, and leaves the opening to a person.
 */
import { and, asc, eq, ne, or } from "drizzle-orm";
import { users } from "../../db/schema/index.ts";
import { momentText } from "../../worker/features/mail/facts.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import type { TenantScope } from "../../worker/scope.ts";
import type { Row } from "./tables.ts";
import type { Terminal } from "./terminal.ts";

/** How much was alive in the backup and is void now. */
export interface Voids {
	readonly codes: number;
	readonly letters: number;
	readonly returns: number;
}

export const noVoids: Voids = { codes: 0, letters: 0, returns: 0 };

/** The count with one more row, as it was and as it is brought back. */
export function voidedBy({ codes, letters, returns }: Voids, table: string, was: Row, is: Row | null): Voids {
	const lost = (name: string, column: string, isLost: boolean): number =>
		table === name && was[column] !== is?.[column] && isLost ? 1 : 0;
	return {
		codes: codes + lost("recovery_codes", "used_at", true),
		letters: letters + lost("outbox", "sealed_letter", was.sent_at === null),
		returns: returns + lost("owner_returns", "cancelled_at", true),
	};
}

/** Most people who are listed. */
const MOST = 200;

/** Says what is void and who must be looked at before the organization is opened. */
export async function demandLook(terminal: Terminal, scope: TenantScope, asOf: Millis, voids: Voids): Promise<void> {
	const { db, tenantId, slug } = scope;
	terminal.say(
		`Everybody signs in anew. Void: recovery codes ${voids.codes} (people print new ones), letters that had not left ${voids.letters}, ways back of owners ${voids.returns}.`,
	);
	const people = await db
		.select({ email: users.email, role: users.role, status: users.status })
		.from(users)
		.where(and(eq(users.tenantId, tenantId), or(ne(users.role, "member"), eq(users.status, "disabled"))))
		.orderBy(asc(users.role), asc(users.email))
		.limit(MOST);
	terminal.table(
		["who", "role", "status"],
		people.map(({ email, role, status }) => [email, role, status]),
	);
	terminal.say(
		`It is suspended. Who was disabled, removed, demoted or given a new second factor after ${momentText(asOf)} is as before that: look at the list above and, where there is one, at a later record; then "tenants resume --tenant ${slug}".`,
	);
}
