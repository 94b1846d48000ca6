/**
 * Help in English for administrators: helping people, and showing afterwards who did what.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const proof: Pick<HelpTexts, "help-somebody" | "audit" | "overview" | "organization"> = {
	"help-somebody": {
		title: "Help somebody",
		summary: "Lost phone, locked account, or “that was not me”.",
		sections: [
			{
				heading: "App and recovery codes are lost: reset",
				steps: [
					"Be sure that it is really this person: call back on a number that you know.",
					"Open Settings > Users > the person > 2-factor authentication and choose “Reset”.",
					"Write why; the reason stands in the audit and in the letter to the person. Tick “End their sessions too” when the phone was stolen.",
					"Confirm. The 2FA status becomes Off; app, recovery codes and trusted browsers stop working at once.",
				],
				text: [
					"Whether a second factor is required does not change: if it is, the set-up follows at the next sign-in. Who is signed in stays signed in, unless you end the sessions.",
				],
			},
			{
				heading: "Locked after wrong codes: unlock",
				steps: [
					"Open the person and choose “Unlock”; it is there for locked people only.",
					"From then on the right code works again. The audit has who unlocked and when.",
				],
			},
			{
				heading: "“That was not me”",
				steps: [
					"Disable the account: every session ends at once.",
					"Look at the person's last events: what, where and with which browser.",
					"Have the person reset the password, reset the second factor with “End their sessions too”, and enable the account again.",
				],
			},
			{
				heading: "What administrators never see",
				text: [
					"No secret, no code and no password of another person, and they choose none for them. They can require, reset and unlock; the rest only the person does.",
				],
			},
		],
	},
	audit: {
		title: "Audit, export and the chain of hashes",
		summary: "Who did what, to whom, when and from where; and how to show that nothing was changed afterwards.",
		sections: [
			{
				text: [
					"Settings > Audit keeps every act and every refusal: who, about whom, why, with which browser, roughly from where. It never holds a secret. Filter by event, person and days. Owners, administrators and auditors can read it.",
				],
			},
			{
				heading: "Export",
				text: [
					"As CSV for a spreadsheet, where nothing can act as a formula, or as JSON Lines for programs. Exporting is itself in the audit.",
				],
			},
			{
				heading: "Verify that nothing was changed",
				text: [
					"The entries of an organization form a chain: each carries a number and a hash over its own content and the hash before it. Whoever changes, removes or inserts an entry breaks the chain from there on.",
					"Keep the number and hash of the last entry that the export names, somewhere apart. Whoever runs the service verifies the whole chain with the command “npm run operator”; it says that the chain is whole, or names the first entry that does not fit. A later chain must contain the hash that you kept.",
				],
			},
		],
	},
	overview: {
		title: "Overview",
		summary: "How well your organization is protected, at a glance.",
		sections: [
			{
				list: [
					"Today: how many people have a second factor that they use, one that they never used, or none; how many must have one and are missing; how many are locked.",
					"Coverage over the last 90 days: the line should rise towards everybody.",
					"Sign-ins of the last 30 days, by way: app, recovery code, trusted browser, password only, refused. Many recovery codes mean lost phones; many refusals deserve a look at the audit.",
					"Who is still missing, by name with the last day, and whose account is locked; each leads to the person.",
				],
				text: ["Every picture also stands there as a table, and today's numbers are always the present ones."],
			},
		],
	},
	organization: {
		title: "Organization",
		summary: "Name, contact, colour, and owners who asked for a way back.",
		sections: [
			{
				list: [
					"Name: stands above the sign-in, in letters, and in the authenticator app beside the account.",
					"Contact: an e-mail address, a link or a sentence. The code step shows it to whoever has lost phone and codes.",
					"Colour: of buttons and links. Only the hue changes, so everything stays readable.",
					"Owners who asked for a way back: see “A locked-out owner”. Any owner can stop it there.",
				],
				text: ["Owners and administrators can change these, with a fresh proof that it is them."],
			},
		],
	},
};
