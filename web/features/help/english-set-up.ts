/**
 * Help in English: setting up the second step, its apps, its devices, its clock.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const setUp: Pick<HelpTexts, "set-up" | "apps" | "devices" | "clock" | "old-entry"> = {
	"set-up": {
		title: "Set up two-factor authentication",
		summary: "Three steps: enable, install the app, set up. It takes a few minutes.",
		sections: [
			{
				heading: "1. Enable",
				steps: [
					"Open My account > Security.",
					"Choose “Configure 2FA” in the row “Two-factor authentication”.",
					"Type your current password. From now on you have ten minutes; the page shows how much is left.",
				],
				text: [
					"Where your organization requires the second step, this begins by itself at your next sign-in and cannot be skipped.",
				],
			},
			{
				heading: "2. Install the app",
				text: [
					"Install an authenticator app before you scan anything. Any app for time-based codes will do, on a phone, a tablet, a laptop or a desktop computer.",
					"Let the device lock itself after a short while, and set its clock to automatic.",
				],
			},
			{
				heading: "3. Set up",
				steps: [
					"Open the app, choose the plus sign and scan the QR code. Or choose “Type code manually” and type the key into the app.",
					"Choose “Continue” and type the six digits that the app shows, then “Authenticate”.",
					"Save the ten recovery codes: copy them, download them as a text file, or print them.",
					"Tick “I have saved them” and choose “End configuration”.",
				],
			},
			{
				heading: "If the ten minutes run out",
				text: ["Type your password again. You get a new QR code; delete the entry of the old one from the app."],
			},
		],
	},
	apps: {
		title: "Recommended authenticator apps",
		summary: "Apps that follow the standard, with links to their official stores.",
		sections: [
			{ text: ["All of these are free, and none of them needs an account with us:"], apps: true },
			{
				heading: "Other apps",
				text: [
					"Every app that follows the standard TOTP (RFC 6238) works: six digits, a new code every 30 seconds. Many password managers contain one.",
				],
			},
			{
				heading: "What is not supported",
				text: ["Windows Phone: its store is closed and its apps are no longer kept safe. Use another device."],
			},
		],
	},
	devices: {
		title: "Instructions for each system",
		summary: "Android, iPhone and iPad, Windows, macOS and Linux.",
		sections: [
			{
				heading: "Android",
				steps: [
					"Open Google Play and install one of the recommended apps.",
					"Open the app and choose the plus sign, then “Scan a QR code”. Allow it to use the camera.",
					"Point the camera at the QR code. The entry with your organization's name appears.",
					"At sign-in open the app and type the six digits before they change.",
				],
			},
			{
				heading: "iPhone and iPad",
				steps: [
					"Open the App Store and install one of the recommended apps. The built-in Passwords app works too.",
					"Choose the plus sign, then scan the QR code. Allow the app to use the camera.",
					"On the same device, choose “Open in my authenticator app” instead of scanning.",
					"At sign-in open the app, or let the keyboard offer the code.",
				],
			},
			{
				heading: "Windows, macOS and Linux",
				steps: [
					"Install KeePassXC, or open a password manager that keeps one-time codes.",
					"On the set-up page choose “Type code manually” and copy the key.",
					"In KeePassXC open the entry, choose TOTP > Set up TOTP, and paste the key. Leave the default settings.",
					"At sign-in choose “Copy TOTP” and paste it into the code field.",
				],
			},
			{
				heading: "Windows Phone",
				text: ["Not supported any more. Use another phone, a tablet or a computer."],
			},
		],
	},
	clock: {
		title: "Put the clock right",
		summary: "Codes depend on the time. If they are refused, the clock of the device is the first thing to check.",
		sections: [
			{
				text: [
					"A code is made from the time of your device. When its clock is off by more than half a minute, the code no longer fits. If a code would fit a wrong clock, we tell you by how much it is ahead or behind, but do not let it pass.",
				],
			},
			{
				heading: "Android",
				steps: [
					"Open Settings > System > Date and time.",
					"Switch on “Set time automatically” and “Set time zone automatically”.",
				],
			},
			{
				heading: "iPhone and iPad",
				steps: ["Open Settings > General > Date & Time.", "Switch on “Set Automatically”."],
			},
			{
				heading: "Windows",
				steps: [
					"Open Settings > Time & language > Date & time.",
					"Switch on “Set time automatically” and choose “Sync now”.",
				],
			},
			{
				heading: "macOS",
				steps: ["Open System Settings > General > Date & Time.", "Switch on “Set time and date automatically”."],
			},
			{
				heading: "Linux",
				steps: [
					"Open Settings > System > Date & Time.",
					"Switch on “Automatic Date & Time”. On a terminal: timedatectl set-ntp true",
				],
			},
			{
				heading: "Afterwards",
				text: ["Wait for the next code and type that one. Nothing else has to be set up again."],
			},
		],
	},
	"old-entry": {
		title: "Delete an old entry from the app",
		summary: "After a new set-up the old entry no longer works. Here is how to remove it.",
		sections: [
			{
				text: [
					"Delete an old entry only after the new one has let you in once. The server refuses the old codes at once, so the old entry does no harm; it only confuses.",
				],
			},
			{
				heading: "Google Authenticator",
				steps: [
					"Android: touch and hold the entry, then the bin. iPhone: swipe the entry to the left, then the bin.",
					"Confirm.",
				],
			},
			{
				heading: "Microsoft Authenticator",
				steps: ["Open the entry.", "Choose the gear or the three dots, then “Remove account”.", "Confirm."],
			},
			{
				heading: "Authy",
				steps: [
					"Touch and hold the entry.",
					"Choose “Remove”, then confirm. Authy deletes it for good after 48 hours.",
				],
			},
			{
				heading: "LastPass Authenticator",
				steps: ["Touch and hold the entry, or swipe it to the left.", "Choose “Delete”, then confirm."],
			},
			{
				heading: "2FAS Auth",
				steps: ["Touch and hold the entry and choose “Edit”.", "Choose “Delete service”, then confirm."],
			},
			{
				heading: "ESET Secure Authentication",
				steps: ["Tap the tile, so that the code shows.", "Hold it and swipe to the left.", "Confirm."],
			},
			{ heading: "KeePassXC", steps: ["Open the entry and go to “Advanced”.", "Remove the attribute “otp” and save."] },
		],
	},
};
