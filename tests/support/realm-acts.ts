/**
 * What tests of realms do and look at alike: the list as it comes over the wire, a new realm, and what was recorded of them.
 */
import type { StaffMember } from "./people.ts";
import type { TestTenant, World } from "./world.ts";

export interface Realm {
	id: string;
	key: string;
	name: string;
	category: string;
	kind: string;
	rules: unknown;
	people: number;
	protected: number;
	missing: number;
	mayWrite: boolean;
}
/** The realms that this person sees. */
export const list = async ({ visitor }: StaffMember) =>
	(await visitor.okQuery<{ realms: readonly Realm[] }>("realms.list")).realms;
/** The realm of this name, as this person sees it. */
export const named = async (who: StaffMember, name: string) => (await list(who)).find((realm) => realm.name === name);
export const create = ({ visitor }: StaffMember, input: object) => visitor.ok<{ id: string }>("realms.create", input);
export const hall = { key: "Hall", name: "Great hall", category: "department" };

/** What was recorded of the realms of this house, in its order. */
export const recorded = async (world: World, house: TestTenant) =>
	(
		await world.rows(
			"select event, actor_id, evidence from audit_events where tenant_id = ? and event like 'realm.%' order by rowid",
			[house.scope.tenantId],
		)
	).map(({ event, actor_id, evidence }) => ({ event, actor: actor_id, ...JSON.parse(String(evidence)) }));
