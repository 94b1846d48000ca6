/**
 * What a part of the bench gives back: tables to print and the numbers behind them. A part measures in one run whatever it
 * compares, so that its ratios hold on any machine; it writes no file and prints nothing but progress.
 */

export interface Table {
	readonly caption: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly (string | number)[])[];
}

/** A claim of the product that a part holds against its own numbers. */
export interface Aim {
	readonly what: string;
	/** As it is printed, such as `0.17` or `1.9×`. */
	readonly measured: string;
	readonly aim: string;
	readonly isMet: boolean;
}

export interface Section {
	readonly title: string;
	/** How it was measured and what to read from it; each a paragraph. */
	readonly prose: readonly string[];
	readonly tables: readonly Table[];
	/** What is claimed; printed below the tables, and in the README's table. */
	readonly aims?: readonly Aim[];
	/** The numbers, for the JSON file. */
	readonly data: unknown;
}

/** A part of the bench: `bench/sections/<id>.ts` exports one as `section`. */
export interface Part {
	/** `npm run bench -- <id>` runs it alone. */
	readonly id: string;
	run(): Promise<Section>;
}
