/**
 * Which statements really went to the database, and which of them each store wrote. The stores are wrapped while a test file
 * runs: every exported function that gives SQL back leaves its text here, to be held against what a proxy saw go by.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { is, SQL, sql } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import { vi } from "vitest";
import type { ProxiedRequest } from "./counting-proxy.ts";

export type Argument = string | number | null;

/** One statement as it was sent, with the values that went with it. */
export interface SentStatement {
	readonly sql: string;
	readonly args: readonly Argument[];
}

const features = fileURLToPath(new URL("../../worker/features", import.meta.url));

/** The stores of all rooms: room → path of its file. */
export const storeFiles: Readonly<Record<string, string>> = Object.fromEntries(
	readdirSync(features, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith("/store.ts"))
		.map((file) => [file.replace("/store.ts", ""), `${features}/${file}`]),
);

/** What the functions of the stores wrote: `room.name` → the texts, as far as they are SQL. */
export class Written {
	readonly texts = new Map<string, Set<string>>();

	/** Wraps every store that is imported from now on. */
	wrapStores(): void {
		for (const [room, path] of Object.entries(storeFiles))
			vi.doMock(path, async (importOriginal) => this.#wrapped(room, await importOriginal<Record<string, unknown>>()));
	}

	#wrapped(room: string, store: Readonly<Record<string, unknown>>): Record<string, unknown> {
		const wrap = (name: string, value: unknown): unknown => {
			if (typeof value !== "function") {
				this.#note(`${room}.${name}`, value);
				return value;
			}
			return (...args: unknown[]) => {
				const result: unknown = value(...args);
				this.#note(`${room}.${name}`, result);
				return result;
			};
		};
		return Object.fromEntries(Object.entries(store).map(([name, value]) => [name, wrap(name, value)]));
	}

	#note(name: string, result: unknown): void {
		const texts = this.texts.get(name) ?? new Set<string>();
		for (const text of textsOf(result)) texts.add(text);
		if (texts.size > 0) this.texts.set(name, texts);
	}
}

function textsOf(result: unknown): readonly string[] {
	if (Array.isArray(result)) return result.flatMap(textsOf);
	if (typeof result !== "object" || result === null) return [];
	if (is(result, SQL)) return [comparable(new SQLiteAsyncDialect().sqlToQuery(sql`${result}`).sql)];
	// A query of drizzle's own, one built beforehand (db/prepared.ts), or plain SQL that is run as it is.
	const made: unknown = "_prepare" in result && typeof result._prepare === "function" ? result._prepare() : result;
	if (typeof made !== "object" || made === null) return [];
	if ("getQuery" in made && typeof made.getQuery === "function") return [comparable(String(made.getQuery().sql))];
	return Object.getPrototypeOf(result) === Object.prototype ? Object.values(result).flatMap(textsOf) : [];
}

/** A statement's text without the names of tables before columns, which a part has and the whole may leave out. */
export const comparable = (text: string): string => text.replaceAll(/"\w+"\.(?=")/g, "").replaceAll(/\s+/g, " ");

/** The distinct statements of these requests, each with the values of the first time. */
export function statementsOf(requests: readonly ProxiedRequest[]): readonly SentStatement[] {
	const found = new Map<string, SentStatement>();
	for (const { body } of requests) {
		const parsed: unknown = JSON.parse(body);
		for (const statement of statementsIn(parsed)) if (!found.has(statement.sql)) found.set(statement.sql, statement);
	}
	return [...found.values()];
}

function statementsIn(node: unknown): readonly SentStatement[] {
	if (Array.isArray(node)) return node.flatMap(statementsIn);
	if (typeof node !== "object" || node === null) return [];
	if ("sql" in node && typeof node.sql === "string") {
		const args: unknown = "args" in node ? node.args : [];
		return [{ sql: node.sql, args: Array.isArray(args) ? args.map(argumentOf) : [] }];
	}
	return Object.values(node).flatMap(statementsIn);
}

/** Only what a plan can depend on: no plan looks at a value that is a blob. */
function argumentOf(sent: unknown): Argument {
	if (typeof sent !== "object" || sent === null || !("value" in sent)) return null;
	const { value } = sent;
	if ("type" in sent && sent.type === "integer") return Number(value);
	return typeof value === "string" || typeof value === "number" ? value : null;
}
