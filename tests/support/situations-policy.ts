/**
 * The situations in which administrators read and change policy, realms and the organization, for the tables of
 * `situations.ts`. Nothing here makes a rule that would hold anybody of the house back.
 */
import { makeRealm } from "./administration.ts";
import type { Situation, Situations } from "./situations.ts";
import type { TestTenant, World } from "./world.ts";

/** Situations of the procedures about policy, realms, overview and organization. */
export function policySituations(world: World, house: TestTenant): Situations {
	let made = 0;
	const desk = async (inputOf: () => unknown = () => undefined): Promise<Situation> => {
		const visitor = await house.signedIn(await house.enrolled({ role: "owner" }));
		made += 1;
		return { visitor, input: inputOf() };
	};
	const harmless = () => ({ lock: { minutes: 15 + (made % 1000) } });
	const realm = async () => {
		made += 1;
		return makeRealm(world, house, `situation-${made}`);
	};
	const newRealm = () => ({ key: `new-${made}`, name: "New realm", category: "other" });
	/** In a house of its own: every owner of a house is told. */
	const openReturn = async (): Promise<Situation> => {
		const own = await world.tenant();
		const owner = await own.enrolled({ role: "owner" });
		const id = `ret_${owner.id}`;
		await world.rows(
			"insert into owner_returns (tenant_id, id, user_id, operator, reason, requested_at, ready_at) values (?, ?, ?, 'olga', 'lost', 1, ?)",
			[own.scope.tenantId, id, owner.id, own.scope.now],
		);
		return { visitor: await own.signedIn(owner), input: { id } };
	};
	return {
		"policy.get": { owner: () => desk() },
		"policy.set": {
			tenant: () => desk(() => ({ overrides: harmless() })),
			async realm() {
				const realmId = await realm();
				return desk(() => ({ overrides: { trustedBrowserDays: 7 }, realmId }));
			},
		},
		"policy.preview": {
			tenant: () => desk(() => ({ overrides: { requirement: "required", graceDays: 7 } })),
			async realm() {
				const realmId = await realm();
				return desk(() => ({ overrides: { requirement: "required" }, realmId }));
			},
		},
		"policy.history": { "first page": () => desk() },
		"realms.list": { owner: () => desk() },
		"realms.create": { new: () => desk(newRealm) },
		"realms.update": {
			async rename() {
				const id = await realm();
				return desk(() => ({ id, name: "Renamed", category: "service" }));
			},
		},
		"realms.remove": {
			async empty() {
				const id = await realm();
				return desk(() => ({ id }));
			},
		},
		"overview.get": { owner: () => desk() },
		"tenant.settings": { owner: () => desk() },
		"tenant.update": {
			all: () => desk(() => ({ name: `House ${made}`, contact: "Front desk", accent: "#a04030" })),
		},
		"tenant.cancelReturn": { open: openReturn },
	};
}
