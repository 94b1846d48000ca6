/**
 * Tenants' policies, realms' rules and people drawn from a fixed sequence, damaged texts among them, and stored as rows: for
 * comparing what SQL says of thousands with what the pure rules say of each one.
 */
import { sql } from "drizzle-orm";
import { demandsIn } from "../../worker/features/policy/service.ts";
import type { TestTenant, World } from "./world.ts";

/** A repeatable sequence of whole numbers below `limit` (Lehmer). */
export function sequence(seed: number): (limit: number) => number {
	let state = seed;
	return (limit) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % limit;
	};
}

const DAY = 86_400_000;
const damaged = [
	"missing",
	"null",
	"[]",
	"7",
	"{",
	'"required"',
	'{"requirement":"sometimes"}',
	'{"graceDays":91}',
	'{"graceDays":1.5}',
	'{"requiredFromAt":"soon"}',
	'{"session":7}',
	'{"session":{"idleMinutes":1}}',
	'{"password":{"minLength":null}}',
	'{"requirement":"optional","trustedBrowserDays":-1}',
	'{"requirement":null}',
];
const damagedForTenants = [
	'{"lock":{"after":1000}}',
	'{"setUpSheet":1}',
	'{"recoveryCodes":{"form":"long"}}',
	'{"lock":[]}',
];
/** What no rule knows is no damage. */
const strange = ['{"colour":{"requirement":"required"}}', '{"session":{"requirement":7}}', '{"requiredFromAt":null}'];

/** The text of a policy or of a realm's rules, as it might be stored. */
export function drawnRules(draw: (limit: number) => number, now: number, whose: "tenant" | "realm"): string {
	const kind = draw(10);
	const texts = whose === "tenant" ? [...damaged, ...damagedForTenants] : damaged;
	if (kind === 0) return texts[draw(texts.length)] ?? "{}";
	if (kind === 1) return strange[draw(strange.length)] ?? "{}";
	const moments = [null, undefined, now, now + draw(40) * DAY, now - draw(40) * DAY, now + draw(3) - 1];
	return JSON.stringify({
		requirement: (["required", "required", "optional", "off", undefined] as const)[draw(5)],
		requiredFromAt: moments[draw(moments.length)],
		graceDays: [undefined, 0, draw(91), 7][draw(4)],
		session: [undefined, { idleMinutes: 5 + draw(500) }, { absoluteHours: 1 + draw(48) }][draw(3)],
		...(whose === "realm" ? { lock: { after: 1000 } } : {}),
	});
}

export interface DrawnPerson {
	readonly id: string;
	readonly own: "required" | "notRequired" | "inherit";
	readonly realmRules: string;
	readonly activeSinceAt: number | null;
	readonly status: string;
	readonly twoFactor: string;
}

/** Stores realms and people of this house, drawn from the sequence; answers what was stored. */
export async function storeCrowd(
	world: World,
	house: TestTenant,
	draw: (limit: number) => number,
	counts: { readonly realms: number; readonly people: number },
): Promise<readonly DrawnPerson[]> {
	const { tenantId } = house.scope;
	const now = world.now();
	const realms = Array.from({ length: counts.realms }, (_, index) => ({
		id: `rlm_${house.slug.replaceAll("-", "")}${index}`,
		rules: drawnRules(draw, now, "realm"),
	}));
	const people = Array.from({ length: counts.people }, (_, index) => {
		const realm = realms[draw(realms.length)] ?? { id: "", rules: "{}" };
		return {
			id: `usr_${house.slug.replaceAll("-", "")}${index}`,
			realmId: realm.id,
			own: (["inherit", "inherit", "notRequired", "required"] as const)[draw(4)] ?? "inherit",
			realmRules: realm.rules,
			activeSinceAt: [null, now, now - draw(60) * DAY, now - draw(1000)][draw(4)] ?? null,
			status: ["active", "active", "active", "invited", "disabled"][draw(5)] ?? "active",
			twoFactor: ["off", "off", "on", "onNeverUsed"][draw(4)] ?? "off",
		};
	});
	await world.rows(
		`insert into realms (tenant_id, id, key, name, category, kind, rules, created_at)
			select ?1, value ->> 'id', value ->> 'id', value ->> 'id', 'other', 'custom', value ->> 'rules', ?2 from json_each(?3)`,
		[tenantId, now, JSON.stringify(realms)],
	);
	for (let from = 0; from < people.length; from += 3000) {
		await world.rows(
			`insert into users (tenant_id, id, email, name, name_key, locale, role, status, requirement, created_at, active_since_at, realm_id, two_factor)
			select ?1, value ->> 'id', (value ->> 'id') || '@crowd.example', value ->> 'id', value ->> 'id', 'en', 'member', value ->> 'status',
			value ->> 'own', ?2, value ->> 'activeSinceAt', value ->> 'realmId', value ->> 'twoFactor' from json_each(?3)`,
			[tenantId, now, JSON.stringify(people.slice(from, from + 3000))],
		);
	}
	return people;
}

const column = (name: string) => sql<unknown>`${sql.identifier(name)}`;
/** What SQL says of whom a rule of this tenant asks for a second factor. */
export const demandsOf = ({ scope: { db, tenantId } }: TestTenant) =>
	db
		.select({
			user_id: column("user_id"),
			demanded_by: column("demanded_by"),
			from_at: column("from_at"),
			due_at: column("due_at"),
			idle_ms: column("idle_ms"),
			absolute_ms: column("absolute_ms"),
		})
		.from(demandsIn(tenantId));
