/**
 * Every query knows whose it is: each exported function of a store that takes a database also takes the tenant, alone or
 * inside the row that it writes. Sweeps go over all tenants by design and are named here one by one.
 */
import { describe, expect, it } from "vitest";
import { sourcesIn } from "../support/sources.ts";

const stores = sourcesIn("worker").filter(({ path }) => path.endsWith("/store.ts"));

/** Types of rows and values that carry the tenant they belong to. */
const carriers = [
	"Session",
	"NewSession",
	"TrustedBrowser",
	"MailedToken",
	"TotpSetup",
	"RecoveryCode",
	"ResetCode",
	"Challenge",
];

/** Functions that go over all tenants, and look-ups in the directory that finds the tenant. */
const overAllTenants = new Set([
	"sweepSessions",
	"sweepChallenges",
	"sweepTokens",
	"sweepCodes",
	"sweepPasswordBudgets",
	"takeLetters",
	"sweepLetters",
	"reservationsOver",
	"remindersDue",
	"tenantsToCount",
	"findInDirectory",
	"sweepOutcomes",
	"tenantsUnlinked",
	"readWordless",
	"allPlaced",
	"askCell",
	"askCatalog",
	"findForRequest",
	"writeBeat",
	"readBeat",
]);

interface StoreFunction {
	readonly name: string;
	readonly parameters: string;
	readonly path: string;
}

/** The text between the bracket at `start` and the one that closes it. */
function withinBrackets(code: string, start: number): string {
	let depth = 0;
	for (let index = start; index < code.length; index += 1) {
		if (code[index] === "(") depth += 1;
		if (code[index] === ")") depth -= 1;
		if (depth === 0) return code.slice(start + 1, index);
	}
	return "";
}

const exported: readonly StoreFunction[] = stores.flatMap(({ path, code }) =>
	[...code.matchAll(/^export (?:async )?(?:const (\w+) = (?:async )?(?=\()|function (\w+)(?=\())/gm)].map((match) => ({
		name: match[1] ?? match[2] ?? "",
		parameters: withinBrackets(code, match.index + match[0].length),
		path,
	})),
);
const querying = exported.filter(({ parameters }) => /:\s*Db\b/.test(parameters));

describe("stores", () => {
	it("are read by this test as they are written", () => {
		expect(stores.length).toBeGreaterThanOrEqual(10);
		expect(querying.length).toBeGreaterThan(50);
		expect(querying.map(({ name }) => name)).toContain("claimStep");
	});

	it("take the tenant in every query", () => {
		const carried = new RegExp(`:\\s*(readonly )?(${carriers.join("|")})\\b`);
		const wrong = querying.filter(
			({ name, parameters }) =>
				!overAllTenants.has(name) &&
				!/\btenantId: TenantId\b|: TenantId\b/.test(parameters) &&
				!carried.test(parameters),
		);
		expect(wrong.map(({ name, path }) => `${path} ${name}`)).toEqual([]);
	});

	it("name no exception that is not needed", () => {
		const names = new Set(querying.map(({ name }) => name));
		expect([...overAllTenants].filter((name) => !names.has(name))).toEqual([]);
	});
});
