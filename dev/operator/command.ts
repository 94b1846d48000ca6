/**
 * What a command of the operator is: its words, its options, and what it may do. A wrong call and a refusal are two errors with
 * exit codes of their own; neither ever carries a secret or a stack.
 */
import type { Deps } from "../../worker/deps.ts";
import type { KeyRing } from "../../worker/ports/keys.ts";
import type { Scope, TenantScope } from "../../worker/scope.ts";
import type { Terminal } from "./terminal.ts";

/** The operation was refused or failed: exit code 1, one line that says what to do. */
export class Refused extends Error {
	override readonly name = "Refused";
}

/** The command was called wrongly: exit code 2, with its usage. */
export class WrongUsage extends Error {
	override readonly name = "WrongUsage";
}

export interface Option {
	/** What stands in the help for the value; absent: a switch without one. */
	readonly value?: string;
	readonly needed?: boolean;
	readonly help: string;
}

/** The service as the operator reaches it. */
export interface Service {
	readonly deps: Deps;
	readonly scope: Scope;
	/** In words: which database this is. */
	readonly where: string;
	/** The scope of this tenant. Throws Refused when there is none. */
	house(slug: string): Promise<TenantScope>;
	close(): Promise<void>;
}

export interface Call {
	/** The value of a needed option. */
	text(name: string): string;
	optional(name: string): string | undefined;
	/** The value of an option as the path of a file, from the folder in which the command was typed. */
	path(name: string): string;
	has(name: string): boolean;
	readonly isDryRun: boolean;
	readonly terminal: Terminal;
	/** Lets time pass, in milliseconds. */
	wait(span: number): Promise<void>;
	/** Opens the service; it is closed by itself after the command. */
	open(): Promise<Service>;
	/** The key ring alone, without a database; null when there is none to be found. */
	keys(): KeyRing | null;
}

export interface Command {
	readonly help: string;
	readonly options: Readonly<Record<string, Option>>;
	/** Whether it changes anything, and therefore takes `--dry-run`. */
	readonly changes: boolean;
	/** It proves and opens nothing: it is given no key, and needs none in its settings (ASVS 13.3.2). */
	readonly isKeyless?: true;
	/** Options that may also be given as plain words, in this order. */
	readonly words?: readonly string[];
	run(call: Call): Promise<void>;
}

export const tenantOption: Option = {
	value: "slug",
	needed: true,
	help: "the organization, by the slug of its address",
};
export const operatorOption: Option = {
	value: "name",
	needed: true,
	help: "your name, for the record of the organization",
};

/** The name that an operator gives, in one line. Throws WrongUsage when it is none. */
export function operatorOf(call: Call): string {
	const name = call.text("operator").trim().replace(/\s+/gu, " ");
	if (!/^[^\p{Cc}\p{Cf}]{2,80}$/u.test(name)) throw new WrongUsage("--operator takes a name of 2 to 80 characters.");
	return name;
}

/** The reason given, in one line. Throws WrongUsage when it says nothing. */
export function reasonOf(call: Call): string {
	const reason = call.text("reason").trim().replace(/\s+/gu, " ");
	if (!/^[^\p{Cc}\p{Cf}]{5,300}$/u.test(reason))
		throw new WrongUsage("--reason takes 5 to 300 characters that others will understand later.");
	return reason;
}
