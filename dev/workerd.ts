/**
 * Runs a built bundle in workerd, the runtime of Cloudflare, without a proxy of Node in the request's way.
 * Compatibility settings and asset rules are read from wrangler.toml, so that what runs here is what is deployed.
 * Nothing outside the machine is asked: `request.cf` is empty. Several may run at once, each on its own port.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { assetHeaderRules } from "./asset-headers.ts";
import { inRoot, keepToolsQuiet } from "./root.ts";
import { withoutSignalListeners } from "./signals.ts";

export interface LocalWorkerd {
	/** `http://127.0.0.1:port`, without a slash at the end. */
	readonly url: string;
	/** Runs the cron handler once, as Cloudflare would each minute. */
	scheduled(): Promise<void>;
	/** Reads the bundle and the assets from the disk again, on the same port. */
	reload(): Promise<void>;
	stop(): Promise<void>;
}

export interface WorkerdOptions {
	/** 0 or absent: any free port. */
	readonly port?: number;
	/** Variables and secrets of the worker. */
	readonly vars: Readonly<Record<string, string>>;
	/** `production`: exactly the deployed bundle; `local`: the same with a movable clock. */
	readonly entry: "production" | "local";
	/** What Cloudflare would know of the visitor's place; nothing by default. */
	readonly cf?: Readonly<Record<string, string>>;
	/** Each line the worker writes to its log; absent: it goes to our own output. */
	readonly onLog?: (line: string) => void;
}

function setting(toml: string, name: string): unknown {
	const found = new RegExp(`^${name} = (.+)$`, "m").exec(toml)?.[1];
	if (found === undefined) throw new Error(`wrangler.toml says nothing about ${name}.`);
	return JSON.parse(found);
}

function stringsOf(value: unknown, name: string): string[] {
	if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
	throw new Error(`wrangler.toml: ${name} must be a list of strings.`);
}

function miniflareOptions(options: WorkerdOptions, port: number) {
	const folder = inRoot(options.entry === "production" ? "dist/worker" : "dist/local");
	const main = ["index.js", "worker.js"].find((name) => existsSync(`${folder}/${name}`));
	if (main === undefined) throw new Error(`There is no bundle in ${folder}; run "npm run build" first.`);
	const wasm = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
	const toml = readFileSync(inRoot("wrangler.toml"), "utf8");
	const routes = stringsOf(setting(toml, "run_worker_first"), "run_worker_first");
	return convertV4MiniflareOptions({
		host: "127.0.0.1",
		port,
		cf: { ...options.cf },
		log: new Log(LogLevel.ERROR),
		handleStructuredLogs: ({ message }) => (options.onLog ?? console.log)(message),
		telemetry: { enabled: false },
		name: "gatehouse",
		modulesRoot: folder,
		modules: [
			{ type: "ESModule", path: `${folder}/${main}` },
			...wasm.map((name) => ({ type: "CompiledWasm" as const, path: `${folder}/${name}` })),
		],
		compatibilityDate: String(setting(toml, "compatibility_date")),
		compatibilityFlags: stringsOf(setting(toml, "compatibility_flags"), "compatibility_flags"),
		bindings: { ...options.vars },
		assets: {
			directory: inRoot("dist/web"),
			binding: "ASSETS",
			run_worker_first: routes,
			assetConfig: { headers: assetHeaderRules },
			routerConfig: {
				has_user_worker: true,
				static_routing: {
					user_worker: routes.filter((route) => !route.startsWith("!")),
					asset_worker: routes.filter((route) => route.startsWith("!")).map((route) => route.slice(1)),
				},
			},
		},
	});
}

/** Starts the bundle in workerd and answers when it takes requests. */
export async function startWorker(options: WorkerdOptions): Promise<LocalWorkerd> {
	keepToolsQuiet();
	const miniflare = await withoutSignalListeners(() => new Miniflare(miniflareOptions(options, options.port ?? 0)));
	const address = await miniflare.ready;
	return {
		url: `http://127.0.0.1:${address.port}`,
		async scheduled() {
			const worker = await miniflare.getWorker();
			await worker.scheduled({ cron: "* * * * *" });
		},
		async reload() {
			await miniflare.setOptions(miniflareOptions(options, Number(address.port)));
		},
		async stop() {
			await miniflare.dispose();
		},
	};
}
