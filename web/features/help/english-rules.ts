/**
 * Help in English for administrators: the rules, and requiring a second factor without locking anybody out.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const rules: Pick<HelpTexts, "policy" | "require-safely" | "phone-number"> = {
	policy: {
		title: "Rules (policy)",
		summary: "Who must have a second factor, from when, and everything else that you decide for all.",
		sections: [
			{
				heading: "What you decide",
				list: [
					"Second factor: off (nobody can set one up; who has one is still asked for it), optional, or required.",
					"From a date, and days of grace: until the last of them people still get in without, with a bar that reminds them. For somebody new the days begin with their first day.",
					"Trusted browsers: 0 to 365 days. 0 switches them off; fewer days end the trust that was given before.",
					"Locking after wrong codes: how many in a row (3 to 10), until somebody unlocks or for some minutes.",
					"Recovery codes: shown on the screen only, or also mailed; digits or letters; whether they can be seen again.",
					"Length of passwords, how long a session lasts, the set-up sheet on paper, and the reset by text message.",
				],
			},
			{
				heading: "The tighter rule wins",
				text: [
					"There are rules of the organization, rules of a realm, and a setting for one person. Whichever demands more, or demands it sooner, counts; none of them loosens another. The page of a person and the sign-in itself say which rule it was.",
					"“Required” for one person counts at once. “Not required” means that nothing is demanded of that person in particular; where the realm or the organization demands it, it stays demanded.",
				],
			},
			{
				heading: "Before you save",
				text: [
					"The preview tells how many people would be asked, who of them is held back at once, how many are protected already, and how many trusted browsers and sessions end. Rules that nobody could meet are refused with the fields concerned.",
				],
			},
			{
				heading: "Afterwards",
				text: [
					"Letters remind whoever is missing 14, 7 and 1 days before the last day. Every change makes a version: the history shows who changed what, from which value to which, and when.",
				],
			},
		],
	},
	"require-safely": {
		title: "Require a second factor without locking anybody out",
		summary: "In the right order, and nobody stands before a closed door.",
		sections: [
			{
				steps: [
					"Set up your own second factor, and see that at least two owners have theirs, with saved recovery codes.",
					"Write in Settings > Organization whom people may ask: the sign-in page shows it to whoever has lost everything.",
					"Begin with one realm. Open its rules, choose “Required”, a date ahead, and some days of grace.",
					"Read the preview: it names who will be asked and until when.",
					"Save, and send the enrolment links.",
					"Watch the Overview: who is still missing stands there by name. Send the link again to those, or talk to them.",
					"When the realm is through, do the same for the organization.",
				],
			},
			{
				heading: "What people see",
				list: [
					"Before the date: a bar in their account that names it. It cannot be closed, and goes when the set-up is done.",
					"In the days of grace: the same bar with the last day.",
					"After the last day, at sign-in: the set-up follows the password and cannot be skipped.",
					"After the last day, while signed in: the page shows the set-up in place of everything else, from the next click on.",
				],
			},
			{
				heading: "If somebody is stuck all the same",
				text: [
					"Nobody is locked out by a requirement alone: whoever knows their password can set up a factor at the next sign-in. For lost phones see “Help somebody”.",
				],
			},
		],
	},
	"phone-number": {
		title: "Change a phone number",
		summary: "What a number is for, who may change it, and what follows.",
		sections: [
			{
				heading: "What it is for",
				text: [
					"A number is needed only where the second factor is set up by a link to the phone, or where your organization allows a reset by text message. An authenticator app needs none.",
					"Text messages can be read on their way, and a number can be taken over by whoever talks a provider into it. So a code by message is worth less than an app: it stands behind the password, and only where your organization allows it.",
				],
			},
			{
				heading: "Your own number",
				steps: [
					"Open My account > Profile, choose the country and type the number.",
					"Save, and confirm with a code or your password that it is you.",
				],
				text: [
					"Your second factor stays as it is. Links and codes that were sent to the old number no longer work, and a letter tells you of the change.",
					"Where your organization allows a reset by text message, you cannot change the number yourself: whoever sat at your open session could make their own phone a way in. Ask your administrator.",
				],
			},
			{
				heading: "For somebody else",
				steps: [
					"Open the person in Settings > Users, change the number and save.",
					"Where their second factor was set up by a link to the old number, it is removed: its codes are refused at once, and the state becomes “set-up pending”.",
					"Send the enrolment link to the new number from the notice that follows.",
				],
				text: [
					"A letter tells the person, and to delete the old entry from the app: see “Delete an old entry from the app”.",
				],
			},
		],
	},
};
