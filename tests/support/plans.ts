/**
 * Reading EXPLAIN QUERY PLAN: which steps of a statement cost more, the more people, tenants or days there are. Production
 * runs no ANALYZE, so a plan depends on the schema and the text alone: what is read here is what every cell does.
 */

/** One row of a plan. */
export interface Step {
	readonly id: number;
	readonly parent: number;
	readonly detail: string;
}

export type Trouble = "scan" | "automatic index" | "whole tenant" | "sort";

/** Tables of which a tenant has few rows, however many people it has. */
const few = new Set([
	"tenants",
	"policies",
	"policy_versions",
	"realms",
	"realm_admins",
	"owner_returns",
	"audit_heads",
	"fences",
	"headcounts",
]);

const words = new Set("on where order group limit left inner cross join as indexed set union values not".split(" "));

/** The table behind each name that a statement gives one. */
function tablesIn(sql: string): ReadonlyMap<string, string> {
	const named = /(?:from|join|update|into)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi;
	const found = new Map<string, string>();
	for (const [, table = "", alias] of sql.matchAll(named)) {
		found.set(table, table);
		if (alias !== undefined && !words.has(alias.toLowerCase())) found.set(alias, table);
	}
	return found;
}

const sorting = /^USE TEMP B-TREE FOR (LAST .*)?ORDER BY$/;

/**
 * What in this plan grows with the people of a tenant, or with the tenants of a cell: `scan` of a table, an index made for one
 * answer, and rows of one tenant that are bounded neither by more columns of an index nor by a limit: all of them, or sorted.
 */
export function troublesOf(sql: string, plan: readonly Step[]): readonly Trouble[] {
	const tables = tablesIn(sql);
	const derived = new Set(plan.flatMap(({ detail }) => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/.exec(detail)?.[1] ?? []));
	// A limit of -1 is none: it only keeps a list whole.
	const isLimited = /\blimit\b(?! -1)/i.test(sql);
	const troubles = new Set<Trouble>();
	for (const { parent, detail } of plan) {
		if (detail.includes("AUTOMATIC")) troubles.add("automatic index");
		const [, kind, name = "", how = ""] = /^(SCAN|SEARCH) (\S+)(.*)$/.exec(detail) ?? [];
		const isOfTables =
			!derived.has(name) && !/^(\(|\d+$|CONSTANT$|sqlite_|migrations_)/.test(name) && !how.includes("VIRTUAL TABLE");
		if (kind === undefined || !isOfTables) continue;
		const isSorted = plan.some((other) => other.parent === parent && sorting.test(other.detail));
		if (kind === "SCAN") troubles.add("scan");
		else if (/\(tenant_id=\?\)/.test(how) && !few.has(tables.get(name) ?? name)) {
			if (isSorted) troubles.add("sort");
			else if (!isLimited) troubles.add("whole tenant");
		}
	}
	return [...troubles];
}
