/**
 * Every limit of the product on wrong guesses and on mail, with its reason.
 */
import { hours, minutes } from "../../lib/duration.ts";

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

/** Messages that anyone can cause again and again to one mailbox (verification, invitation, reset, enrolment) or one number (T030). */
export const MAILBOX_BUDGET = { limit: 5, window: hours(1) } as const;
