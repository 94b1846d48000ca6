/**
 * What the documents promise: each requirement row is proved by the tests that are named, or open; every id in a title is
 * in the list; and every path that a document names exists.
 */
import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textOf } from "./support/sources.ts";
import { titlesOfTests } from "./support/titles.ts";

interface Row {
	readonly id: string;
	readonly words: string;
	/** The test files that prove it; empty for an open one. */
	readonly proof: readonly string[];
}

const rows: readonly Row[] = [...textOf("docs/requirements.md").matchAll(/^\| (S\d+) \| (.+?) \| (.+?) \|$/gm)].map(
	([, id = "", words = "", proof = ""]) => ({
		id,
		words,
		proof: proof === "open" ? [] : proof.split(", ").map((path) => path.replaceAll("`", "")),
	}),
);
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `S${from + index}`);
const titled = (id: string) => titlesOfTests.filter((file) => file.rows.has(id)).map(({ path }) => path);

describe("docs/requirements.md", () => {
	it("has one line for each row of the five systems, in their order", () => {
		expect(rows.map(({ id }) => id)).toEqual([...span(1, 69), ...span(71, 139), "S143", ...span(145, 191)]);
	});

	it("names for each proved row a test file with the row's id in a title", () => {
		const wrong = rows.flatMap(({ id, proof }) =>
			proof.filter((path) => !titled(id).includes(path)).map((path) => `${id} is not in a title of ${path}`),
		);
		expect(wrong).toEqual([]);
	});

	it("lists every row whose id stands in a title as proved", () => {
		const known = new Map(rows.map((row) => [row.id, row]));
		const wrong = titlesOfTests.flatMap(({ path, rows: ids }) =>
			[...ids].filter((id) => !known.get(id)?.proof.length).map((id) => `${id} in ${path}`),
		);
		expect(wrong).toEqual([]);
	});

	it("says of each row something of its own", () => {
		expect(new Set(rows.map(({ words }) => words)).size).toBe(rows.length);
	});
});

describe("paths in documents", () => {
	const documents = ["README.md", ...filesIn("docs")].filter((path) => existsSync(path));

	it("exist", () => {
		const wrong = documents.flatMap((document) =>
			[...textOf(document).matchAll(/`((?:worker|web|db|tests|dev|docs|bench|\.ci)\/[\w./-]*[\w-])`/g)]
				.map(([, path = ""]) => path)
				.filter((path) => !existsSync(path))
				.map((path) => `${document}: ${path}`),
		);
		expect(wrong).toEqual([]);
	});
});

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return filesIn(path);
		return path.endsWith(".md") ? [path] : [];
	});
}
