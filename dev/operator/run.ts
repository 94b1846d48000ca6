/**
 * Finds the command, reads its options, runs it and turns every end into an exit code: 0 done, 1 refused or failed, 2 called
 * wrongly. Whatever fails is told in one line; of an unexpected error only kind and code are shown, never its text or stack.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { GuardFailed } from "../../db/batch.ts";
import { isUnavailable } from "../../db/client.ts";
import { isMoving } from "../../db/fences.ts";
import type { Ports } from "../../worker/deps.ts";
import { DomainError } from "../../worker/errors.ts";
import { errorFacts } from "../../worker/ports/log.ts";
import { type Call, type Command, Refused, type Service, WrongUsage } from "./command.ts";
import { commands } from "./commands.ts";
import { helpOf, helpOfAll } from "./help.ts";
import { type Environment, openKeys, openService } from "./target.ts";
import { createTerminal, type Stream, type Terminal } from "./terminal.ts";

export interface Surroundings {
	readonly env: Environment;
	readonly out: Stream;
	readonly err: Stream;
	/** Ports that a test replaces, such as the clock. */
	readonly ports?: Ports;
	/** How time is let pass; a test has less patience. */
	wait?(span: number): Promise<void>;
}

/** Runs one command line and answers with its exit code. */
export async function runOperator(words: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
	const terminal = createTerminal(around.out, around.err);
	const found = find(words);
	if (words.length === 0 || words.includes("--help") || words[0] === "help") {
		for (const line of found ? helpOf(found.name, found.command) : helpOfAll()) terminal.say(line);
		return 0;
	}
	if (!found) {
		terminal.note(`There is no command "${words.filter((word) => !word.startsWith("-")).join(" ")}".`);
		terminal.note('"npm run operator -- help" lists them.');
		return 2;
	}
	let service: Service | undefined;
	try {
		const call = callOf(found, around, terminal, async () => {
			service ??= await openService(around.env, found.command.isKeyless ? "without keys" : "with keys", around.ports);
			return service;
		});
		await found.command.run(call);
		return 0;
	} catch (error) {
		return told(error, terminal, found);
	} finally {
		await service?.close();
	}
}

interface Found {
	readonly name: string;
	readonly command: Command;
	readonly rest: readonly string[];
}

function find(words: readonly string[]): Found | null {
	const asked = words[0] === "help" ? words.slice(1) : words;
	const given = asked[0] === "move-tenant" ? ["tenants", "move", ...asked.slice(1)] : asked;
	for (const count of [2, 1]) {
		const name = given.slice(0, count).join(" ");
		const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
		if (command) return { name, command, rest: given.slice(count) };
	}
	return null;
}

function callOf(found: Found, around: Surroundings, terminal: Terminal, open: () => Promise<Service>): Call {
	const values = read(found);
	const optional = (name: string) => {
		const value = values[name];
		return typeof value === "string" ? value : undefined;
	};
	return {
		optional,
		text: (name) => optional(name) ?? "",
		path: (name) => resolve(around.env.INIT_CWD ?? ".", optional(name) ?? ""),
		has: (name) => values[name] === true,
		isDryRun: values["dry-run"] === true,
		terminal,
		wait: around.wait ?? ((span) => new Promise((done) => setTimeout(done, span))),
		open,
		keys: () => openKeys(around.env),
	};
}

function read({ command, rest }: Found): Readonly<Record<string, string | boolean | undefined>> {
	const options = Object.fromEntries(
		Object.entries(command.options).map(([name, { value }]) => [name, { type: value ? "string" : "boolean" } as const]),
	);
	const dryRun = command.changes ? { "dry-run": { type: "boolean" } as const } : {};
	const values = parsed(rest, { ...options, ...dryRun }, command.words ?? []);
	const missing = Object.entries(command.options)
		.filter(([name, { needed }]) => needed && (typeof values[name] !== "string" || values[name] === ""))
		.map(([name]) => `--${name}`);
	if (missing.length > 0) throw new WrongUsage(`Missing: ${missing.join(", ")}.`);
	return values;
}

function parsed(
	rest: readonly string[],
	options: Record<string, { type: "string" | "boolean" }>,
	words: readonly string[],
): Readonly<Record<string, string | boolean | undefined>> {
	try {
		const allowPositionals = words.length > 0;
		const { values, positionals } = parseArgs({ args: [...rest], options, strict: true, allowPositionals });
		if (positionals.length > words.length) throw new Error(`Unexpected word "${positionals[words.length]}"`);
		return { ...values, ...Object.fromEntries(positionals.map((word, index) => [words[index], word])) };
	} catch (error) {
		const [first = ""] = error instanceof Error ? error.message.split(". ") : [];
		throw new WrongUsage(`${first.replace(/\.$/, "")}.`);
	}
}

function told(error: unknown, terminal: Terminal, found: Found): 1 | 2 {
	if (error instanceof WrongUsage) {
		terminal.note(error.message);
		for (const line of helpOf(found.name, found.command)) terminal.note(line);
		return 2;
	}
	terminal.note(sentenceOf(error));
	return 1;
}

function sentenceOf(error: unknown): string {
	if (error instanceof Refused) return error.message;
	if (error instanceof GuardFailed)
		return "Somebody else changed this at the same moment. Look again, and repeat the command.";
	if (isMoving(error))
		return 'It is being moved to another cell. Finish that with "tenants move", or take it back with --cancel.';
	if (isUnavailable(error)) return "The database does not answer. Check its address and token, and try again.";
	if (error instanceof DomainError) return `Refused: ${error.reason.replaceAll("_", " ")}.`;
	const { kind, code, causeCode } = errorFacts(error);
	const fileError = typeof code === "string" && /^E[A-Z]+$/.test(code) && error instanceof Error ? error.message : null;
	return (
		fileError ??
		`It failed unexpectedly (${[kind, code, causeCode].filter(Boolean).join(", ")}). Nothing more is known here.`
	);
}
