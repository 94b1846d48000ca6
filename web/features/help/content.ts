/**
 * What a help page is made of. A language that lacks a page, or has one of another name, does not compile.
 * Plain sentences only: no markup, so nothing in them can become anything but text.
 */

/** The pages by whom they are for, in the order in which they are listed. */
export const helpGroups = {
	everybody: [
		"sign-in",
		"set-up",
		"apps",
		"devices",
		"clock",
		"old-entry",
		"lost-phone",
		"recovery-codes",
		"trusted-browsers",
		"sessions",
		"password",
		"phone-number",
		"screens",
	],
	administrators: [
		"sign-up",
		"users-and-roles",
		"create-and-import",
		"realms",
		"enrolment-links",
		"policy",
		"require-safely",
		"help-somebody",
		"audit",
		"overview",
		"organization",
	],
	service: ["locked-out-owner", "network", "scripts"],
} as const;

export const helpSlugs = [...helpGroups.everybody, ...helpGroups.administrators, ...helpGroups.service] as const;

export type HelpSlug = (typeof helpSlugs)[number];

export interface HelpSection {
	readonly heading?: string;
	/** What leads to the steps or the list. */
	readonly intro?: readonly string[];
	/** What follows them, or stands alone. */
	readonly text?: readonly string[];
	/** Things to do, one after the other. */
	readonly steps?: readonly string[];
	/** Things that stand beside each other. */
	readonly list?: readonly string[];
	/** Shows the recommended apps with their stores here. */
	readonly apps?: true;
	/** Shows the way to the status page here. */
	readonly status?: true;
}

export interface HelpText {
	readonly title: string;
	readonly summary: string;
	readonly sections: readonly HelpSection[];
}

export type HelpTexts = Readonly<Record<HelpSlug, HelpText>>;

/** Whether the help has a page of this name. */
export function isHelpSlug(name: string | undefined): name is HelpSlug {
	return helpSlugs.some((slug) => slug === name);
}
