/**
 * Every limit of the product on wrong guesses and on mail, with its reason.
 */
import { days, hours, minutes } from "../../lib/duration.ts";

/** Wrong codes one challenge bears; then the password is asked again (T015). */
export const CODES_PER_CHALLENGE = 5;
/** Wrong codes in a row, over all factors and purposes, after which only an administrator helps (T026). */
export const CODES_BEFORE_SUSPENSION = 50;

/** Wrong passwords for one account from unknown browsers, or for one known browser: enough for memory, useless for guessing. */
export const PASSWORD_BUDGET = { limit: 10, window: minutes(15), wait: minutes(5) } as const;

/**
 * Wrong passwords from one source (an address, an IPv6 /64) at one organization, for whomever: what an office of forgetful people
 * may need, and nothing for who tries one password on everybody (T022, T028). Right ones do not count, known browsers neither.
 * The limit is a setting, because an office can be large.
 */
export const SOURCE_BUDGET = { limit: 100, window: minutes(15), wait: minutes(15) } as const;

/** Who knows a password and tries codes is reported to the account's owner once in this time, until the lock has a letter of its own (T058). */
export const CODE_NOTICE = hours(24);

/**
 * Messages that anyone can cause again and again to one mailbox (verification, invitation, reset, enrolment) or one number, over
 * all tenants of the cell (T030).
 */
export const MAILBOX_BUDGET = { limit: 5, window: hours(1) } as const;

/**
 * Who shares those five. Whoever types an address into a form gets two letters out of it, and with all invitations of all tenants
 * three: the rest is for the person's own houses. A reset and an enrolment link go only to who has joined the house that sends
 * them, so two of each leave whatever others did with the mailbox: nobody keeps alice out of her house by writing to her.
 */
export const MAILBOX_SHARES = { signUps: 2, strangers: 3, own: 2 } as const;

/** A tenant is young for a week: what is made in order to send mail to strangers is noticed, and given up, within days. */
export const YOUNG = days(7);

/**
 * Messages that one tenant can cause to addresses and numbers of its own choice, by channel. Young: two hundred people are brought in
 * and sent their enrolment links within an hour, and nothing for who advertises. Later: a large import within an afternoon. Text
 * messages cost money, and ranges of numbers exist that pay whoever has them written to: fewer of them.
 */
export const HOUSE_BUDGETS = {
	young: { email: { hour: 500, day: 1000 }, sms: { hour: 30, day: 100 } },
	old: { email: { hour: 1000, day: 5000 }, sms: { hour: 200, day: 1000 } },
} as const;
