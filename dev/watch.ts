/**
 * Hot reload for `npm run dev`: vite serves the page on the product's port and hands every call to the worker,
 * which is rebuilt and reloaded in place when one of its files changes. A build that fails is told and changes nothing.
 */
import { watch } from "node:fs";
import { createServer } from "vite";
import { buildWorker } from "./build.ts";
import { inRoot } from "./root.ts";
import { withoutSignalListeners } from "./signals.ts";
import type { LocalWorkerd } from "./workerd.ts";

/** Starts watching; answers with what stops it. */
export async function watchWorld(world: { port: number; worker: LocalWorkerd }): Promise<() => Promise<void>> {
	const vite = await withoutSignalListeners(() =>
		createServer({
			configFile: inRoot("vite.config.ts"),
			logLevel: "warn",
			server: {
				host: "127.0.0.1",
				port: world.port,
				strictPort: true,
				proxy: { "^(/t/[^/]+)?/(trpc|healthz)(/|$)": { target: world.worker.url, changeOrigin: false } },
			},
		}),
	);
	await vite.listen();

	let timer: NodeJS.Timeout | undefined;
	let rebuilding = Promise.resolve();
	const rebuild = async () => {
		try {
			await buildWorker("local");
			await world.worker.reload();
			console.log("worker reloaded");
		} catch (error) {
			console.error(error instanceof Error ? error.message : error);
		}
	};
	const changed = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			rebuilding = rebuilding.then(rebuild);
		}, 100);
	};
	const watchers = ["worker", "db", "dev/worker.ts"].map((path) => watch(inRoot(path), { recursive: true }, changed));
	return async () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
		await rebuilding;
		await vite.close();
	};
}
