/**
 * A world whose worker reaches its database through the counting proxy: for tests that count round trips, or that need a
 * database that is slow, gone, or forgets to answer. The proxy ends with its world.
 */
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import { createWorld, type World, type WorldOptions } from "./world.ts";

/** Starts a world behind a proxy. Callers must `stop()` the world in `afterAll`. */
export async function createProxiedWorld(
	options: Omit<WorldOptions, "through"> = {},
): Promise<{ readonly world: World; readonly proxy: CountingProxy }> {
	const started: CountingProxy[] = [];
	const through = async (databaseUrl: string) => {
		const proxy = await startCountingProxy(databaseUrl);
		started.push(proxy);
		return proxy;
	};
	const world = await createWorld({ ...options, through });
	const [proxy] = started;
	if (!proxy) throw new Error("the world did not ask for its proxy");
	return { world, proxy };
}
