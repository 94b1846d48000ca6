/**
 * Where the project lies on this disk, and the environment its tools run in.
 * Every path of dev/ and tests/support is built from here, so that a command may be typed in any folder.
 * The environment keeps wrangler and miniflare from asking the outside world for updates or for a request's place.
 */
import { delimiter, join, resolve } from "node:path";

export const root: string = resolve(import.meta.dirname, "..");

/** An absolute path inside the project. */
export function inRoot(...parts: string[]): string {
	return join(root, ...parts);
}

const quiet = {
	CLOUDFLARE_CF_FETCH_ENABLED: "false",
	WRANGLER_SEND_METRICS: "false",
	WRANGLER_SEND_ERROR_REPORTS: "false",
	WRANGLER_HIDE_BANNER: "true",
};

/** The environment for a child process: ours, the project's own programs first on the path, nothing phoning home. */
export function toolEnvironment(): NodeJS.ProcessEnv {
	const path = [resolve(process.execPath, ".."), inRoot("node_modules/.bin"), process.env.PATH ?? ""].join(delimiter);
	return { ...process.env, PATH: path, ...quiet };
}

/** Sets the same in this process, for libraries that read it when they are loaded. */
export function keepToolsQuiet(): void {
	Object.assign(process.env, quiet);
}
