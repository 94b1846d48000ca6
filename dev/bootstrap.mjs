/**
 * The front door of every npm script, in plain JavaScript that any Node from 20 on can read.
 * It installs from the lock file when node_modules is missing or differs from it, then hands the command to Node 24
 * (the one in node_modules when the machine has an older one), which runs the TypeScript files as they are.
 * It uses nothing but what Node brings, for it runs before anything is installed; it talks to the npm registry only.
 */
import { spawn, spawnSync } from "node:child_process";
import { accessSync, chmodSync, existsSync, constants as fileConstants, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const binaries = join(root, "node_modules/.bin");

/** Each command is one or more programs run in order; the first failure ends it. `…` takes the caller's own arguments. */
const commands = {
	start: [["node", "dev/world.ts", "…"]],
	dev: [["node", "dev/world.ts", "--watch", "…"]],
	test: [["node", "dev/test.ts", "…"]],
	"test-long": [["node", "dev/test.ts", "--long", "…"]],
	check: [
		["tsc", "--noEmit"],
		["biome", "check", "."],
		["node", "dev/test.ts", "…"],
	],
	battery: [["node", "dev/battery.ts", "…"]],
	build: [["node", "dev/build.ts", "…"]],
	size: [["node", "dev/size.ts", "…"]],
	sbom: [["node", "dev/sbom.ts"]],
	bench: [["node", "bench/main.ts", "…"]],
	"db-generate": [
		["drizzle-kit", "generate", "--config", "db/catalog.config.ts", "…"],
		["drizzle-kit", "generate", "--config", "db/cell.config.ts", "…"],
	],
	"db-migrate": [["node", "dev/migrate.ts", "…"]],
	operator: [["node", "dev/operator/main.ts", "…"]],
	deploy: [
		["node", "dev/build.ts", "--web"],
		["wrangler", "deploy", "--minify", "…"],
	],
};

/** Whether what a folder has installed is what its lock file asks for, package by package (file times say nothing after a clone). */
function isInstalled(folder) {
	const installedFile = join(folder, "node_modules/.package-lock.json");
	if (!existsSync(installedFile)) return false;
	try {
		const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
		const wanted = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
		for (const [path, entry] of Object.entries(wanted)) {
			if (path === "") continue;
			const present = installed[path];
			if (present === undefined) {
				if (entry.optional) continue;
				return false;
			}
			if (present.version !== entry.version || present.integrity !== entry.integrity) return false;
		}
		return true;
	} catch {
		return false;
	}
}

function install(folder) {
	const lock = relative(root, join(folder, "package-lock.json"));
	console.log(`Installing what ${lock} lists (about half a minute, only when it has changed)…`);
	const npm = process.env.npm_execpath;
	const usesNpm = npm?.endsWith("npm-cli.js") && existsSync(npm);
	const [program, first] = usesNpm ? [process.execPath, [npm]] : ["npm", []];
	// `error`: below Node 22 npm would warn of engines that only the packaged Node 24 has to satisfy.
	const done = spawnSync(program, [...first, "ci", "--loglevel=error"], { cwd: folder, stdio: "inherit" });
	if (done.error) throw new Error(`npm could not be run: ${done.error.message}`);
	if (done.status !== 0) process.exit(done.status ?? 1);
}

/** npm makes a program executable when it links it, which it may not have done. */
function allowToRun(program) {
	try {
		accessSync(program, fileConstants.X_OK);
	} catch {
		chmodSync(program, 0o755);
	}
}

/** The Node that runs the project: this one when it is new enough, else the one that npm installed. */
function projectNode() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major >= 24) return process.execPath;
	// Its own folder and not .bin: npm 10 drops links that packages of two platforms share.
	const packaged = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (existsSync(packaged)) {
		allowToRun(packaged);
		if (spawnSync(packaged, ["--version"]).status === 0) return packaged;
	}
	if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
	console.error(
		`Node ${process.versions.node} is too old, and npm has no Node 24 for ${process.platform}-${process.arch}.\n` +
			"Please install Node 24 from https://nodejs.org and run the command again.",
	);
	process.exit(1);
}

function environment(node) {
	const path = [resolve(node, ".."), binaries, process.env.PATH].join(delimiter);
	// Wrangler and miniflare would otherwise ask the outside world for updates and for a request's place.
	return {
		...process.env,
		PATH: path,
		CLOUDFLARE_CF_FETCH_ENABLED: "false",
		WRANGLER_SEND_METRICS: "false",
		WRANGLER_SEND_ERROR_REPORTS: "false",
		WRANGLER_HIDE_BANNER: "true",
	};
}

/** Runs one program with our terminal and our signals, and answers with its exit code. */
function run(program, args, env) {
	return new Promise((done) => {
		const child = spawn(program, args, { cwd: root, stdio: "inherit", env });
		const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
		const pass = (signal) => child.kill(signal);
		for (const signal of signals) process.on(signal, pass);
		// npm runs us in a shell that keeps a signal to itself and dies: its end is then the only word we get.
		const parent = process.ppid;
		const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
		const watching = setInterval(() => isUnderNpm && process.ppid !== parent && pass("SIGTERM"), 300);
		child.on("error", (error) => {
			console.error(`${program} could not be run: ${error.message}`);
			done(127);
		});
		child.on("exit", (code, signal) => {
			clearInterval(watching);
			for (const name of signals) process.off(name, pass);
			done(code ?? 128 + (constants.signals[signal] ?? 0));
		});
	});
}

const [name = "", ...given] = process.argv.slice(2);
const steps = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!steps) {
	console.error(`Unknown command "${name}". Known: ${Object.keys(commands).join(", ")}`);
	process.exit(2);
}
// The bench has packages of its own: the peer it measures beside the product.
const folders = name === "bench" ? [root, join(root, "bench")] : [root];
for (const folder of folders) if (!isInstalled(folder)) install(folder);
const node = projectNode();
const env = environment(node);
for (const [program, ...args] of steps) {
	const all = args.flatMap((argument) => (argument === "…" ? given : [argument]));
	const [file, before] = program === "node" ? [node, []] : [join(binaries, program), []];
	const code = await run(file, [...before, ...all], env);
	if (code !== 0) process.exit(code);
}
