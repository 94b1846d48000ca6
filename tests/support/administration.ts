/**
 * What tests of the administrators' half arrange and look at alike: realms, the write permission over one, a person's row,
 * and the answers of acts on several people.
 */
import type { RealmId, UserId } from "../../worker/lib/brand.ts";
import type { Visitor } from "./browser.ts";
import type { Person, TestTenant, World } from "./world.ts";

/** A row of the users grid, as it comes over the wire. */
export interface Row {
	readonly id: string;
	readonly email: string;
	readonly name: string;
	readonly [field: string]: unknown;
}

export interface Page {
	readonly users: readonly Row[];
	readonly nextCursor?: string;
	readonly total: number;
	readonly totalIsExact: boolean;
}

export interface BulkAnswer {
	readonly results: readonly { readonly id: string; readonly done: boolean; readonly why?: string }[];
	readonly done: number;
	readonly failed: number;
}

/** Makes a custom realm in this house. */
export async function makeRealm(
	world: World,
	house: TestTenant,
	key: string,
	rules: Readonly<Record<string, unknown>> = {},
): Promise<RealmId> {
	const id = world.deps.random.id("rlm") as RealmId;
	await world.rows(
		"insert into realms (tenant_id, id, key, name, category, kind, rules, created_at) values (?, ?, ?, ?, 'department', 'custom', ?, 0)",
		[house.scope.tenantId, id, key, `Realm ${key}`, JSON.stringify(rules)],
	);
	return id;
}

/** Gives a person the write permission over realms. */
export async function appoint(world: World, house: TestTenant, id: UserId, realms: readonly RealmId[]): Promise<void> {
	for (const realm of realms)
		await world.rows("insert into realm_admins (tenant_id, user_id, realm_id) values (?, ?, ?)", [
			house.scope.tenantId,
			id,
			realm,
		]);
}

/** The stored row of a person; undefined when there is none. */
export const storedPerson = async (world: World, id: string) =>
	(await world.rows("select * from users where id = ?", [id]))[0];

/** One page of the grid. */
export const list = (visitor: Visitor, input: object = {}) => visitor.okQuery<Page>("users.list", input);

/** The names on one page of the grid. */
export const namesIn = async (visitor: Visitor, input: object = {}): Promise<readonly string[]> =>
	(await list(visitor, input)).users.map(({ name }) => name);

/** Every page of the grid, one behind the other. */
export async function walk(visitor: Visitor, input: object = {}): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (let cursor: string | undefined; ; ) {
		const page = await list(visitor, cursor === undefined ? input : { ...input, cursor });
		rows.push(...page.users);
		cursor = page.nextCursor;
		if (cursor === undefined) return rows;
	}
}

/** Acts on people and answers what became of each: `done`, or why not. */
export async function act(visitor: Visitor, procedure: string, input: object): Promise<readonly string[]> {
	const { results } = await visitor.ok<BulkAnswer>(procedure, input);
	return results.map(({ done, why }) => (done ? "done" : (why ?? "?")));
}

/** The next step of a sign-in with the right password. */
export const nextOf = async (house: TestTenant, { email, password }: Person, visitor = house.visitor()) =>
	(await visitor.ok<{ next: string }>("login.begin", { email, password })).next;

/** Whether this browser is signed in. */
export const isInside = async (visitor: Visitor): Promise<boolean> =>
	(await visitor.okQuery<unknown>("sessions.current")) !== null;
