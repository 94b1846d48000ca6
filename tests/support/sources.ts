/**
 * The source files of the project with what they import, read by pattern and not by a compiler: enough for rules about
 * directions. Generated migrations are left out.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Import {
	/** A path from the root for our own files, the package's name else. */
	readonly to: string;
	readonly isOurs: boolean;
	readonly typesOnly: boolean;
}

export interface Source {
	/** From the root, with slashes. */
	readonly path: string;
	readonly text: string;
	/** The text without comments. */
	readonly code: string;
	readonly imports: readonly Import[];
}

const statement =
	/^(?:import|export)\s+(type\s+)?([^;"]*?)\s*from\s+"([^"]+)";?$|^import\s+"([^"]+)";?$|\bimport\("([^"]+)"\)/gm;

function areTypes(names: string): boolean {
	const listed = names.replace(/[{}]/g, "").split(",");
	const named = listed.map((name) => name.trim()).filter((name) => name !== "");
	return names.trim().startsWith("{") && named.length > 0 && named.every((name) => name.startsWith("type "));
}

function importsOf(path: string, code: string): Import[] {
	return [...code.matchAll(statement)].map(([, type, names = "", from, bare, lazy]) => {
		const target = from ?? bare ?? lazy ?? "";
		const isOurs = target.startsWith(".");
		const to = isOurs ? posix.join(dirname(path), target).replace(/\?\w+$/, "") : target;
		return { to, isOurs, typesOnly: type !== undefined || areTypes(names) };
	});
}

function read(path: string): Source {
	const text = readFileSync(join(root, path), "utf8");
	const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
	return { path, text, code, imports: importsOf(path, code) };
}

function filesIn(folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return entry.name === "migrations" ? [] : filesIn(path);
		return /\.tsx?$/.test(entry.name) ? [path] : [];
	});
}

/** Every TypeScript file below these folders. */
export const sourcesIn = (...folders: readonly string[]): readonly Source[] => folders.flatMap(filesIn).map(read);

/** The text of any file of the project. */
export const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

/** The first way round that leads back to where it began, or null when there is none. */
export function cycleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | null {
	const done = new Set<string>();
	const visit = (node: string, way: readonly string[]): readonly string[] | null => {
		if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
		if (done.has(node)) return null;
		for (const next of edges.get(node) ?? []) {
			const found = visit(next, [...way, node]);
			if (found) return found;
		}
		done.add(node);
		return null;
	};
	for (const node of edges.keys()) {
		const found = visit(node, []);
		if (found) return found;
	}
	return null;
}
