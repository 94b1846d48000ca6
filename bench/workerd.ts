/**
 * Runs a bundle in workerd itself, with no process of Node in a request's way, as one process whose CPU time can be read.
 * Both sides of the bench are run by it, alike. There are no assets and no cron here: only what a sign-in asks.
 * The settings, secrets among them, lie in a folder of their own that only we can read, and go with the process.
 */
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../dev/free-port.ts";
import { inRoot } from "../dev/root.ts";
import { cpuMillis } from "./measure.ts";

export interface BenchWorker {
	/** `http://127.0.0.1:port`, without a slash at the end. */
	readonly url: string;
	readonly pid: number;
	/** CPU milliseconds used since it began. */
	cpuMillis(): number;
	stop(): Promise<void>;
}

export interface BundleOptions {
	/** The folder of the built modules: `index.js` or `worker.js`, and WebAssembly beside it. */
	readonly folder: string;
	/** Variables and secrets, which may depend on the address that the worker gets. */
	vars(url: string): Readonly<Record<string, string>>;
	/** More arguments for workerd itself, such as `--inspector-addr`. */
	readonly args?: readonly string[];
	/** What the worker writes to its log. */
	readonly onLog?: (text: string) => void;
}

function program(): string {
	const atMiniflare = createRequire(createRequire(import.meta.url).resolve("miniflare"));
	const found: unknown = atMiniflare("workerd");
	const path = typeof found === "object" && found !== null ? Reflect.get(found, "default") : undefined;
	if (typeof path !== "string") throw new Error("workerd is not installed.");
	return path;
}

/** The compatibility settings of wrangler.toml: what runs here is what is deployed. */
function compatibility(): { date: string; flags: string } {
	const toml = readFileSync(inRoot("wrangler.toml"), "utf8");
	const date = /^compatibility_date = "(.+)"$/m.exec(toml)?.[1];
	const flags = /^compatibility_flags = (\[.*\])$/m.exec(toml)?.[1];
	if (date === undefined || flags === undefined) throw new Error("wrangler.toml has no compatibility settings.");
	return { date, flags };
}

function configFor(folder: string, main: string, port: number, vars: Readonly<Record<string, string>>): string {
	const { date, flags } = compatibility();
	const wasm = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
	const modules = [
		`(name = "${main}", esModule = embed "${main}")`,
		...wasm.map((name) => `(name = "${name}", wasm = embed "${name}")`),
	];
	const bindings = Object.entries(vars).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`);
	return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["local", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  compatibilityDate = "${date}",
  compatibilityFlags = ${flags},
  bindings = [${bindings.join(", ")}],
);
`;
}

async function answers(url: string): Promise<boolean> {
	try {
		await (await fetch(`${url}/healthz`)).arrayBuffer();
		return true;
	} catch {
		return false;
	}
}

/** Starts a bundle and answers when it takes requests; it dies with this process. */
export async function startBundle({ folder, vars, args = [], onLog }: BundleOptions): Promise<BenchWorker> {
	const main = ["index.js", "worker.js"].find((name) => existsSync(join(folder, name)));
	if (main === undefined) throw new Error(`There is no bundle in ${folder}.`);
	const place = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
	for (const name of readdirSync(folder).filter((file) => /\.(js|wasm)$/.test(file)))
		copyFileSync(join(folder, name), join(place, name));
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const config = join(place, "config.capnp");
	writeFileSync(config, configFor(place, main, port, vars(url)), { mode: 0o600 });

	const child = spawn(program(), ["serve", config, ...args], { stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk) => {
			said = (said + String(chunk)).slice(-4000);
			onLog?.(String(chunk));
		});
	const ended = new Promise<void>((done) => {
		child.once("exit", () => done());
		child.once("error", () => done());
	});
	const kill = (): void => {
		child.kill("SIGKILL");
		rmSync(place, { recursive: true, force: true });
	};
	process.once("exit", kill);
	const stop = async (): Promise<void> => {
		process.off("exit", kill);
		kill();
		await ended;
	};
	const giveUpAt = performance.now() + 10_000;
	while (!(await answers(url))) {
		if (child.exitCode !== null || child.pid === undefined || performance.now() > giveUpAt) {
			await stop();
			throw new Error(`workerd did not take requests on ${url}.\n${said}`);
		}
		await new Promise((next) => setTimeout(next, 10));
	}
	const pid = child.pid ?? 0;
	return { url, pid, cpuMillis: () => cpuMillis(pid), stop };
}
