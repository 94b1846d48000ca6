/**
 * The help text, made from the commands themselves, so that it cannot miss one. It explains nothing that the commands do not say.
 */
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";

const usage = (name: string, command: Command): string => {
	const options = Object.entries(command.options).map(([option, { value, needed }]) => {
		const text = `--${option}${value ? ` <${value}>` : ""}`;
		if (command.words?.includes(option)) return `<${value ?? option}>`;
		return needed ? text : `[${text}]`;
	});
	return ["npm run operator --", name, ...options, ...(command.changes ? ["[--dry-run]"] : [])].join(" ");
};

/** Usage and options of one command. */
export function helpOf(name: string, command: Command): readonly string[] {
	const options = Object.entries(command.options).map(
		([option, { value, help }]) => `  ${`--${option}${value ? ` <${value}>` : ""}`.padEnd(22)} ${help}`,
	);
	const dryRun = command.changes ? [`  ${"--dry-run".padEnd(22)} shows what would happen and changes nothing`] : [];
	return [command.help, "", `  ${usage(name, command)}`, ...options, ...dryRun];
}

/** All commands in one look. */
export function helpOfAll(): readonly string[] {
	const width = Math.max(...Object.keys(commands).map((name) => name.length));
	return [
		"npm run operator -- <command> [options]",
		"",
		...Object.entries(commands).map(
			([name, { help }]) => `  ${name.padEnd(width)}  ${help.split(". ")[0]?.replace(/\.$/, "")}`,
		),
		"",
		"Works on the local world (DATA_DIR, else .data), or on the service that CATALOG_URL and the worker's other settings name.",
		'"help <command>" shows its options. Exit codes: 0 done, 1 refused or failed, 2 called wrongly. Guide: docs/operator.md.',
	];
}
