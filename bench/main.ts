/**
 * `npm run bench [-- part …]`: measures the parts one after another, keeps each result at once, and writes the documents
 * anew. `-- --render` only writes them. A part that fails is told and the others go on; the command then fails, too.
 * It contacts nobody outside this machine.
 */
import { existsSync, mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { buildIfChanged } from "../dev/build.ts";
import { inRoot, keepToolsQuiet } from "../dev/root.ts";
import { keep, markdown, render } from "./report.ts";
import type { Part } from "./section.ts";

/** Every part, in the order in which they are run and printed. */
const order = ["sign-in", "load", "growth", "two-servers", "distance", "page", "isolate"] as const;

async function partOf(id: string): Promise<Part> {
	const { section }: { section: Part } = await import(`./sections/${id}.ts`);
	return section;
}

async function measure(id: string): Promise<void> {
	console.log(`\n${id}`);
	const startedAt = performance.now();
	const section = await (await partOf(id)).run();
	const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.versions.node };
	keep({ id, at: new Date().toISOString(), machine, ...section });
	for (const table of section.tables) console.log(`\n${markdown(table)}`);
	for (const { what, measured, aim, isMet } of section.aims ?? [])
		console.log(`\n${isMet ? "met    " : "NOT MET"} ratio ${measured}, aim ${aim}: ${what}`);
	console.log(`\n${id} took ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

keepToolsQuiet();
// An orderly exit takes the servers with it; a signal's own end would leave them behind.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));
const asked = process.argv.slice(2);
const known = order.filter((id) => existsSync(inRoot(`bench/sections/${id}.ts`)));
const unknown = asked.filter((id) => id !== "--render" && !known.some((one) => one === id));
if (unknown.length > 0) {
	console.error(`Unknown part ${unknown.join(", ")}. Known: ${known.join(", ")}, and --render.`);
	process.exit(2);
}
mkdirSync(inRoot("bench/results"), { recursive: true });
const wanted = asked.length > 0 ? known.filter((id) => asked.includes(id)) : known;
if (wanted.length > 0) await buildIfChanged();
const failed: string[] = [];
for (const id of wanted) {
	try {
		await measure(id);
	} catch (error) {
		console.error(error);
		failed.push(id);
	}
}
render(order);
console.log("\nWritten: docs/performance.md and the table in README.md");
if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
process.exit(failed.length > 0 ? 1 : 0);
