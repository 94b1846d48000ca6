/**
 * The titles of all tests, read from their files: what a search for an id finds. A title is the first text given to
 * `it`, `test` or `describe`, or to what their `each` makes.
 */
import { sourcesIn } from "./sources.ts";

export interface Titles {
	readonly path: string;
	/** Ids of requirement rows (`S60`) in the titles of this file. */
	readonly rows: ReadonlySet<string>;
	/** Ids of cases of the battery (`T018`), likewise. */
	readonly cases: ReadonlySet<string>;
}

const opening =
	/(?:\b(?:it|test|describe)(?:\.(?:only|skip|skipIf\([^)]*\)))?\(|\]\)\(|\)\)\(|\w\)\()\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g;

/** Titles of every test file, by file. */
export const titlesOfTests: readonly Titles[] = sourcesIn("tests")
	.filter(({ path }) => path.endsWith(".test.ts"))
	.map(({ path, code }) => {
		const titles = [...code.matchAll(opening)].map(([, double, single, back]) => double ?? single ?? back ?? "");
		const ids = (form: RegExp) => new Set(titles.flatMap((title) => title.match(form) ?? []));
		return { path, rows: ids(/\bS\d{1,3}\b/g), cases: ids(/\bT\d{3}\b/g) };
	});
