/**
 * Tenants: which house a request is for, and what anyone may know of it. The directory routes, the cell decides: a cached
 * entry costs no request, an old one is refreshed behind the answer.
 */
import { refuse } from "../../errors.ts";
import type { Scope, TenantScope } from "../../scope.ts";
import { effectivePolicy, type Policy } from "../policy/rules.ts";
import { acceptSlug, type DirectoryEntry, type SlugProblem, tenantBase } from "./rules.ts";
import { findInDirectory, readHouse, settleSlug } from "./store.ts";

export {
	activateTenant,
	findInDirectory,
	holdSlug,
	insertTenant,
	readTenant,
	removeUnverified,
	reserveSlug,
	takeSlugOver,
} from "./store.ts";

/** The scope of a tenant's request. At most one request to the catalog, none while the directory entry is remembered. */
export async function resolveTenant(scope: Scope, slug: string): Promise<TenantScope> {
	const { deps, now } = scope;
	const known = deps.directory.read(slug);
	if (known?.stale(now)) scope.background(() => lookUp(scope, slug));
	const entry = known?.entry ?? (await lookUp(scope, slug)) ?? refuse("tenant_unknown");
	return tenantScope(scope, slug, entry);
}

export const tenantScope = (
	scope: Scope,
	slug: string,
	entry: Pick<DirectoryEntry, "tenantId" | "cell">,
): TenantScope => ({
	...scope,
	caller: { userId: null },
	slug,
	tenantId: entry.tenantId,
	db: scope.deps.openCell(entry.cell),
	base: tenantBase(slug, scope.deps.config.origin, scope.deps.config.tenantHosts),
});

async function lookUp({ deps, now }: Scope, slug: string): Promise<DirectoryEntry | null> {
	const [row] = acceptSlug(slug).ok ? await findInDirectory(deps.openCatalog(), slug) : [];
	if (!row) {
		deps.directory.forget(slug);
		return null;
	}
	deps.directory.write(slug, row, now);
	return row;
}

/** Whether a slug could be signed up now, and why not. One request at most. */
export async function checkSlug(
	{ deps, now }: Scope,
	slug: string,
): Promise<{ available: boolean; reason?: SlugProblem | "taken" }> {
	const accepted = acceptSlug(slug);
	if (!accepted.ok) return { available: false, reason: accepted.refused };
	const [row] = await findInDirectory(deps.openCatalog(), slug);
	const free = !row || (row.state === "reserved" && row.heldUntilAt !== null && row.heldUntilAt <= now);
	return free ? { available: true } : { available: false, reason: "taken" };
}

/** What anyone at the door may know: names, contact, and how people sign in here. One request. */
export async function profile(scope: TenantScope) {
	const [row] = await readHouse(scope.db, scope.tenantId);
	if (!row) {
		scope.deps.directory.forget(scope.slug);
		return refuse("tenant_unknown");
	}
	const { tenant } = row;
	if (tenant.state === "suspended") return refuse("tenant_suspended");
	// A verified tenant whose directory entry was not settled (the worker died in between) is settled here.
	if (tenant.state === "active" && scope.deps.directory.read(scope.slug)?.entry.state === "reserved") {
		scope.background(() => settle(scope));
	}
	return {
		slug: tenant.slug,
		name: tenant.name,
		contact: tenant.contact,
		accent: tenant.accent,
		signIn: signInOptions(effectivePolicy(row.overrides ?? "missing")),
	};
}

/** Makes the slug the tenant's own for good, and remembers it so. */
export async function settle({ deps, slug, tenantId, now }: TenantScope): Promise<void> {
	const [row] = await settleSlug(deps.openCatalog(), slug, tenantId);
	if (row) deps.directory.write(slug, row, now);
}

const signInOptions = (policy: Policy) => ({
	trust: { allowed: policy.trustedBrowserDays > 0, days: policy.trustedBrowserDays },
	recoveryCodeForm: policy.recoveryCodes.form,
	recoveryCodeViewing: policy.recoveryCodes.viewing,
	passwordMinLength: Math.max(policy.password.minLength, policy.password.minLengthWithoutFactor),
});
