/**
 * Organizations as the operator handles them: list, suspend, resume; nothing of them is deleted here. A suspension holds from the next request on: the cell's own row says so, and the tenant's epoch rises.
 */
import { sql } from "drizzle-orm";
import { guard, together } from "../../db/batch.ts";
import { directory } from "../../db/schema/catalog/index.ts";
import { tenants } from "../../db/schema/index.ts";
import { entry } from "../../worker/features/audit/service.ts";
import { readTenant } from "../../worker/features/tenants/service.ts";
import { type Call, type Command, operatorOf, operatorOption, Refused, reasonOf, tenantOption } from "./command.ts";

export const listTenants: Command = {
	help: "Lists the organizations: slug, state, people, cell. With --json one line of JSON each.",
	changes: false,
	isKeyless: true,
	options: { json: { help: "one line of JSON for each" } },
	async run(call) {
		const { deps } = await call.open();
		const places = await deps.openCatalog().select().from(directory).orderBy(directory.slug);
		const houses = new Map<string, { name: string; state: string; people: number }>();
		for (const cell of deps.config.cells.keys()) {
			// Named in full: in a query of one table drizzle writes a column's bare name, which here is also the other table's.
			const people = sql<number>`(select count(*) from users where users.tenant_id = tenants.tenant_id)`;
			const rows = await deps
				.openCell(cell)
				.select({ id: tenants.id, name: tenants.name, state: sql<string>`${tenants.state}`, people })
				.from(tenants);
			// A cell that an organization has left, or is to come to, has a row of it, too.
			const home = new Set(places.filter((place) => place.cell === cell).map(({ tenantId }) => tenantId));
			for (const row of rows) if (home.has(row.id)) houses.set(row.id, row);
		}
		const rows = places.map(({ slug, tenantId, cell, createdAt }) => {
			const { name, state, people } = houses.get(tenantId) ?? { name: "", state: "reserved", people: 0 };
			return {
				slug,
				name,
				state,
				people,
				cell,
				id: tenantId,
				created: createdAt === null ? "" : new Date(createdAt).toISOString().slice(0, 10),
			};
		});
		if (call.has("json")) for (const row of rows) call.terminal.say(JSON.stringify(row));
		else if (rows.length === 0) call.terminal.say('There is no organization yet. "tenants create" makes one.');
		else {
			call.terminal.table(
				["slug", "name", "state", "people", "cell", "since", "id"],
				rows.map((row) => [row.slug, row.name, row.state, String(row.people), row.cell, row.created, row.id]),
			);
		}
	},
};

export const suspendTenant: Command = {
	help: "Closes an organization: from the next request on nobody is in or comes in. Nothing is deleted.",
	changes: true,
	options: {
		tenant: tenantOption,
		operator: operatorOption,
		reason: { value: "text", needed: true, help: "why, for the record" },
	},
	async run(call) {
		const [operator, reason] = [operatorOf(call), reasonOf(call)];
		const { scope, tenant } = await opened(call);
		if (tenant.state === "suspended") return call.terminal.say(`${scope.slug} is suspended already; nothing changed.`);
		if (tenant.state !== "active")
			throw new Refused(`${scope.slug} was never opened (its owner has not verified the address).`);
		if (call.isDryRun)
			return call.terminal.say(`Would suspend ${scope.slug} ("${tenant.name}") and end every session in it.`);
		const { db, tenantId } = scope;
		await together(db, [
			db
				.update(tenants)
				.set({ state: "suspended", epoch: sql`${tenants.epoch} + 1` })
				.where(sql`${tenants.id} = ${tenantId} and ${tenants.state} = 'active'`),
			guard(db, "conflict"),
			entry(scope, null, { event: "tenant.suspended", evidence: { operator, reason } }),
		]);
		call.terminal.say(`${scope.slug} is suspended. "tenants resume" opens it again; people then sign in anew.`);
	},
};

export const resumeTenant: Command = {
	help: "Opens a suspended organization again. People sign in anew.",
	changes: true,
	options: { tenant: tenantOption, operator: operatorOption },
	async run(call) {
		const operator = operatorOf(call);
		const { scope, tenant } = await opened(call);
		if (tenant.state === "active") return call.terminal.say(`${scope.slug} is open already; nothing changed.`);
		if (tenant.state !== "suspended")
			throw new Refused(`${scope.slug} is not suspended: its owner has not verified the address yet.`);
		if (call.isDryRun) return call.terminal.say(`Would open ${scope.slug} ("${tenant.name}") again.`);
		const { db, tenantId } = scope;
		await together(db, [
			db
				.update(tenants)
				.set({ state: "active" })
				.where(sql`${tenants.id} = ${tenantId} and ${tenants.state} = 'suspended'`),
			guard(db, "conflict"),
			entry(scope, null, { event: "tenant.resumed", evidence: { operator } }),
		]);
		call.terminal.say(`${scope.slug} is open again.`);
	},
};

/** The named organization's scope and its own row. */
export async function opened(call: Call) {
	const service = await call.open();
	const scope = await service.house(call.text("tenant"));
	const [tenant] = await readTenant(scope.db, scope.tenantId);
	if (!tenant) throw new Refused(`${scope.slug} is only reserved: its sign-up was never finished.`);
	return { service, scope, tenant };
}
