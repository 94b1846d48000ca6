/**
 * Builds what runs: the page into dist/web, the deployed worker into dist/worker, the local one into dist/local.
 * The worker bundles are made by wrangler itself, so the size measured and the code tested are those that are deployed.
 * `buildIfChanged` leaves everything alone when no source differs from the last build; nothing here contacts anyone.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { assetHeadersFile } from "./asset-headers.ts";
import { inRoot, root, toolEnvironment } from "./root.ts";

const stamp = inRoot("dist/.sources");
const sources = ["worker", "db", "web", "dev/worker.ts", "vite.config.ts", "wrangler.toml", "package-lock.json"];

/** Runs a program of the project quietly; its output is shown only when it fails. */
async function run(program: string, ...args: string[]): Promise<void> {
	const child = spawn(program, args, { cwd: root, env: toolEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
	const code = await new Promise<number | null>((done, fail) => {
		child.once("error", fail);
		child.once("close", done);
	});
	if (code !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${output}`);
}

/** Builds the page. */
export async function buildWeb(): Promise<void> {
	await run("vite", "build", "--logLevel", "warn");
	writeFileSync(inRoot("dist/web/_headers"), assetHeadersFile());
}

/** Builds one worker bundle; the page must have been built, for its files are checked along. */
export async function buildWorker(entry: "production" | "local"): Promise<void> {
	const [file, folder] = entry === "production" ? ["worker/index.ts", "dist/worker"] : ["dev/worker.ts", "dist/local"];
	rmSync(inRoot(folder), { recursive: true, force: true });
	mkdirSync(inRoot("dist/web"), { recursive: true });
	await run("wrangler", "deploy", file, "--dry-run", "--minify", "--outdir", folder);
}

/** Builds everything. */
export async function build(): Promise<void> {
	const fingerprint = fingerprintOfSources();
	rmSync(stamp, { force: true });
	await buildWeb();
	await Promise.all([buildWorker("production"), buildWorker("local")]);
	writeFileSync(stamp, fingerprint);
}

/** Builds everything unless the last build was made from these very sources. */
export async function buildIfChanged(): Promise<void> {
	const isThere = [stamp, inRoot("dist/web/index.html"), inRoot("dist/worker"), inRoot("dist/local")].every(existsSync);
	const isCurrent = isThere && readFileSync(stamp, "utf8") === fingerprintOfSources();
	if (!isCurrent) await build();
}

function fingerprintOfSources(): string {
	const hash = createHash("sha256");
	const add = (path: string) => {
		if (!existsSync(inRoot(path))) return;
		if (statSync(inRoot(path)).isDirectory()) {
			for (const name of readdirSync(inRoot(path)).sort()) add(`${path}/${name}`);
		} else {
			hash.update(`${path}\0`).update(readFileSync(inRoot(path)));
		}
	};
	for (const source of sources) add(source);
	return hash.digest("hex");
}

if (import.meta.main) {
	if (process.argv.includes("--web")) await buildWeb();
	else await build();
	console.log("Built: dist/web, dist/worker (deployed) and dist/local.");
}
