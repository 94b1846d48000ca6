/**
 * What a verb of the product works in: the ports, one reading of the clock, whose house it is and who asks from where.
 * It knows nothing of HTTP or cookies.
 */
import type { Db } from "../db/client.ts";
import type { Deps } from "./deps.ts";
import type { Millis, TenantId, UserId } from "./lib/brand.ts";
import type { Location } from "./lib/region.ts";

/** Where a request comes from, told as roughly as people need it. */
export interface RequestInfo {
	readonly requestId: string;
	/** The network address as far as budgets go by it: IPv4, or the /64 of IPv6; `unknown` where the platform does not tell. */
	readonly source: string;
	/** The key by which the client names this very act, or null: repeated with it, it happens once (T132). */
	readonly idempotencyKey: string | null;
	/** For example "Firefox on Linux". */
	readonly browser: string;
	/** For example "Lisbon, Portugal"; null when unknown. */
	readonly place: string | null;
	/** The same for machines: only for choosing a cell near by. */
	readonly location: Location;
}

export interface Scope {
	readonly deps: Deps;
	readonly now: Millis;
	readonly info: RequestInfo;
	/** Runs work that the answer does not need after the answer has left. */
	background(work: () => PromiseLike<unknown>): void;
}

/** Who was admitted in this request, for the record of what is refused after that. */
export interface Caller {
	userId: UserId | null;
}

export interface TenantScope extends Scope {
	readonly caller: Caller;
	readonly tenantId: TenantId;
	readonly slug: string;
	/** The cell whose database `db` is. */
	readonly cell: string;
	readonly db: Db;
	/** Under which name what this request answers is to be kept; absent where its client gave no key. */
	readonly outcomeId?: string;
	/** Where this tenant's pages live, without a trailing slash; from configuration, never from a header. */
	readonly base: string;
}
