/**
 * The letters in English.
 */
import type { LetterContext, LetterFacts, LetterWords, TextFacts } from "./facts.ts";
import { momentText } from "./facts.ts";

export function english(facts: LetterFacts, context: LetterContext): LetterWords {
	const { tenant } = context;
	const hello = context.name === "" ? "Hello," : `Hello ${context.name},`;
	const circumstances = `When: ${momentText(context.at)}\nWhere: ${context.place ? `near ${context.place}` : "place unknown"}\nBrowser: ${context.browser}`;
	const administrator = context.contact ? `your administrator (${context.contact})` : "your administrator";
	const notYou = `If this was not you, change your password at once and tell ${administrator}:\n${context.signInLink}`;
	const notice = (subject: string, happened: string, action = notYou): LetterWords => ({
		subject: `${subject} – ${tenant}`,
		paragraphs: [hello, happened, circumstances, action],
	});
	switch (facts.kind) {
		case "verifyEmail":
			return {
				subject: `Confirm your e-mail address for ${tenant}`,
				paragraphs: [
					hello,
					`${tenant} was signed up with this address. Confirm it within 24 hours to open the door:`,
					facts.link,
					circumstances,
					"If you did not sign up, do nothing: without your confirmation the address has no power.",
				],
			};
		case "invitation":
			return {
				subject: `You are invited to ${tenant}`,
				paragraphs: [
					hello,
					`${tenant} has made an account for you. Choose your password within 72 hours:`,
					facts.link,
					circumstances,
					"If you did not expect this, you can ignore it.",
				],
			};
		case "passwordReset":
			return {
				subject: `Choose a new password for ${tenant}`,
				paragraphs: [
					hello,
					"Someone asked to reset your password. The link works once, for 30 minutes:",
					facts.link,
					"You will still be asked for your second factor when you sign in.",
					circumstances,
					"If this was not you, do nothing: your password stays as it is.",
				],
			};
		case "codeRefused":
			return notice(
				"A wrong code after your password",
				"Somebody typed your password right and then a code that was wrong. Without the right code nobody gets in. If it was you who mistyped, there is nothing to do.",
			);
		case "factorAdded":
			return notice(
				"Two-factor authentication is on",
				"An authenticator app was set up for your account. From now on a code from it is asked for when you sign in. If you set up a new phone, delete the old entry in the old app.",
			);
		case "factorRemoved":
			return notice(
				"Two-factor authentication was switched off",
				"The authenticator app, the recovery codes and all trusted browsers were removed from your account. Your password alone now opens it.",
			);
		case "factorReset":
			return notice(
				"Your two-factor authentication settings were reset",
				"Your old authenticator entry and recovery codes no longer work. You set up an app anew at your next sign-in.",
			);
		case "recoveryCodeUsed":
			return notice(
				"A recovery code was used",
				`A recovery code opened your account. Codes left: ${facts.left}. Browsers that were trusted will ask for a code again.`,
			);
		case "recoveryCodesRegenerated":
			return notice("New recovery codes", "A new set of recovery codes was made. All earlier codes stopped working.");
		case "recoveryCodesDelivered":
			return {
				subject: `Your recovery codes for ${tenant}`,
				paragraphs: [
					hello,
					"These codes let you in when your authenticator app is not at hand. Each works once. Keep them somewhere safe, not only in this mailbox. Earlier codes stopped working.",
					facts.codes.join("\n"),
					circumstances,
					notYou,
				],
			};
		case "browserTrusted":
			return notice(
				"A browser is now trusted",
				`For ${facts.days} days this browser is not asked for a code when you sign in. Your password is still asked for.`,
				`If this was not you, sign in, forget all trusted browsers, change your password, and tell ${administrator}:\n${context.signInLink}`,
			);
		case "passwordChanged":
			return notice(
				"Your password was changed",
				"The password of your account was changed. All other sessions and all trusted browsers have ended.",
				`If this was not you, ask for a password reset at once and tell ${administrator}:\n${context.signInLink}`,
			);
		case "accountLocked":
			return notice(
				"Your second factor is locked",
				`Too many wrong codes were entered after your right password. ${facts.untilAt === null ? "Your administrator can unlock it." : `It opens again at ${momentText(facts.untilAt)}.`}`,
				`If this was not you, someone knows your password: change it at once and tell ${administrator}:\n${context.signInLink}`,
			);
		case "enrolment":
			return {
				subject: `Set up two-factor authentication for ${tenant}`,
				paragraphs: [
					hello,
					"Your administrator asks you to set up a second factor for your account. Open this link on your phone; it works once, for 72 hours:",
					facts.link,
					circumstances,
					`If you did not expect this, ask ${administrator} before you open it. Nobody needs the link or the codes from you.`,
				],
			};
		case "factorResetByAdmin":
			return notice(
				"Your second factor was reset by an administrator",
				`Your authenticator entry, recovery codes and trusted browsers no longer work; delete the old entry in your app. ${facts.reason === "" ? "" : `The reason given: ${facts.reason}`}`.trim(),
				`If you did not ask for this, tell ${administrator} at once and change your password:\n${context.signInLink}`,
			);
		case "phoneChanged":
			return notice(
				"Your phone number was changed",
				`The phone number of your account was changed.${facts.factorRemoved ? " Your second factor hung on the old number and no longer works: delete the old entry in your app and set it up again." : ""}`,
			);
		case "accountUnlocked":
			return notice(
				"Your second factor is unlocked",
				"An administrator unlocked your second factor. You can sign in with your codes again.",
			);
		case "requirementReminder":
			return {
				subject: `Set up your second factor ${facts.days === 1 ? "by tomorrow" : `within ${facts.days} days`} – ${tenant}`,
				paragraphs: [
					hello,
					`From ${momentText(facts.dueAt)} on, ${tenant} asks everybody concerned for a second factor at sign-in. Yours is not set up yet. It takes two minutes with any authenticator app:`,
					context.signInLink,
					`Questions? Ask ${administrator}.`,
				],
			};
		case "ownerReturnRequested":
			return {
				subject: `An owner of ${tenant} asks for a way back`,
				paragraphs: [
					hello,
					`The people who run this service were asked to remove the second factor of ${facts.owner}, an owner of ${tenant}, who says to have lost it. The reason given: ${facts.reason}`,
					`Nothing happens before ${momentText(facts.readyAt)}. Any owner can stop it until then in Settings > Organization:`,
					facts.link,
					"If you did not expect this, stop it and ask the other owners.",
				],
			};
		case "ownerReturnFinished":
			return notice(
				"An owner has a way back",
				`The second factor of ${facts.owner} was removed by the people who run this service. Nobody else's account was touched.`,
			);
		case "ownerReturnCancelled":
			return notice("A way back was stopped", `The second factor of ${facts.owner} stays as it is.`);
		case "organizationRestored":
			return notice(
				"The organization was brought back from a backup",
				`The people who run this service brought ${tenant} back as it was on ${momentText(facts.asOfAt)}. What was changed later is gone: whoever was disabled, removed or given another role since then is as before. Look through your people in Settings > Users. Everybody signs in anew, and recovery codes of before count no more: print new ones.`,
			);
	}
}

/** The text messages in English. */
export function englishText(facts: TextFacts, tenant: string): string {
	switch (facts.kind) {
		case "enrolmentText":
			return `${tenant}: set up your second factor on this phone. The link works once, for 72 hours: ${facts.link}`;
		case "resetCode":
			return `${tenant}: ${facts.code} resets your second factor. Valid for 10 minutes. Never tell it to anybody.`;
	}
}
