/**
 * What a part of the bench gives back: tables to print and the numbers behind them. A part measures in one run whatever it
 * compares, so that its ratios hold on any machine; it writes no file and prints nothing but progress.
 */

export interface Table {
	readonly caption: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly (string | number)[])[];
}

export interface Section {
	readonly title: string;
	/** How it was measured and what to read from it; each a paragraph. */
	readonly prose: readonly string[];
	readonly tables: readonly Table[];
	/** The numbers, for the JSON file. */
	readonly data: unknown;
}

/** A part of the bench: `bench/sections/<id>.ts` exports one as `section`. */
export interface Part {
	/** `npm run bench -- <id>` runs it alone. */
	readonly id: string;
	run(): Promise<Section>;
}
