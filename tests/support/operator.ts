/**
 * The operator's command line in this process, against the database of a world: the same settings as the worker, captured output,
 * the world's clock. Every call checks that no secret of the key ring and no stack was printed.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOperator } from "../../dev/operator/run.ts";
import type { World } from "./world.ts";

export interface Ran {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

export interface Operator {
	/** Runs a command line, split at spaces; what stands in the array is taken whole. */
	run(...words: readonly string[]): Promise<Ran>;
	/** The same, and throws unless its exit code is 0. */
	ok(...words: readonly string[]): Promise<string>;
	/** A path for a file of this test. */
	file(name: string): string;
}

export interface OperatorOptions {
	readonly keys?: string;
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly isTTY?: boolean;
	/** Milliseconds for which the command may wait at most; none, where nobody else is at work. */
	readonly patienceMs?: number;
}

/** The ring of a world as the setting KEYS, with further keys and another current one where they are given. */
export function ringOf(world: World, more: Readonly<Record<string, Uint8Array>> = {}, current?: string): string {
	const { currentId, masters } = world.deps.config.keys;
	const all = [...[...masters].map(([id, key]) => [id, key.expose()] as const), ...Object.entries(more)];
	const keys = Object.fromEntries(all.map(([id, bytes]) => [id, Buffer.from(bytes).toString("base64")]));
	return JSON.stringify({ current: current ?? currentId, keys });
}

/** An operator at the database of this world. */
export function operatorAt(world: World, options: OperatorOptions = {}): Operator {
	const folder = mkdtempSync(join(tmpdir(), "gatehouse-operator-"));
	const { config } = world.deps;
	const keys = options.keys ?? ringOf(world);
	const env = {
		ORIGIN: config.origin,
		CATALOG_URL: config.catalog.url,
		CATALOG_NAMESPACE: config.catalog.namespace,
		KEYS: keys,
		...options.env,
	};
	const run = async (...words: readonly string[]): Promise<Ran> => {
		let [out, err] = ["", ""];
		const code = await runOperator(words, {
			env,
			out: { write: (text: string) => (out += text) },
			err: { write: (text: string) => (err += text), isTTY: options.isTTY ?? false },
			ports: { clock: world.deps.clock },
			wait: (span) => new Promise((done) => setTimeout(done, Math.min(span, options.patienceMs ?? 0))),
		});
		const said = out + err;
		const secrets: string[] = Object.values(JSON.parse(keys).keys ?? {}).map(String);
		if (secrets.some((secret) => said.includes(secret))) throw new Error("A key was printed.");
		if (/^\s+at .+:\d+:\d+/m.test(said)) throw new Error(`A stack was printed:\n${said}`);
		return { code, out, err };
	};
	return {
		run,
		async ok(...words) {
			const { code, out, err } = await run(...words);
			if (code !== 0) throw new Error(`operator ${words.join(" ")} ended with ${code}:\n${err}`);
			return out;
		},
		file: (name) => join(folder, name),
	};
}

/** Every row of every table that holds tenants' rows, for comparing before with after. */
export async function dumpOf(world: World): Promise<Readonly<Record<string, readonly Record<string, unknown>[]>>> {
	const named = await world.rows(
		"select name from sqlite_master where type = 'table' and sql like '%tenant_id%' order by name",
	);
	const dump: Record<string, readonly Record<string, unknown>[]> = {};
	for (const { name } of named) dump[String(name)] = await world.rows(`select * from ${String(name)} order by 1, 2, 3`);
	return dump;
}
