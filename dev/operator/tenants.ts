/**
 * Organizations as the operator handles them: list, create with an invited owner, suspend, resume. Nobody's password is chosen
 * here. A suspension holds from the next request on: the cell's own row says so, and the tenant's epoch rises.
 */
import { sql } from "drizzle-orm";
import { guard, together } from "../../db/batch.ts";
import { directory } from "../../db/schema/catalog/directory.ts";
import { tenants } from "../../db/schema/index.ts";
import { entry } from "../../worker/features/audit/service.ts";
import { commit, post } from "../../worker/features/mail/service.ts";
import { makeLink } from "../../worker/features/mailed-tokens/service.ts";
import { insertPolicy } from "../../worker/features/policy/service.ts";
import { acceptSlug, RESERVATION_LIFE } from "../../worker/features/tenants/rules.ts";
import {
	activateTenant,
	insertTenant,
	readTenant,
	reserveSlug,
	settle,
	tenantScope,
} from "../../worker/features/tenants/service.ts";
import { contactInput, nameInput } from "../../worker/features/users/input.ts";
import { canonicalEmail } from "../../worker/features/users/rules.ts";
import { ensureDomainRealm, insertUser } from "../../worker/features/users/service.ts";
import { epochOf } from "../../worker/features/users/standing.ts";
import type { RealmId, TenantId, UserId } from "../../worker/lib/brand.ts";
import { after } from "../../worker/lib/duration.ts";
import type { TenantScope } from "../../worker/scope.ts";
import {
	type Call,
	type Command,
	operatorOf,
	operatorOption,
	Refused,
	reasonOf,
	tenantOption,
	WrongUsage,
} from "./command.ts";

export const listTenants: Command = {
	help: "Lists the organizations: slug, state, people, cell. With --json one line of JSON each.",
	changes: false,
	options: { json: { help: "one line of JSON for each" } },
	async run(call) {
		const { deps } = await call.open();
		const places = await deps.openCatalog().select().from(directory).orderBy(directory.slug);
		const houses = new Map<string, { name: string; state: string; people: number }>();
		for (const cell of deps.config.cells.keys()) {
			const people = sql<number>`(select count(*) from users where users.tenant_id = ${tenants.id})`;
			const rows = await deps
				.openCell(cell)
				.select({ id: tenants.id, name: tenants.name, state: tenants.state, people })
				.from(tenants);
			for (const row of rows) houses.set(row.id, row);
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

export const createTenant: Command = {
	help: "Makes an organization and invites its first owner by letter. The owner chooses the password, nobody else.",
	changes: true,
	options: {
		tenant: { ...tenantOption, help: "its slug: 3 to 40 of a-z, 0-9 and -" },
		name: { value: "name", needed: true, help: "what it is called" },
		"owner-email": { value: "address", needed: true, help: "where the invitation goes" },
		"owner-name": { value: "name", needed: true, help: "the first owner's name" },
		contact: { value: "text", help: "whom locked-out people turn to, shown at the door" },
		locale: { value: "en|es", help: "the owner's language (en)" },
	},
	async run(call) {
		const wanted = wantedOf(call);
		const { deps, scope, where } = await call.open();
		const tenantId = deps.random.id("tnt") as TenantId;
		const cell = deps.config.homeCell;
		if (call.isDryRun) {
			call.terminal.say(
				`Would make "${wanted.name}" as ${wanted.slug} in cell ${cell} of ${where}, and invite ${wanted.email} as its owner.`,
			);
			return;
		}
		const { now } = scope;
		const claim = { cell, now, heldUntilAt: after(now, RESERVATION_LIFE) };
		const [mine] = await reserveSlug(deps.openCatalog(), wanted.slug, tenantId, claim);
		if (!mine) throw new Refused(`The slug "${wanted.slug}" is taken. Choose another.`);
		const house = tenantScope(scope, wanted.slug, { tenantId, cell });
		await fill(house, wanted);
		await settle(house);
		call.terminal.say(`${wanted.slug} is there: ${house.base}. ${wanted.email} has an invitation, good for 72 hours.`);
	},
};

function wantedOf(call: Call) {
	const slug = acceptSlug(call.text("tenant"));
	if (!slug.ok)
		throw new WrongUsage(`--tenant: "${call.text("tenant")}" is ${slug.refused}. 3 to 40 of a-z, 0-9 and single -.`);
	const email = canonicalEmail(call.text("owner-email"));
	if (!email) throw new WrongUsage("--owner-email is not an address.");
	const line = (name: string, shape: typeof nameInput): string => {
		const read = shape.safeParse(call.text(name));
		if (!read.success) throw new WrongUsage(`--${name} takes one line of 1 to 100 characters.`);
		return read.data;
	};
	const locale = call.optional("locale") ?? "en";
	if (locale !== "en" && locale !== "es") throw new WrongUsage("--locale is en or es.");
	return {
		slug: slug.value,
		name: line("name", nameInput),
		owner: line("owner-name", nameInput),
		contact: call.optional("contact") === undefined ? null : line("contact", contactInput),
		email,
		locale,
	} as const;
}

async function fill(house: TenantScope, wanted: ReturnType<typeof wantedOf>): Promise<void> {
	const { db, tenantId, now, deps } = house;
	const { slug, name, contact, owner, email, locale } = wanted;
	const id = deps.random.id("usr") as UserId;
	const { link, statement } = makeLink(house, "invitation", id, epochOf(deps.config.globalEpoch, 0, 0));
	await commit(
		house,
		[
			insertTenant(db, tenantId, { slug, name, contact, now }),
			insertPolicy(db, tenantId, "{}", now),
			activateTenant(db, tenantId),
			ensureDomainRealm(db, tenantId, deps.random.id("rlm") as RealmId, email, now),
			insertUser(db, tenantId, {
				id,
				email,
				name: owner,
				locale,
				role: "owner",
				status: "invited",
				passwordHash: null,
				now,
			}),
			statement,
			entry(house, null, { event: "tenant.signedUp", evidence: { slug } }),
			entry(house, id, { event: "user.invited", evidence: {} }, null),
		],
		[await post(house, { name, contact }, { email, name: owner, locale }, { kind: "invitation", link })],
	);
}

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
