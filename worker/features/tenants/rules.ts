/**
 * Tenants: what a slug may be, and whose house a request is for. Pure.
 */
import type { Millis, TenantId } from "../../lib/brand.ts";
import { before, days, hours, minutes } from "../../lib/duration.ts";
import { type Location, nearestRegion, type Region, regionOf } from "../../lib/region.ts";
import { ok, type Result, refused } from "../../lib/result.ts";
import { looksLikeAddress } from "../mail/rules.ts";

/** How long a sign-up under way keeps its slug before it must have reached the cell. */
export const RESERVATION_LIFE = minutes(2);
/** How long an unverified tenant keeps its slug: longer than its verification link lives. */
export const UNVERIFIED_LIFE = hours(48);
/** How long after that its leftovers are kept before the sweep takes them away. */
export const LEFTOVER_LIFE = days(7);

/** A slug that is reserved, as the directory has it. */
interface Reservation {
	readonly state: "reserved" | "active";
	readonly heldUntilAt: Millis | null;
	readonly createdAt: Millis;
}

/**
 * What becomes of a slug that somebody else wants: it stays where it is, or its holder's cell is asked whether there is a
 * tenant behind it at all. One that is still held stays when there is; a sign-up that never reached its cell holds nothing.
 */
export function standingOfSlug(held: Reservation, now: Millis): "taken" | "heldIfThere" | "over" {
	if (held.state !== "reserved" || held.heldUntilAt === null) return "taken";
	if (held.heldUntilAt <= now) return "over";
	return held.createdAt <= before(now, RESERVATION_LIFE) ? "heldIfThere" : "taken";
}

/** Accepts what an organization is called: nothing that a mail program would make a link of (T103). */
export const acceptName = (name: string): Result<string, "looks_like_address"> =>
	looksLikeAddress(name) ? refused("looks_like_address") : ok(name);

const slugShape = /^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/;

/** Names that would be mistaken for the service itself, or that a host or path already uses. */
const reservedSlugs: ReadonlySet<string> = new Set(
	`www api app admin administrator root mail smtp imap ftp ns1 ns2 dns gatehouse login signin sign-in signup sign-up account accounts
	auth oauth sso security support help status static assets cdn trpc healthz settings billing operator system internal test-host
	localhost postmaster hostmaster webmaster abuse noreply no-reply`.split(/\s+/),
);

export type SlugProblem = "malformed" | "reserved";

/** Accepts a slug of 3 to 40 characters [a-z0-9-] that is not reserved. */
export function acceptSlug(slug: string): Result<string, SlugProblem> {
	if (!slugShape.test(slug) || slug.includes("--")) return refused("malformed");
	return reservedSlugs.has(slug) ? refused("reserved") : ok(slug);
}

/** A directory row as the resolver needs it. */
export interface DirectoryEntry {
	readonly tenantId: TenantId;
	readonly cell: string;
	readonly state: "reserved" | "active";
}

/** A cell as far as it matters for new tenants. */
export interface Site {
	readonly region: Region | null;
	readonly takesNew: boolean;
}

/** The regions in which a new tenant can be made. */
export const regionsOffered = (cells: ReadonlyMap<string, Site>): ReadonlySet<Region> =>
	new Set([...cells.values()].flatMap(({ region, takesNew }) => (takesNew && region !== null ? [region] : [])));

/** The region in which a new tenant is made: the one that was asked for, else the nearest; null when no cell names one. */
export function regionFor(
	offered: ReadonlySet<Region>,
	asked: Region | undefined,
	from: Location,
): Result<Region | null, "unknown"> {
	if (asked !== undefined) return offered.has(asked) ? ok(asked) : refused("unknown");
	const near = regionOf(from);
	return ok(near === null ? null : nearestRegion(near, offered));
}

/** The cell for a new tenant in that region; `draw`, a whole number, spreads tenants over several. */
export function cellIn(
	cells: ReadonlyMap<string, Site>,
	region: Region | null,
	homeCell: string,
	draw: number,
): string {
	const there = [...cells].filter(([, cell]) => cell.takesNew && region !== null && cell.region === region);
	return there[draw % Math.max(1, there.length)]?.[0] ?? homeCell;
}

/** The slug that a host names, or null when the host is not `{slug}.{tenantHosts}`. */
export function slugOfHost(host: string, tenantHosts: string | null): string | null {
	if (tenantHosts === null || !host.endsWith(`.${tenantHosts}`)) return null;
	const slug = host.slice(0, -(tenantHosts.length + 1));
	return slugShape.test(slug) ? slug : null;
}

/** Where the pages of a tenant live, from configuration alone (T102). */
export function tenantBase(slug: string, origin: string, tenantHosts: string | null): string {
	return tenantHosts === null ? `${origin}/t/${slug}` : `${new URL(origin).protocol}//${slug}.${tenantHosts}`;
}
