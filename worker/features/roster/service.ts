/**
 * Reading people: the grid and one person's page, each in the one request that also admits the reader. Everything that is
 * shown is restricted to whom the reader may see; nothing here ever shows a hash, a seed or a code (T134).
 */

import { refuse } from "../../errors.ts";
import type { UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { factorSubject, readBudget } from "../attempts/service.ts";
import { auditRow, eventsAbout } from "../audit/service.ts";
import type { ListInput } from "../people/input.ts";
import { effectivePolicy } from "../policy/rules.ts";
import { mayRead } from "../roles/rules.ts";
import { actingAs, readNamedRealms } from "../roles/service.ts";
import { endOf, idleEndOf } from "../sessions/rules.ts";
import { admit, listSessions, type Visitor } from "../sessions/service.ts";
import { isInForce, trustEnd } from "../trusted-browsers/rules.ts";
import { listTrusted } from "../trusted-browsers/service.ts";
import { standingStatement } from "../users/service.ts";
import { standingOf } from "../users/standing.ts";
import { badCursor, openCursor, sealCursor } from "./cursor.ts";
import { type PersonRow, personRow, placeOf, readPlace, writePlace } from "./rules.ts";
import { countPeople, readAdministered, readOverrides, readPage } from "./store.ts";

export { openCursor, sealCursor } from "./cursor.ts";

const PAGE = 50;
const LIST = "users.list";

export interface Page {
	readonly users: readonly PersonRow[];
	readonly nextCursor?: string;
	readonly total: number;
	/** False when there are more than are worth counting: at least so many. */
	readonly totalIsExact: boolean;
}

/** One page of the people that fit, in one database request. */
export async function list(scope: TenantScope, visitor: Visitor, input: ListInput): Promise<Page> {
	const { db, tenantId, now } = scope;
	const { cursor, sort = "name", direction = "asc", limit = PAGE, ...filters } = input;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const text = cursor === undefined ? null : await openCursor(scope, LIST, cursor);
	const behind = text === null ? null : (readPlace(text, sort, direction) ?? badCursor());
	const wanted = { ...filters, sort, direction, limit };
	const { actor, results } = await admit(scope, visitor, [
		readPage(db, tenantId, token.userId, { ...wanted, behind }, now),
		countPeople(db, tenantId, token.userId, wanted, now),
		readOverrides(db, tenantId),
		readNamedRealms(db, tenantId, token.userId),
	]);
	const [found, [count], [stored], named] = results;
	const policy = effectivePolicy(stored?.overrides ?? "missing");
	const acting = actingAs(actor.standing.user, named);
	const shown = found.slice(0, limit);
	const rows = shown.map((person) => personRow(person, policy, acting, now));
	const [last, lastRow] = [shown.at(-1), rows.at(-1)];
	return {
		users: rows,
		...(found.length > limit && last && lastRow
			? { nextCursor: await sealCursor(scope, LIST, writePlace(placeOf(lastRow, last.nameKey, sort, direction))) }
			: {}),
		total: count?.total ?? 0,
		totalIsExact: count?.isExact === 1,
	};
}

const EVENTS = 20;

/** One person with everything that an administrator may see of them. One database request; a foreign id is an unknown one. */
export async function get(scope: TenantScope, visitor: Visitor, id: UserId) {
	const { db, tenantId, now, deps } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const { actor, results } = await admit(scope, visitor, [
		standingStatement(db, tenantId, { id }),
		readOverrides(db, tenantId),
		readNamedRealms(db, tenantId, token.userId),
		readAdministered(db, tenantId, id),
		readBudget(db, tenantId, factorSubject(id)),
		listTrusted(db, tenantId, id),
		listSessions(db, tenantId, id, now),
		eventsAbout(scope, id, EVENTS),
	]);
	const [[row], [stored], named, administers, [budget], trusted, sessions, events] = results;
	const standing = row ? standingOf(row, deps.config.globalEpoch, now) : null;
	const acting = actingAs(actor.standing.user, named);
	if (!standing || !mayRead(acting, standing.user)) return refuse("not_found");
	const { user, realm, factor, codes, epoch } = standing;
	const policy = effectivePolicy(stored?.overrides ?? "missing");
	return {
		user: {
			...personRow({ ...user, realm, budget: budget ?? null }, policy, acting, now),
			locale: user.locale,
			administers,
		},
		factors: factor ? [{ kind: factor.kind, enabledAt: factor.enabledAt, lastUsedAt: factor.lastUsedAt }] : [],
		recoveryCodes: { left: codes.left, total: codes.total },
		trustedBrowsers: trusted
			.filter((browser) => isInForce(browser, standing, now))
			.map((browser) => ({
				id: browser.id,
				browser: browser.browser,
				place: browser.place,
				createdAt: browser.createdAt,
				lastUsedAt: browser.lastUsedAt,
				expiresAt: trustEnd(browser, standing),
			})),
		sessions: sessions
			.filter(
				(one) => one.epoch === epoch && endOf(one, standing) > now && idleEndOf(one, standing) > now && isOpen(user),
			)
			.map((one) => ({
				id: one.id,
				browser: one.browser,
				place: one.place,
				createdAt: one.createdAt,
				lastSeenAt: one.lastSeenAt,
				assurance: one.assurance,
			})),
		events: events.map(auditRow),
	};
}

const isOpen = ({ status }: { readonly status: string }): boolean => status === "active";
