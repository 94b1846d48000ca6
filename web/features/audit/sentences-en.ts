/**
 * The audit in English: a name and a sentence for every event.
 * They tell what a row tells and no more; codes, tokens and secrets are not in it.
 */
import type { Sentences } from "./sentences.ts";
import {
	assurances,
	inRealm,
	listed,
	methods,
	operator,
	purposes,
	reasons,
	requirements,
	roles,
	word,
} from "./vocabulary-en.ts";

export const en: Sentences = {
	stranger: "Somebody",
	reasons,
	unknown: (event) => `Something that this page has no words for yet: ${event}.`,
	events: {
		"tenant.signedUp": { name: "Organization signed up", say: ({ who }) => `${who} signed the organization up.` },
		"tenant.verified": {
			name: "Organization opened",
			say: ({ who }) => `${who} verified the address and opened the organization.`,
		},
		"tenant.changed": {
			name: "Organization changed",
			say: ({ who, list }) => `${who} changed the organization: ${listed(list("fields"))}.`,
		},
		"tenant.suspended": {
			name: "Organization suspended",
			say: ({ text }) => `${operator(text("operator"))} suspended the organization.`,
		},
		"tenant.resumed": {
			name: "Organization resumed",
			say: ({ text }) => `${operator(text("operator"))} opened the organization again.`,
		},
		"tenant.exported": {
			name: "Organization exported",
			say: ({ text }) => `${operator(text("operator"))} exported the organization to a file.`,
		},
		"tenant.imported": {
			name: "Organization imported",
			say: ({ text }) => `${operator(text("operator"))} brought the organization back from a file.`,
		},
		"tenant.restored": {
			name: "Organization restored",
			say: ({ text }) => `The organization was set back to ${text("asOf")}, with the whole database.`,
		},
		"tenant.moved": {
			name: "Organization moved",
			say: ({ text }) =>
				`${operator(text("operator"))} moved the organization's records from ${text("from")} to ${text("to")}.`,
		},
		"policy.changed": {
			name: "Policy changed",
			say: ({ who, text, number }) =>
				`${who} changed the policy${inRealm(text("realm"))} (version ${number("version")}).`,
		},
		"realm.created": {
			name: "Realm created",
			say: ({ who, text }) =>
				text("kind") === "automatic"
					? `The realm ${text("name")} was made by itself.`
					: `${who} created the realm ${text("name")}.`,
		},
		"realm.changed": { name: "Realm changed", say: ({ who, text }) => `${who} changed the realm ${text("name")}.` },
		"realm.removed": { name: "Realm removed", say: ({ who, text }) => `${who} removed the realm ${text("name")}.` },
		"user.created": {
			name: "User created",
			say: ({ who, whom, text, isTrue }) =>
				`${who} ${isTrue("imported") ? "imported" : "created"} ${whom} as ${word(roles, text("role"))} in the realm ${text("realm")}.`,
		},
		"user.invited": { name: "User invited", say: ({ who, whom }) => `${who} invited ${whom}.` },
		"user.joined": { name: "Invitation accepted", say: ({ whom }) => `${whom} accepted the invitation.` },
		"user.emailVerified": { name: "Address verified", say: ({ whom }) => `${whom} verified the e-mail address.` },
		"user.profileChanged": { name: "Own profile changed", say: ({ whom }) => `${whom} changed the own profile.` },
		"user.changed": {
			name: "User changed",
			say: ({ who, whom, list }) => `${who} changed ${whom}: ${listed(list("fields"))}.`,
		},
		"user.roleChanged": {
			name: "Role changed",
			say: ({ who, whom, text }) =>
				`${who} changed the role of ${whom} from ${word(roles, text("from"))} to ${word(roles, text("to"))}.`,
		},
		"user.requirementChanged": {
			name: "Requirement changed",
			say: ({ who, whom, text }) =>
				`${who} changed the requirement of ${whom} from “${word(requirements, text("from"))}” to “${word(requirements, text("to"))}”.`,
		},
		"user.moved": {
			name: "User moved",
			say: ({ who, whom, text }) => `${who} moved ${whom} from the realm ${text("from")} to ${text("to")}.`,
		},
		"user.disabled": { name: "User disabled", say: ({ who, whom }) => `${who} disabled ${whom}.` },
		"user.enabled": { name: "User enabled", say: ({ who, whom }) => `${who} enabled ${whom}.` },
		"user.removed": {
			name: "User removed",
			say: ({ who, text }) => `${who} removed ${text("name")} (${text("email")}).`,
		},
		"user.unlocked": { name: "User unlocked", say: ({ who, whom }) => `${who} unlocked the second factor of ${whom}.` },
		"users.imported": {
			name: "File imported",
			say: ({ who, text, number }) =>
				`${who} imported a file into the realm ${text("realm")}: ${number("created")} created, ${number("exists")} there already, ${number("errors")} with errors.`,
		},
		"login.refused": { name: "Sign-in refused", say: ({ whom }) => `A sign-in as ${whom} was refused.` },
		"login.blocked": {
			name: "Guessing slowed down",
			say: ({ number }) => `After ${number("failures")} wrong passwords in a row whoever tried them has to wait.`,
		},
		"login.passwordProved": {
			name: "Password accepted",
			say: ({ whom }) => `${whom} gave the right password; a second step followed.`,
		},
		"login.succeeded": {
			name: "Signed in",
			say: ({ whom, text }) =>
				`${whom} signed in ${word(assurances, text("assurance"))}${text("method") === "" ? "" : `, by ${word(methods, text("method"))}`}.`,
		},
		"login.cancelled": { name: "Sign-in cancelled", say: ({ whom }) => `${whom} gave up a half-done sign-in.` },
		"login.signedOut": { name: "Signed out", say: ({ whom }) => `${whom} signed out.` },
		"code.refused": {
			name: "Code refused",
			say: ({ whom, text }) => `A code of ${whom} was refused ${word(purposes, text("purpose"))}.`,
		},
		"request.refused": {
			name: "Request refused",
			say: ({ who, text }) => `${who} tried “${text("procedure")}” and was refused.`,
		},
		"factor.locked": {
			name: "Second factor locked",
			say: ({ whom, number }) => `The second factor of ${whom} was locked after ${number("failures")} wrong codes.`,
		},
		"factor.added": {
			name: "Second factor set up",
			say: ({ whom, isTrue }) =>
				isTrue("replaced") ? `${whom} moved the second factor to a new app.` : `${whom} set up a second factor.`,
		},
		"factor.removed": {
			name: "Second factor switched off",
			say: ({ whom, text }) => `${whom} switched the second factor off, with ${word(methods, text("method"))}.`,
		},
		"factor.resetAtSignIn": {
			name: "Second factor reset at sign-in",
			say: ({ whom }) => `${whom} reset the second factor at sign-in.`,
		},
		"factor.resetByAdmin": {
			name: "Second factor reset by an administrator",
			say: ({ who, whom, isTrue }) =>
				`${who} reset the second factor of ${whom}${isTrue("endSessions") ? " and ended all sessions" : ""}.`,
		},
		"factor.phoneChanged": {
			name: "Second factor ended by a new number",
			say: ({ who, whom }) =>
				`${who} changed the phone number of ${whom}, so the second factor has to be set up again.`,
		},
		"recoveryCodes.used": {
			name: "Recovery code used",
			say: ({ whom, number }) => `${whom} used a recovery code; ${number("left")} are left.`,
		},
		"recoveryCodes.replaced": {
			name: "Recovery codes replaced",
			say: ({ whom }) => `${whom} made new recovery codes.`,
		},
		"recoveryCodes.shown": { name: "Recovery codes shown", say: ({ whom }) => `${whom} looked at the recovery codes.` },
		"enrolment.sent": {
			name: "Enrolment sent",
			say: ({ who, whom, text, isTrue }) =>
				`${who} sent ${whom} ${isTrue("invitation") ? "the invitation" : "an enrolment link"} by ${text("by") === "sms" ? "text message" : "e-mail"}.`,
		},
		"enrolment.opened": { name: "Enrolment link opened", say: ({ whom }) => `${whom} opened an enrolment link.` },
		"enrolment.completed": {
			name: "Enrolment completed",
			say: ({ whom }) => `${whom} completed the set-up from an enrolment link.`,
		},
		"phone.given": { name: "Phone number given", say: ({ whom }) => `${whom} gave the missing phone number.` },
		"resetCode.sent": {
			name: "Reset code sent",
			say: ({ whom }) => `A code to reset the second factor was sent to the phone of ${whom}.`,
		},
		"reminder.sent": {
			name: "Reminder sent",
			say: ({ whom, number }) =>
				`${whom} was reminded to set up a second factor, ${number("daysBefore")} days before it is due.`,
		},
		"browser.trusted": {
			name: "Browser trusted",
			say: ({ whom, number }) => `${whom} trusted a browser for ${number("days")} days.`,
		},
		"browser.forgotten": {
			name: "Browser trust ended",
			say: ({ whom, isTrue }) =>
				`${isTrue("all") ? "All trusted browsers" : "A trusted browser"} of ${whom} lost trust.`,
		},
		"session.proved": {
			name: "Proved anew",
			say: ({ whom, text }) => `${whom} proved anew with ${word(methods, text("method"))}.`,
		},
		"session.ended": {
			name: "Session ended",
			say: ({ whom, isTrue }) => (isTrue("all") ? `${whom} ended all other sessions.` : `${whom} ended a session.`),
		},
		"password.resetRequested": {
			name: "Password reset asked for",
			say: ({ whom }) => `A link to reset the password of ${whom} was asked for.`,
		},
		"password.reset": { name: "Password reset", say: ({ whom }) => `${whom} reset the password with a mailed link.` },
		"password.changed": { name: "Password changed", say: ({ whom }) => `${whom} changed the password.` },
		"audit.exported": {
			name: "Audit exported",
			say: ({ who, text }) => `${who} exported the audit as ${text("format") === "csv" ? "CSV" : "JSON Lines"}.`,
		},
		"ownerReturn.requested": {
			name: "Return of an owner asked for",
			say: ({ whom, text }) =>
				`${operator(text("operator"))} began to give ${whom} a way back in; it waits, and can be cancelled.`,
		},
		"ownerReturn.finished": {
			name: "Return of an owner finished",
			say: ({ whom, text }) => `${operator(text("operator"))} gave ${whom} the way back in.`,
		},
		"ownerReturn.cancelled": {
			name: "Return of an owner cancelled",
			say: ({ who, whom, text }) =>
				`${text("operator") === "" ? who : operator(text("operator"))} cancelled the way back for ${whom}.`,
		},
		"keys.rotated": {
			name: "Keys rotated",
			say: ({ text }) => `${operator(text("operator"))} renewed the keys (now ${text("to")}).`,
		},
	},
};
