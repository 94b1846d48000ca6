/**
 * Bringing one person in by hand: profile, realm, role, requirement, and an invitation that lets them choose a password.
 * Missing data is told, not refused (S100, S101). Nobody makes somebody more powerful than they may (T125).
 */
import { refuse } from "../../errors.ts";
import type { RealmId, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { invitationFor } from "../invitations/service.ts";
import { type Held, heldBy } from "../mail/rules.ts";
import { commit, deliverSoon, postedAll, readBudget, readRooms } from "../mail/service.ts";
import { parsePhone } from "../phones/rules.ts";
import { type Acting, mayGrant } from "../roles/rules.ts";
import { actingAs, permissionHolds, readNamedRealms } from "../roles/service.ts";
import { admit, requireRecent, type Visitor } from "../sessions/service.ts";
import { domainOf } from "../users/rules.ts";
import { emailOf, ensureDomainRealm, guardStanding, insertUser } from "../users/service.ts";
import { afresh } from "./bulk.ts";
import type { CreateInput } from "./input.ts";
import { missingOf } from "./rules.ts";
import { nameRealms, readHolder, readRealmByKey, readRealms } from "./store.ts";

export interface Created {
	readonly id: UserId;
	readonly missing: readonly "phone"[];
	/** Whether the invitation is on its way. */
	readonly invited: boolean;
	/** Why none is although one was asked for; it can be sent later. */
	readonly why?: Held;
}

/** Creates one person, invited. Two database requests. */
export function create(scope: TenantScope, visitor: Visitor, input: CreateInput): Promise<Created> {
	return afresh(() => tryCreate(scope, visitor, input));
}

async function tryCreate(scope: TenantScope, visitor: Visitor, input: CreateInput): Promise<Created> {
	const { db, tenantId, now, deps } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const email = emailOf(input.email);
	const { name, role = "member", requirement = "inherit", method = "authenticator", invite = true } = input;
	const administers = [...new Set(input.administers ?? [])] as RealmId[];
	const realmId = input.realmId as RealmId | undefined;
	const { actor, results } = await admit(scope, visitor, [
		readNamedRealms(db, tenantId, token.userId),
		readRealms(db, tenantId, [...administers, ...(realmId === undefined ? [] : [realmId])]),
		readRealmByKey(db, tenantId, domainOf(email)),
		readHolder(db, tenantId, email),
		readRooms(db, tenantId, "invitation", [email], now),
		readBudget(db, tenantId, "email", now),
	]);
	const [named, realms, [ownRealm], [holder], [mailbox], [budget]] = results;
	const { standing } = actor;
	const acting = actingAs(standing.user, named);
	const chosen = realmId === undefined ? ownRealm : requireRealm(acting, realms, realmId);
	const fresh = deps.random.id("rlm") as RealmId;
	if (!mayGrant(acting, role, chosen?.id ?? fresh)) return refuse("forbidden", {}, "may_not_grant");
	requireKnown(role, administers, realms);
	if (role !== "member") requireRecent(scope, actor);
	const phone = input.phone === undefined ? null : phoneOf(input.phone, input.country);
	if (holder) return refuse("input_invalid", { fields: { email: "taken" } });

	const id = deps.random.id("usr") as UserId;
	const locale = input.locale ?? standing.user.locale;
	const person = { id, email, name, locale, role, requirement, method, phone };
	const by = standing.user.id;
	const realm = chosen?.name ?? domainOf(email);
	const held = heldBy({ mailbox: mailbox?.left ?? 0, house: budget?.left ?? 0 });
	const invitation = invite && held === null ? await invitationFor(scope, standing, { ...person, epoch: 0 }, by) : null;
	const letters = invitation ? [invitation.letter] : [];
	const created = await commit(
		scope,
		[
			entry(scope, id, { event: "user.created", evidence: { role, realm, imported: false } }, by),
			guardStanding(scope, "conflict", standing),
			...(chosen ? permissionHolds(scope, acting, [chosen.id]) : []),
			...(realmId === undefined ? [ensureDomainRealm(db, tenantId, fresh, email, now)] : []),
			...(chosen
				? []
				: [
						entry(
							scope,
							null,
							{ event: "realm.created", evidence: { key: realm, name: realm, kind: "automatic" } },
							by,
						),
					]),
			insertUser(db, tenantId, { ...person, realmId, status: "invited", passwordHash: null, now }),
			...nameRealms(db, tenantId, id, administers),
			...postedAll(scope, letters),
			...(invitation?.statements ?? []),
		],
		[],
		{
			id,
			missing: missingOf(person),
			invited: invitation !== null,
			...(invite && held !== null ? { why: held } : {}),
		},
	);
	deliverSoon(scope, letters);
	return created;
}

interface FoundRealm {
	readonly id: RealmId;
	readonly name: string;
}

/** The chosen realm; one that the acting person may not see looks like one that does not exist. */
export function requireRealm(acting: Acting, realms: readonly FoundRealm[], id: RealmId): FoundRealm {
	const found = realms.find((realm) => realm.id === id);
	if (!found || (acting.role === "realmAdmin" && !acting.realms.includes(id)))
		return refuse("input_invalid", { fields: { realmId: "unknown" } });
	return found;
}

/** Refuses realms that do not exist, and realms for somebody who is no realm administrator. */
export function requireKnown(role: string, administers: readonly RealmId[], realms: readonly FoundRealm[]): void {
	const known = new Set(realms.map(({ id }) => id));
	if (administers.length > 0 && role !== "realmAdmin")
		refuse("input_invalid", { fields: { administers: "malformed" } });
	if (administers.some((id) => !known.has(id))) refuse("input_invalid", { fields: { administers: "unknown" } });
}

/** The stored form of a number as it was typed. Refuses what is none, and a national form without its country (S90). */
export function phoneOf(text: string, country: string | undefined): string {
	const parsed = parsePhone(text, country);
	return parsed.ok ? parsed.value : refuse("input_invalid", { fields: { phone: parsed.refused } });
}
