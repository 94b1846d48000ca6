/**
 * `npm run size`: what the network carries, in gzip bytes of the minified files.
 * The worker is every module that is uploaded; the first load is what the sign-in page needs before it can be typed in:
 * the scripts and styles that signin.html names itself, preloaded ones included. What is loaded behind it does not count.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildIfChanged } from "./build.ts";
import { inRoot } from "./root.ts";

/** The most each may weigh, in gzip bytes (1 KB = 1024 bytes). */
export const sizeLimits = { worker: 150 * 1024, firstLoad: 30 * 1024 };

export interface Weighed {
	readonly name: string;
	/** Bytes after gzip at its best level. */
	readonly gzip: number;
}

export interface Sizes {
	readonly worker: readonly Weighed[];
	readonly firstLoad: readonly Weighed[];
}

function weigh(folder: string, name: string): Weighed {
	return { name, gzip: gzipSync(readFileSync(inRoot(folder, name)), { level: 9 }).byteLength };
}

/** Names of the scripts and styles an HTML page asks for by itself. */
function firstFiles(html: string): string[] {
	const found = new Set<string>();
	for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
		const isWanted = tag.startsWith("<script") || /rel="(?:stylesheet|modulepreload|preload)"/.test(tag);
		const address = /(?:src|href)="\/?([^"]+)"/.exec(tag)?.[1];
		if (isWanted && address?.match(/\.(?:js|css)$/)) found.add(address);
	}
	return [...found];
}

/** Weighs the built files; build first. */
export function measureSizes(): Sizes {
	const page = inRoot("dist/web/signin.html");
	if (!existsSync(page)) throw new Error("Nothing is built yet.");
	const modules = readdirSync(inRoot("dist/worker")).filter((name) => /\.(?:js|wasm)$/.test(name));
	return {
		worker: modules.map((name) => weigh("dist/worker", name)),
		firstLoad: firstFiles(readFileSync(page, "utf8")).map((name) => weigh("dist/web", name)),
	};
}

/** Sum in gzip bytes. */
export function total(files: readonly Weighed[]): number {
	return files.reduce((sum, file) => sum + file.gzip, 0);
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1024).toFixed(1)} KB`;
}

if (import.meta.main) {
	await buildIfChanged();
	const sizes = measureSizes();
	const rows = [
		["Worker (all modules)", sizes.worker, sizeLimits.worker],
		["Sign-in page, first load (script and styles)", sizes.firstLoad, sizeLimits.firstLoad],
	] as const;
	console.log("| What | gzip | Limit |\n| --- | ---: | ---: |");
	for (const [label, files, limit] of rows)
		console.log(`| ${label} | ${kilobytes(total(files))} | ${kilobytes(limit)} |`);
	console.log();
	for (const [, files] of rows)
		for (const file of files) console.log(`${kilobytes(file.gzip).padStart(10)}  ${file.name}`);
	if (rows.some(([, files, limit]) => total(files) > limit)) process.exit(1);
}
