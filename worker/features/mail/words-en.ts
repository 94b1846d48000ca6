/**
 * The letters in English.
 */
import type { LetterContext, LetterFacts, LetterWords } from "./facts.ts";
import { momentText } from "./facts.ts";

export function english(facts: LetterFacts, context: LetterContext): LetterWords {
	const { tenant } = context;
	const hello = `Hello ${context.name},`;
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
	}
}
