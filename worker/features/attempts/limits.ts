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

/** Messages that anyone can cause again and again to one mailbox (verification, invitation, reset, enrolment) or one number (T030). */
export const MAILBOX_BUDGET = { limit: 5, window: hours(1) } as const;
