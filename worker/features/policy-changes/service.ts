/**
 * Reading, looking ahead at, and changing what a tenant or one realm demands. Reads cost one request; a change two: the one
 * that admits, and one batch in which version, history, audit and the end of narrowed trust stand or fall together.
 */
import { type Fields, refuse } from "../../errors.ts";
import type { Millis, RealmId, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { commit } from "../mail/service.ts";
import { type OverridesInput, type PreviewPolicyInput, type SetPolicyInput, tenantOnly } from "../policy/input.ts";
import {
	effectivePolicy,
	narrowsTrust,
	type PolicyOverrides,
	policyInRealm,
	policyOverrides,
	readRealmRules,
	strictestPolicy,
} from "../policy/rules.ts";
import { changeStatements, insertPolicy, readPolicy } from "../policy/service.ts";
import { maySeeRealm } from "../roles/rules.ts";
import { actingAs, readNamedRealms } from "../roles/service.ts";
import { admit, type Visitor } from "../sessions/service.ts";
import { forgetAllInRealm } from "../trusted-browsers/service.ts";
import { guardStanding } from "../users/service.ts";
import { type Difference, deadlineOf, differences, normalised, unmeetable } from "./rules.ts";
import { countAffected, countSessionsEnded, countTrusted, readAsked, readRealms, readVersions } from "./store.ts";

/** Who reads what a visitor asks for; nobody before they are admitted. */
const readerOf = ({ token }: Visitor): UserId => token?.userId ?? refuse("not_signed_in", {}, "session_absent");

/** What is demanded: the tenant's policy, its overrides, and the rules of each realm that the reader may see. */
export async function get(scope: TenantScope, visitor: Visitor) {
	const { db, tenantId } = scope;
	const { actor, results } = await admit(scope, visitor, [
		readPolicy(db, tenantId),
		readVersions(db, tenantId, readerOf(visitor), { below: Number.MAX_SAFE_INTEGER, limit: 1 }),
		readRealms(db, tenantId),
		readNamedRealms(db, tenantId, readerOf(visitor)),
	]);
	// Who changed the rules of a realm that the reader may not see is not theirs to know, either.
	const [[row], [latest], realms, named] = results;
	const acting = actingAs(actor.standing.user, named);
	const stored = row?.overrides ?? "missing";
	return {
		policy: effectivePolicy(stored),
		overrides: readOverrides(stored),
		version: row?.version ?? 0,
		changedAt: latest?.version.at ?? null,
		changedBy: latest?.actor ?? null,
		realms: realms
			.filter(({ id }) => maySeeRealm(acting, id))
			.map(({ id, name, rules }) => ({ id, name, rules: readRealmRules(rules) })),
	};
}

/** The overrides as they were stored; when they cannot be read, what holds then: who edits them must not loosen it unawares. */
function readOverrides(stored: string): PolicyOverrides {
	const parsed = policyOverrides.safeParse(parseJson(stored));
	return parsed.success ? parsed.data : { ...strictestPolicy };
}

/** Changes the tenant's policy or one realm's rules. Refuses what is built on an old version or could never be met. */
export async function set(scope: TenantScope, visitor: Visitor, input: SetPolicyInput): Promise<{ version: number }> {
	const { db, tenantId, now } = scope;
	const { actor, results } = await admit(scope, visitor, [readPolicy(db, tenantId), readRealms(db, tenantId)]);
	const [[row], realms] = results;
	const version = row?.version ?? 0;
	if (input.version !== undefined && input.version !== version) return refuse("conflict", {}, "policy_version");
	const plan = planOf(scope, { stored: row?.overrides ?? "missing", realms }, input);
	if (plan.unmeetable) return refuse("policy_unmeetable", { fields: plan.unmeetable });
	if (plan.after === plan.before) return { version };
	const { realm, before, after, narrows } = plan;
	const statements = [
		// A tenant whose row was lost is strictest until somebody says again what holds.
		...(row ? [] : [insertPolicy(db, tenantId, "{}", now)]),
		...changeStatements(scope, {
			version,
			realm,
			before,
			after,
			endTrust: narrows && realm === null,
			actorId: actor.standing.user.id,
		}),
		...(realm && narrows ? [forgetAllInRealm(scope, realm.id)] : []),
		// By now the batch itself has raised the version.
		guardStanding(scope, "conflict", { ...actor.standing, policyVersion: version + 1 }),
	];
	return commit(scope, statements, [], { version: version + 1 });
}

const MOST_NAMED = 20;

/** Whom a change would hit, before it is made. One request; the people are counted where they are. */
export async function preview(scope: TenantScope, visitor: Visitor, input: PreviewPolicyInput) {
	const { db, tenantId, now, deps } = scope;
	const { globalEpoch } = deps.config;
	const { requirement, requiredFromAt } = input.overrides;
	const proposal = {
		text: JSON.stringify(input.overrides),
		realmId: (input.realmId ?? null) as RealmId | null,
		requires: requirement === "required",
		namedFromAt: requiredFromAt ?? null,
		now,
	};
	const { results } = await admit(scope, visitor, [
		readPolicy(db, tenantId),
		readRealms(db, tenantId),
		countAffected(db, tenantId, proposal),
		readAsked(db, tenantId, proposal, MOST_NAMED),
		countSessionsEnded(db, tenantId, proposal, globalEpoch),
		countTrusted(db, tenantId, proposal, globalEpoch),
	]);
	const [[row], realms, [affected], people, [sessions], [browsers]] = results;
	const plan = planOf(scope, { stored: row?.overrides ?? "missing", realms }, input);
	return {
		asked: affected?.asked ?? 0,
		limitedNow: affected?.limitedNow ?? 0,
		already: affected?.already ?? 0,
		trustEnded: plan.narrows ? (browsers?.trusted ?? 0) : 0,
		sessionsEnded: sessions?.ended ?? 0,
		unmeetable: plan.unmeetable,
		people,
		deadlineAt: plan.deadlineAt,
	};
}

interface Stored {
	readonly stored: string;
	readonly realms: readonly { readonly id: RealmId; readonly name: string; readonly rules: string }[];
}

interface Plan {
	readonly realm: { readonly id: RealmId; readonly name: string } | null;
	readonly before: string;
	readonly after: string;
	readonly narrows: boolean;
	readonly unmeetable: Fields | null;
	readonly deadlineAt: Millis | null;
}

/** What the change amounts to, measured against what is stored. */
function planOf(
	{ now, deps }: TenantScope,
	{ stored, realms }: Stored,
	{ overrides, realmId }: { overrides: OverridesInput; realmId?: string | undefined },
): Plan {
	const canText = deps.config.sms !== null;
	const tenant = effectivePolicy(stored);
	if (realmId === undefined) {
		const next = normalised(overrides, tenant, now);
		const after = JSON.stringify(next);
		const realmRules = realms.map(({ rules }) => rules);
		return {
			realm: null,
			before: stored,
			after,
			narrows: narrowsTrust(tenant, effectivePolicy(after)),
			unmeetable: unmeetable({ before: stored, after, tenant: null, realmRules, canText, now }),
			deadlineAt: deadlineOf(next),
		};
	}
	const realm = realms.find(({ id }) => id === realmId) ?? refuse("not_found");
	const [foreign] = tenantOnly.filter((field) => field in overrides);
	if (foreign !== undefined) return refuse("input_invalid", { fields: { [foreign]: "unknown_field" } });
	const next = normalised(overrides, readRealmRules(realm.rules) ?? { requirement: "required" }, now);
	const after = JSON.stringify(next);
	return {
		realm: { id: realm.id, name: realm.name },
		before: realm.rules,
		after,
		narrows: narrowsTrust(policyInRealm(tenant, realm.rules), policyInRealm(tenant, after)),
		unmeetable: unmeetable({ before: realm.rules, after, tenant, realmRules: [], canText, now }),
		deadlineAt: deadlineOf(next),
	};
}

const VERSIONS_PAGE = 20;

export interface VersionEntry {
	readonly version: number;
	readonly at: Millis;
	readonly actor: { readonly id: UserId; readonly name: string; readonly email: string } | null;
	/** Null: the whole tenant. The name is the realm's at that time. */
	readonly realm: { readonly id: RealmId; readonly name: string } | null;
	readonly changes: readonly Difference[];
}

/** Who changed what when, the newest first. One request. */
export async function history(
	scope: TenantScope,
	visitor: Visitor,
	cursor: string | undefined,
): Promise<{ versions: readonly VersionEntry[]; nextCursor?: string }> {
	const { db, tenantId } = scope;
	const page = { below: Number(cursor ?? Number.MAX_SAFE_INTEGER), limit: VERSIONS_PAGE + 1 };
	const { results } = await admit(scope, visitor, [readVersions(db, tenantId, readerOf(visitor), page)]);
	const rows = results[0].slice(0, VERSIONS_PAGE);
	const last = rows.at(-1);
	return {
		versions: rows.map(({ version, actor }) => ({
			version: version.version,
			at: version.at,
			actor,
			realm: version.realmId === null ? null : { id: version.realmId, name: version.realmName ?? "" },
			changes: differences(version.before, version.after, version.realmId !== null),
		})),
		...(results[0].length > VERSIONS_PAGE && last ? { nextCursor: String(last.version.version) } : {}),
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
