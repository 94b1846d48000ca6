/**
 * `npm test`: builds what the tests look at, runs them all and closes with one line that a machine can count.
 * Its exit code is vitest's. Words after the command go to vitest (`npm test -- tests/rules`); `--long` widens the races.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepRun, render } from "./battery.ts";
import { buildIfChanged } from "./build.ts";
import { root, toolEnvironment } from "./root.ts";

interface Report {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly numTodoTests: number;
	readonly testResults: readonly {
		readonly status: string;
		readonly assertionResults: readonly { status: string }[];
	}[];
}

function closingLine(file: string, code: number): string {
	if (!existsSync(file)) return `0 passed, ${code === 0 ? 0 : 1} failed, 0 skipped`;
	const report: Report = JSON.parse(readFileSync(file, "utf8"));
	// A file that broke before its first test counts as one failure: its tests are not in the numbers.
	const broken = report.testResults.filter(
		({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
	).length;
	const failed = report.numFailedTests + broken;
	// An error outside every test fails the run although no test did.
	const shown = failed === 0 && code !== 0 ? 1 : failed;
	return `${report.numPassedTests} passed, ${shown} failed, ${report.numPendingTests + report.numTodoTests} skipped`;
}

/** Writes what the long run has counted into docs/security.md. */
function publish(): void {
	const report: Report = JSON.parse(readFileSync(file, "utf8"));
	const minutes = Math.round((performance.now() - startedAt) / 60_000);
	const day = new Date().toISOString().slice(0, 10);
	keepRun(readFileSync(figures, "utf8"), { day, passed: report.numPassedTests, minutes });
	render();
	console.log("Written: docs/security.md");
}

const given = process.argv.slice(2);
const isLong = given.includes("--long");
const folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
const file = join(folder, "report.json");
const figures = join(folder, "figures.jsonl");
const rest = given.filter((word) => word !== "--long");
const startedAt = performance.now();
// A log file is read by people and machines without colours.
const plain = process.stdout.isTTY || process.env.FORCE_COLOR ? {} : { NO_COLOR: "1" };
let code = 1;
try {
	await buildIfChanged();
	const child = spawn(
		process.execPath,
		[
			join(root, "node_modules/vitest/vitest.mjs"),
			"run",
			// A run of most of an hour says what it is at.
			`--reporter=${isLong ? "verbose" : "dot"}`,
			"--reporter=json",
			`--outputFile.json=${file}`,
			...rest,
		],
		{
			cwd: root,
			stdio: "inherit",
			env: { ...toolEnvironment(), ...plain, ...(isLong ? { LONG_TESTS: "1", FIGURES_FILE: figures } : {}) },
		},
	);
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
	code = await new Promise<number>((done) => {
		child.once("error", () => done(1));
		child.once("close", (status) => done(status ?? 1));
	});
	// Only a whole and green run is published.
	if (isLong && code === 0 && rest.length === 0 && existsSync(figures)) publish();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
}
console.log(closingLine(file, code));
rmSync(folder, { recursive: true, force: true });
process.exitCode = code;
