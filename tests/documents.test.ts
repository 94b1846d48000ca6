/**
 * What the documents promise: each requirement row is proved by the tests that are named, or open; every id in a title is
 * in the list; every item of the standard has its line; numbers are the code's; and every path that a document names exists.
 */
import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { proofsOf, readBattery, tables } from "../dev/battery.ts";
import {
	CODES_BEFORE_SUSPENSION,
	CODES_PER_CHALLENGE,
	MAILBOX_BUDGET,
	PASSWORD_BUDGET,
	SOURCE_BUDGET,
} from "../worker/features/attempts/limits.ts";
import { bounds, defaultPolicy } from "../worker/features/policy/rules.ts";
import { MOST_SESSIONS } from "../worker/features/sessions/mint.ts";
import { RECENT_LIFE } from "../worker/features/sessions/rules.ts";
import { MOST_TRUSTED } from "../worker/features/trusted-browsers/rules.ts";
import { MAX_PASSWORD } from "../worker/features/users/rules.ts";
import { days, hours, minutes } from "../worker/lib/duration.ts";
import { standardCost } from "../worker/ports/passwords.ts";
import { sourcesIn, textOf } from "./support/sources.ts";
import { titlesOfTests } from "./support/titles.ts";

interface Row {
	readonly id: string;
	readonly words: string;
	/** The test files that prove it; empty for an open one. */
	readonly proof: readonly string[];
}

const rows: readonly Row[] = [...textOf("docs/requirements.md").matchAll(/^\| (S\d+) \| (.+?) \| (.+?) \|$/gm)].map(
	([, id = "", words = "", proof = ""]) => ({
		id,
		words,
		proof: proof === "open" ? [] : proof.split(", ").map((path) => path.replaceAll("`", "")),
	}),
);
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `S${from + index}`);
const titled = (id: string) => titlesOfTests.filter((file) => file.rows.has(id)).map(({ path }) => path);

describe("docs/security.md", () => {
	const battery = readBattery();

	it("says what the titles of the tests and the runs that are kept say", () => {
		expect(textOf("docs/security.md"), "npm run battery").toContain(tables(battery));
	});

	it("has a test for each case that applies, and knows each case that stands in a title", () => {
		const applying = battery.cases.filter(({ absent }) => absent === undefined);
		expect(applying.filter(({ id }) => proofsOf(id).length === 0)).toEqual([]);
		const known = new Set(battery.cases.map(({ id }) => id));
		const unknown = titlesOfTests.flatMap(({ cases }) => [...cases].filter((id) => !known.has(id)));
		expect(unknown).toEqual([]);
	});

	it("shows for each claim what the newest run has counted", () => {
		const [newest] = battery.runs;
		const silent = battery.claims.filter(({ cases }) => !cases.some((id) => newest?.figures[id]));
		expect(silent).toEqual([]);
	});
});

describe("docs/requirements.md", () => {
	it("has one line for each row of the five systems, in their order", () => {
		expect(rows.map(({ id }) => id)).toEqual([...span(1, 69), ...span(71, 139), "S143", ...span(145, 191)]);
	});

	it("names for each proved row a test file with the row's id in a title", () => {
		const wrong = rows.flatMap(({ id, proof }) =>
			proof.filter((path) => !titled(id).includes(path)).map((path) => `${id} is not in a title of ${path}`),
		);
		expect(wrong).toEqual([]);
	});

	it("lists every row whose id stands in a title as proved", () => {
		const known = new Map(rows.map((row) => [row.id, row]));
		const wrong = titlesOfTests.flatMap(({ path, rows: ids }) =>
			[...ids].filter((id) => !known.get(id)?.proof.length).map((id) => `${id} in ${path}`),
		);
		expect(wrong).toEqual([]);
	});

	it("says of each row something of its own", () => {
		expect(new Set(rows.map(({ words }) => words)).size).toBe(rows.length);
	});
});

describe("docs/asvs.md", () => {
	const text = textOf("docs/asvs.md");
	const items = [
		...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([123]) \| .+? \| (met|n\/a|\*\*not met\*\*) \| (.+) \|$/gm),
	].map(([, id = "", level = "", state = "", by = ""]) => ({ id, level, state, by }));
	/** Items of the levels 1 and 2, by section: the last number of each, and those within that are of level 3. */
	const asked: Readonly<Record<string, readonly [last: number, third?: readonly number[]]>> = {
		...{ "3.2": [2], "3.3": [4], "3.4": [6], "3.5": [5], "3.7": [2] },
		...{ "6.1": [3], "6.2": [12], "6.3": [8, [6]], "6.4": [6, [5]], "6.5": [8, [7]], "6.6": [3], "6.8": [4] },
		...{ "7.1": [3], "7.2": [4], "7.3": [2], "7.4": [5], "7.5": [2], "7.6": [2] },
		...{ "8.1": [2], "8.2": [3], "8.3": [2], "8.4": [1], "9.1": [3], "9.2": [4] },
		...{ "11.1": [2], "11.2": [3], "11.3": [3], "11.4": [4], "11.5": [1], "11.6": [1] },
		...{ "13.1": [1], "13.2": [5], "13.3": [2], "13.4": [5], "14.1": [2], "14.2": [4], "14.3": [3] },
		...{ "15.4": [2, [1]], "16.1": [1], "16.2": [5], "16.3": [4], "16.4": [3], "16.5": [3] },
	};
	const alsoThird = ["6.3.5", "6.3.7", "6.3.8", "6.4.6", "6.5.6", "6.5.8", "8.3.2", "15.4.2"];
	const count = (state: string) => items.filter((item) => item.state === state).length;
	const proofs = new Map(items.map(({ id, by }) => [id, by.match(/\b[ST]\d{1,3}\b/g) ?? []]));

	it("has one line for each item of the levels 1 and 2 of its chapters, and for those of level 3 that are asked", () => {
		const ids = Object.entries(asked).flatMap(([section, [last, third = []]]) =>
			Array.from({ length: last }, (_, index) => index + 1)
				.filter((number) => !third.includes(number))
				.map((number) => `${section}.${number}`),
		);
		expect(items.map(({ id }) => id)).toEqual(ids);
		expect(items.filter(({ level }) => level === "3").map(({ id }) => id)).toEqual(alsoThird);
	});

	it("counts right, and names in its head each item that is not met", () => {
		const notMet = count("**not met**");
		expect(text.replace(/\s+/g, " ")).toContain(`${count("met")} met, ${notMet} not met, ${count("n/a")} do not apply`);
		const [head = ""] = text.split("\n## ");
		const named = head.match(/\b\d+\.\d+\.\d+(?=[,. ])/g)?.filter((id) => id !== "5.0.0") ?? [];
		expect(named.sort()).toEqual(items.flatMap(({ id, state }) => (state === "**not met**" ? [id] : [])).sort());
	});

	it("names only rows of the requirements that are proved", () => {
		const proved = new Set(rows.filter(({ proof }) => proof.length > 0).map(({ id }) => id));
		const named = [...proofs.values()].flat().filter((id) => id.startsWith("S"));
		expect(named.filter((id) => !proved.has(id))).toEqual([]);
	});

	// The table of cases knows which have no test yet; where it is not kept, nobody can say.
	it.skipIf(!existsSync("docs/security.md"))("names only cases that have a test", () => {
		const code = sourcesIn("tests").filter(({ path }) => path.endsWith(".test.ts"));
		const tested = (id: string) => code.some((source) => source.code.includes(id));
		const wrong = [...proofs].flatMap(([item, ids]) =>
			ids.filter((id) => id.startsWith("T") && !tested(id)).map((id) => `${item}: ${id}`),
		);
		expect(wrong).toEqual([]);
	});
});

describe("docs/controls.md", () => {
	const text = textOf("docs/controls.md").replace(/\s+/g, " ");
	const within = ({ limit, window }: { limit: number; window: number }) => `${limit} in ${window / minutes(1)} minutes`;
	const { session, trustedBrowserDays, lock } = defaultPolicy;
	const [leastIdle, mostIdle] = bounds["session.idleMinutes"];
	const [leastHours, mostHours] = bounds["session.absoluteHours"];

	it.each([
		`in one half-done sign-in | ${CODES_PER_CHALLENGE} |`,
		`for all purposes | ${lock.after} |`,
		`${bounds["lock.after"].join(" to ")}, or for ${bounds["lock.minutes"].join(" to ")} minutes`,
		`however it is set | ${CODES_BEFORE_SUSPENSION} |`,
		`unknown browsers | ${within(PASSWORD_BUDGET)} | ${PASSWORD_BUDGET.wait / minutes(1)} minutes`,
		`one organization | ${within(SOURCE_BUDGET)} | ${SOURCE_BUDGET.wait / minutes(1)} minutes`,
		`${MAILBOX_BUDGET.limit} an hour`,
		`to ${MAX_PASSWORD} characters`,
		`${session.idleMinutes} minutes | ${leastIdle} minutes to ${minutes(mostIdle) / days(1)} days`,
		`${session.absoluteHours} hours | ${leastHours} hour to ${hours(mostHours) / days(1)} days`,
		`sensitive acts | ${RECENT_LIFE / minutes(1)} minutes`,
		`of one person | ${MOST_SESSIONS};`,
		`${MOST_TRUSTED}, for ${trustedBrowserDays} days`,
		`Argon2id, ${standardCost.memoryKiB / 1024} MiB, t = ${standardCost.passes}, p = 1`,
	])("says what the code does: %s", (said) => {
		expect(text).toContain(said);
	});
});

describe("paths in documents", () => {
	const documents = ["README.md", "SECURITY.md", ...filesIn("docs")].filter((path) => existsSync(path));

	it("exist", () => {
		const wrong = documents.flatMap((document) =>
			[...textOf(document).matchAll(/`((?:worker|web|db|tests|dev|docs|bench|\.ci)\/[\w./-]*[\w-])`/g)]
				.map(([, path = ""]) => path)
				.filter((path) => !existsSync(path))
				.map((path) => `${document}: ${path}`),
		);
		expect(wrong).toEqual([]);
	});
});

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return filesIn(path);
		return path.endsWith(".md") ? [path] : [];
	});
}
