/**
 * `tenants create`: an organization with its first owner invited by letter. Nobody's password is chosen here; the slug is reserved
 * first, so two who want it at once cannot both have it, and a creation that was cut frees it after two minutes.
 */
import { entry } from "../../worker/features/audit/service.ts";
import { commit, post } from "../../worker/features/mail/service.ts";
import { makeLink } from "../../worker/features/mailed-tokens/service.ts";
import { insertPolicy } from "../../worker/features/policy/service.ts";
import { acceptSlug, RESERVATION_LIFE } from "../../worker/features/tenants/rules.ts";
import {
	activateTenant,
	insertTenant,
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
import { type Call, type Command, Refused, tenantOption, WrongUsage } from "./command.ts";

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
