/**
 * Help in English: getting back in, and looking after one's own account.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const account: Pick<HelpTexts, "lost-phone" | "recovery-codes" | "trusted-browsers" | "sessions" | "password"> =
	{
		"lost-phone": {
			title: "Lost, broken or new phone",
			summary: "Which way back in is yours, from the easiest to the last one.",
			sections: [
				{
					heading: "You have a recovery code",
					steps: [
						"Sign in with e-mail and password, then choose “Use a recovery code”.",
						"Type one of your codes. Each works once.",
						"Open My account > Security > Two-factor authentication and choose “Set up on a new phone”.",
					],
					text: [
						"“Set up on a new phone” asks for a code of the old app. Without it, choose “Reset two-factor authentication settings” at sign-in and confirm with another recovery code.",
					],
				},
				{
					heading: "You still have the old phone",
					steps: [
						"At sign-in choose “Reset two-factor authentication settings”, or choose “Set up on a new phone” in My account > Security.",
						"Confirm with a code from the old app.",
						"Scan the new QR code with the new phone. The old entry stops working; delete it.",
					],
				},
				{
					heading: "You are in front of a browser that you trusted",
					text: [
						"There the password is enough. Sign in and look after your recovery codes at once, while the trust lasts.",
					],
				},
				{
					heading: "You printed the set-up sheet",
					text: [
						"Where your organization allows it, the sheet with QR code and key can be scanned again with a new device. It gives the same codes as before.",
					],
				},
				{
					heading: "Your number still reaches you",
					text: [
						"Where your organization allows it, choose “Reset two-factor authentication settings” at sign-in, then to send a code to your phone. It goes to the number on record and to no other, and lets you set up anew.",
					],
				},
				{
					heading: "Phone and codes are both gone",
					text: [
						"Contact your organization's administrator; the code screen shows how. After a reset you set up the second step again at your next sign-in.",
					],
				},
				{
					heading: "The phone was stolen",
					text: [
						"Change your password, sign out all other sessions, stop trusting all browsers, and set up a new phone. Tell your administrator.",
					],
				},
			],
		},
		"recovery-codes": {
			title: "Recovery codes",
			summary: "Ten codes for the day when the app is not at hand. Each works once.",
			sections: [
				{
					heading: "Keep them safe",
					text: [
						"Store them away from the phone: in a password manager or on paper. Whoever has a code and your password can sign in as you.",
					],
				},
				{
					heading: "See them again",
					steps: [
						"Open My account > Security and choose “Show recovery codes”.",
						"Confirm that it is you. Used codes are struck through, and the page says how many are left.",
					],
					text: [
						"Some organizations show codes only once, when they are made. Then make new ones if you cannot find yours.",
					],
				},
				{
					heading: "Make new ones",
					steps: [
						"Open My account > Security and choose “Reset backup codes”.",
						"Type your password and choose “Regenerate”.",
						"Save the new ten. The old ones are refused from that moment on.",
					],
				},
				{
					heading: "The last code",
					text: [
						"After you sign in with the last code, you make a new set before you go on. When three are left, the account page reminds you.",
					],
				},
			],
		},
		"trusted-browsers": {
			title: "Trusted browsers",
			summary: "A browser that you trust is asked for the password only, for some days.",
			sections: [
				{
					heading: "Trust a browser",
					text: [
						"Tick “Trust this browser” when you type your code at sign-in. It counts for this browser on this device only, and never longer than the days that it says.",
						"Do not trust a browser that other people use.",
					],
				},
				{
					heading: "Stop trusting",
					steps: [
						"Open My account > Trusted browsers.",
						"Choose “Stop trusting” beside one, or “Stop trusting all browsers”.",
					],
				},
				{
					heading: "Why a code is asked all the same",
					list: [
						"The days are over, or cookies were cleared.",
						"Your password, your app or your recovery codes changed.",
						"What you want to do is sensitive: then we ask for a code on every browser.",
						"Your organization does not allow trusted browsers.",
					],
				},
			],
		},
		sessions: {
			title: "Sessions",
			summary: "Where you are signed in, and how to end it.",
			sections: [
				{
					text: [
						"My account > Sessions lists every browser in which you are signed in, roughly where it is, and when it was last active. “This one” marks the browser in front of you.",
					],
				},
				{
					heading: "End a session",
					steps: [
						"Choose “Sign out” beside it, or “Sign out all other sessions”.",
						"It ends at once; its next click leads to sign-in.",
					],
				},
				{
					heading: "How long a session lasts",
					text: [
						"It ends after an hour without activity and after a day at the latest, unless your organization has chosen other times.",
					],
				},
			],
		},
		password: {
			title: "Password",
			summary: "Changing it, resetting it, and what makes a good one.",
			sections: [
				{
					heading: "Forgotten",
					steps: [
						"On the sign-in page choose “Forgot your password?” and type your e-mail address.",
						"Open the letter and follow its link within 30 minutes. It works once.",
						"Choose a new password and sign in. The second step is asked as before.",
					],
				},
				{
					heading: "Change it",
					steps: [
						"Open My account > Security and choose “Change password”.",
						"Type the current one, the new one, and a code if the second step is on.",
					],
				},
				{
					heading: "A good password",
					text: [
						"At least 8 characters; some organizations ask for more. A few unrelated words are easy to remember and hard to guess. Names, addresses and passwords that many people use, or that are known from a breach elsewhere, are refused. Signs and capitals are allowed, not demanded.",
					],
				},
			],
		},
	};
