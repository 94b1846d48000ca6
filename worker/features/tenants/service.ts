/**
 * Tenants: which house a request is for, and what anyone may know of it. The directory routes, the cell decides: a cached
 * entry costs no request, an old one is refreshed behind the answer.
 */
import { together } from "../../../db/batch.ts";
import { isMoving } from "../../../db/fences.ts";
import type { Deps } from "../../deps.ts";
import { type DomainError, MOVE_RETRY_SECONDS, NOT_READY_RETRY_SECONDS, refuse } from "../../errors.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";
import { before } from "../../lib/duration.ts";
import type { Region } from "../../lib/region.ts";
import { errorFacts } from "../../ports/log.ts";
import type { Scope, TenantScope } from "../../scope.ts";
import { effectivePolicy, type Policy } from "../policy/rules.ts";
import {
	acceptSlug,
	cellIn,
	type DirectoryEntry,
	LEFTOVER_LIFE,
	regionFor,
	regionsOffered,
	type SlugProblem,
	tenantBase,
} from "./rules.ts";
import {
	findForRequest,
	findInDirectory,
	readHouse,
	readTenant,
	releaseSlug,
	removeUnverified,
	reservationsOver,
	settleSlug,
} from "./store.ts";

export {
	activateTenant,
	findInDirectory,
	insertTenant,
	readTenant,
	releaseSlug,
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
	cell: entry.cell,
	db: scope.deps.openCell(entry.cell),
	base: tenantBase(slug, scope.deps.config.origin, scope.deps.config.tenantHosts),
});

/**
 * Where to ask again after a cell refused: the tenant's scope in the cell that the directory names by now, or null when the
 * refusal stands. Refuses as `tenant_moving` what lost a race to the move itself. Costs nothing unless the refusal tells of a
 * tenant that is not there, or of a batch that came to nothing.
 */
export async function followMove(scope: TenantScope, refusal: DomainError): Promise<TenantScope | null> {
	const isDoubtful = refusal.reason === "lost_race" || refusal.reason === "constraint";
	const hasLeft = refusal.refusal === "tenant_moving" || (isDoubtful && (await isClosed(scope)));
	if (!hasLeft && refusal.refusal !== "tenant_unknown") return null;
	scope.deps.directory.forget(scope.slug);
	const entry = await lookUp(scope, scope.slug);
	if (entry && (entry.cell !== scope.cell || entry.tenantId !== scope.tenantId)) {
		return tenantScope(scope, scope.slug, entry);
	}
	return hasLeft ? refuse("tenant_moving", { retryAfterSeconds: MOVE_RETRY_SECONDS }) : null;
}

async function isClosed({ db, tenantId }: TenantScope): Promise<boolean> {
	try {
		await readTenant(db, tenantId);
		return false;
	} catch (error) {
		if (isMoving(error)) return true;
		throw error;
	}
}

async function lookUp({ deps, now }: Scope, slug: string): Promise<DirectoryEntry | null> {
	const [row] = acceptSlug(slug).ok ? await findForRequest(deps.openCatalog(), slug) : [];
	if (!row) {
		deps.directory.forget(slug);
		return null;
	}
	if ((row.globalEpoch ?? 0) > deps.config.globalEpoch) {
		// The setting was lost: what was dead since it was raised would live again here.
		deps.directory.forget(slug);
		deps.log.error("epoch.lost", { globalEpoch: deps.config.globalEpoch, greatest: row.globalEpoch ?? 0 });
		return refuse("not_ready", { retryAfterSeconds: NOT_READY_RETRY_SECONDS }, "global_epoch_lost");
	}
	deps.directory.write(slug, row.entry, now);
	return row.entry;
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

/** The regions in which an organization can have its records, and the one that is nearest to whoever asks. No request. */
export function regions({ deps, info }: Scope): { regions: readonly Region[]; nearest: Region | null } {
	const offered = regionsOffered(deps.config.cells);
	const near = regionFor(offered, undefined, info.location);
	return { regions: [...offered], nearest: near.ok ? near.value : null };
}

/** The cell for a new tenant: in the region that was asked for, else in the nearest. Refuses a region that has none. */
export function cellForNew({ deps, info }: Scope, tenantId: TenantId, asked?: Region): string {
	const { cells, homeCell } = deps.config;
	const region = regionFor(regionsOffered(cells), asked, info.location);
	if (!region.ok) return refuse("input_invalid", { fields: { region: region.refused } });
	// The id is drawn at random: its last sign spreads tenants evenly enough.
	return cellIn(cells, region.value, homeCell, tenantId.charCodeAt(tenantId.length - 1));
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

/** Most reservations that one sweep looks at; each costs a request to its cell. */
const RESERVATIONS_PER_SWEEP = 20;

/**
 * Takes away what sign-ups left that nobody ever confirmed: the tenant in its cell, then its directory entry. The cell has the
 * last word: a tenant that is open there gets its slug for good instead. A cell that fails keeps its own for the next sweep.
 */
export async function sweepReservations(deps: Deps, now: Millis): Promise<void> {
	const catalog = deps.openCatalog();
	const cells = [...deps.config.cells.keys()];
	const over = await reservationsOver(catalog, cells, before(now, LEFTOVER_LIFE), RESERVATIONS_PER_SWEEP);
	await Promise.all(
		over.map(async ({ slug, tenantId, cell }) => {
			try {
				const db = deps.openCell(cell);
				const [, [alive]] = await together(db, [removeUnverified(db, tenantId, true), readTenant(db, tenantId)]);
				await (alive ? settleSlug(catalog, slug, tenantId) : releaseSlug(catalog, slug, tenantId));
			} catch (error) {
				deps.log.error("sweep.reservation", { cell, ...errorFacts(error) });
			}
		}),
	);
}

const signInOptions = (policy: Policy) => ({
	trust: { allowed: policy.trustedBrowserDays > 0, days: policy.trustedBrowserDays },
	recoveryCodeForm: policy.recoveryCodes.form,
	recoveryCodeViewing: policy.recoveryCodes.viewing,
	passwordMinLength: Math.max(policy.password.minLength, policy.password.minLengthWithoutFactor),
});
