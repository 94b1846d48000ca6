/**
 * Help in English: signing in, signing up, and every screen in a few words.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const screens: Pick<HelpTexts, "sign-in" | "sign-up" | "screens"> = {
	"sign-in": {
		title: "Sign in",
		summary: "E-mail and password first, then a code from your app.",
		sections: [
			{
				steps: [
					"Open your organization's address and type your e-mail and password.",
					"Open your authenticator app, find the entry with your organization's name, and type its six digits. You may paste them.",
					"Tick “Trust this browser” if you alone use it; then it is asked for the password only, for some days.",
				],
			},
			{
				heading: "A code is refused",
				list: [
					"Each code counts once, and only for about 30 seconds. Wait for the next one.",
					"Look at the right entry: the one with this organization's name and your e-mail.",
					"Put the clock of the device right: see “Put the clock right”.",
				],
			},
			{
				heading: "Locked",
				text: [
					"After ten wrong codes in a row the second step is locked. Your administrator can unlock it; the code screen shows whom to ask. Too many wrong passwords make you wait some minutes.",
				],
			},
			{
				heading: "It took too long",
				text: ["A sign-in that is begun lives ten minutes. Then it begins again with the password."],
			},
		],
	},
	"sign-up": {
		title: "Sign up an organization",
		summary: "From nothing to the first sign-in, without calling anybody.",
		sections: [
			{
				steps: [
					"On the front page choose “Sign up your organization”.",
					"Type its name and choose its address. The page says at once whether the address is free.",
					"Type your name, your e-mail and a password. You become the owner.",
					"Open the letter, follow its link within 24 hours, and say with the button there that the address is yours.",
					"Sign in at your organization's address and set up the second step.",
				],
			},
			{
				heading: "The address",
				text: [
					"It has 3 to 40 small letters, digits and hyphens. Your people sign in there, so choose what they recognize.",
				],
			},
			{
				heading: "No letter?",
				text: [
					"Look among the unwanted mail. A sign-up that is not verified is forgotten after two days, and its address is free again.",
				],
			},
		],
	},
	screens: {
		title: "Every screen in a few words",
		summary: "What each page is for and what it asks.",
		sections: [
			{
				heading: "Front page",
				text: ["Says what Gatehouse is, leads to signing up, and finds an organization by its address."],
			},
			{
				heading: "Sign up your organization",
				text: ["Makes an organization and its owner. Nothing has power before the e-mail address is verified."],
			},
			{
				heading: "Sign in",
				text: ["Asks for e-mail and password. The answer is the same for a wrong password and an unknown address."],
			},
			{
				heading: "Enter your code",
				text: [
					"Asks for six digits from the app. Below: recovery code, resetting the settings, another account, and whom to ask.",
				],
			},
			{
				heading: "Use a recovery code",
				text: ["Takes one of the saved codes in place of the app. It is used up by this."],
			},
			{
				heading: "Reset two-factor authentication settings",
				text: [
					"Moves you to a new phone at sign-in, after a last code; or after a code by text message, where your organization allows it.",
				],
			},
			{
				heading: "Set up two-factor authentication",
				text: [
					"Three steps with a QR code, a key to type, a code to prove it, and recovery codes to save. Ten minutes are allowed for it.",
				],
			},
			{
				heading: "Make new recovery codes",
				text: ["Comes after the last code was used. Nothing else can be reached until the new codes are saved."],
			},
			{
				heading: "Verify your address",
				text: ["Opens from the letter after signing up. One link, one use, 24 hours."],
			},
			{
				heading: "Accept your invitation",
				text: [
					"Opens from an invitation letter: choose a password, then set up the second step where it is asked for. 72 hours.",
				],
			},
			{
				heading: "Reset your password",
				text: ["Sends a letter, and with its link sets a new password. It neither signs in nor skips the second step."],
			},
			{
				heading: "Your phone number, and the link to your phone",
				text: [
					"Where your second factor is set up on the phone, sign-in asks for the number if it is missing and sends the link there.",
				],
			},
			{
				heading: "The page behind an enrolment link",
				text: ["Leads through the set-up on the phone itself, then to sign-in. One link, one set-up, 72 hours."],
			},
			{
				heading: "My account > Profile",
				text: ["Your name, your e-mail, your phone number, and the language of letters and pages."],
			},
			{
				heading: "My account > Security",
				text: ["Two-factor authentication on or off, recovery codes, a new phone, and the password."],
			},
			{
				heading: "My account > Trusted browsers",
				text: ["Which browsers are asked for the password only, and how to take that back."],
			},
			{ heading: "My account > Sessions", text: ["Where you are signed in, and how to end it."] },
			{
				heading: "The bar on top of My account",
				text: [
					"Tells what your account needs. When the set-up is required, now or from a date, the bar stays until it is done.",
				],
			},
			{
				heading: "Settings",
				text: [
					"For those who run the organization: Overview, Users, Realms, Policy, Audit and Organization. Each has a help page of its own.",
				],
			},
			{ heading: "Status", text: ["Which part of the service works, and which hosts and ports must be reachable."] },
			{ heading: "Help", text: ["These pages. The language can be changed at the bottom of every page."] },
		],
	},
};
