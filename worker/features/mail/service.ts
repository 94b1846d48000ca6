/**
 * Letters leave after the commit. `post` gives a statement for the batch of the change; `commit` runs that batch and
 * only then tries to deliver; `deliverDue` is the sweep that finishes what was cut (T140). The row id is the provider's
 * idempotency key, so a letter tried twice is one mail.
 */
import type { SQL, SQLWrapper } from "drizzle-orm";
import { readTogether, type Statement } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";
import { after, before, days, hours, minutes } from "../../lib/duration.ts";
import type { Place } from "../../ports/sealer.ts";
import type { TenantScope } from "../../scope.ts";
import { keepOutcome } from "../outcomes/service.ts";
import {
	type LetterFacts,
	type LetterKind,
	type Locale,
	requestedKinds,
	type TextFacts,
	type TextKind,
} from "./facts.ts";
import { composeLetter, composeText, type Letter, type TextMessage } from "./letters.ts";
import {
	anyLetter,
	dropExpired,
	insertLetter,
	mailboxHasRoom,
	markSent,
	notPostedSince,
	onlyLetters,
	roomLeft,
	takeDue,
} from "./store.ts";

/** Who a letter is for; the address is always the stored one (rule 11). */
export interface Recipient {
	readonly email: string;
	readonly name: string;
	readonly locale: Locale;
}

/** The sender's house. */
export interface Letterhead {
	readonly name: string;
	readonly contact: string | null;
}

export interface Posted {
	readonly id: string;
	readonly statement: Statement;
}

const letterLife: Readonly<Record<LetterKind, Millis>> = {
	verifyEmail: hours(24),
	invitation: hours(72),
	passwordReset: minutes(30),
	factorAdded: days(7),
	factorRemoved: days(7),
	factorReset: days(7),
	recoveryCodeUsed: days(7),
	recoveryCodesRegenerated: days(7),
	recoveryCodesDelivered: days(7),
	browserTrusted: days(7),
	passwordChanged: days(7),
	accountLocked: days(7),
	codeRefused: days(2),
	enrolment: hours(72),
	factorResetByAdmin: days(7),
	phoneChanged: days(7),
	accountUnlocked: days(7),
	requirementReminder: days(2),
	ownerReturnRequested: days(7),
	ownerReturnFinished: days(7),
	ownerReturnCancelled: days(7),
};

const textLife: Readonly<Record<TextKind, Millis>> = { enrolmentText: hours(72), resetCode: minutes(10) };

/** Where a letter of the outbox is sealed. */
export const letterPlace = (tenantId: TenantId, id: string): Place => ({
	purpose: "seal",
	tenantId,
	ownerId: "outbox",
	record: id,
});

/** Seals a letter into an outbox statement; it is written when `condition` (if given) holds in that batch. */
export async function post(
	scope: TenantScope,
	house: Letterhead,
	to: Recipient,
	facts: LetterFacts,
	condition?: SQL,
): Promise<Posted> {
	const { deps, tenantId, now } = scope;
	const id = deps.random.id("ltr");
	const letter = composeLetter(to.email, to.locale, facts, {
		name: to.name,
		tenant: house.name,
		contact: house.contact,
		at: now,
		browser: scope.info.browser,
		place: scope.info.place,
		signInLink: `${scope.base}/signin`,
	});
	const sealedLetter = await deps.sealer.seal(letterPlace(tenantId, id), JSON.stringify(letter));
	const room = requestedKinds.includes(facts.kind) ? mailboxHasRoom(to.email, requestedKinds, now) : undefined;
	const row = {
		id,
		kind: facts.kind,
		channel: "email",
		recipient: to.email,
		sealedLetter,
		now,
		expiresAt: after(now, letterLife[facts.kind]),
	} as const;
	return { id, statement: insertLetter(scope.db, tenantId, row, room ?? condition) };
}

/** The same, and no second letter of this kind to this person within `span`. */
export const postOnce = (
	scope: TenantScope,
	house: Letterhead,
	to: Recipient,
	facts: LetterFacts,
	span: Millis,
): Promise<Posted> =>
	post(scope, house, to, facts, notPostedSince(scope.tenantId, to.email, facts.kind, before(scope.now, span)));

/** Kinds of text messages: all of them share the budget of one number, because every one can be caused again and again. */
const textKinds: readonly TextKind[] = ["enrolmentText", "resetCode"];

/** Seals a text message into an outbox statement; it is written when the number has room for one more this hour. */
export async function postText(
	scope: TenantScope,
	house: Letterhead,
	to: { readonly phone: string; readonly locale: Locale },
	facts: TextFacts,
): Promise<Posted> {
	const { deps, tenantId, now } = scope;
	const id = deps.random.id("ltr");
	const message = composeText(to.phone, to.locale, facts, house.name);
	const row = {
		id,
		kind: facts.kind,
		channel: "sms",
		recipient: to.phone,
		sealedLetter: await deps.sealer.seal(letterPlace(tenantId, id), JSON.stringify(message)),
		now,
		expiresAt: after(now, textLife[facts.kind]),
	} as const;
	return { id, statement: insertLetter(scope.db, tenantId, row, mailboxHasRoom(to.phone, textKinds, now)) };
}

/** How many more letters that anyone can cause this address or number may get within the hour, as an expression to read. */
export const roomFor = (recipient: string | SQLWrapper, by: "email" | "sms", now: Millis): SQL =>
	roomLeft(recipient, by === "email" ? requestedKinds : textKinds, now);

/**
 * Runs the batch, letters included, and delivers the letters in the background once it is committed. Gives `outcome` back, which
 * is kept in the batch where the request has a key of its client's (outcomes/service.ts).
 */
export async function commit<Outcome = void>(
	scope: TenantScope,
	statements: readonly Statement[],
	letters: readonly Posted[] = [],
	...[outcome]: Outcome extends void ? [] : [Outcome]
): Promise<Outcome> {
	const kept = await keepOutcome(scope, outcome);
	const results = await readTogether(scope.db, [...statements, ...letters.map(({ statement }) => statement), ...kept]);
	// A letter whose condition did not hold is not there: nobody asks the database for it.
	deliverSoon(
		scope,
		letters.filter((_letter, index) => isThere(results[statements.length + index])),
	);
	return outcome as Outcome;
}

const isThere = (rows: unknown): boolean => Array.isArray(rows) && rows.length > 0;

const SWEEP_SIZE = 50;

/** Delivers letters of a batch that is already committed, after the answer has left. */
export function deliverSoon(scope: TenantScope, letters: readonly Posted[]): void {
	for (let from = 0; from < letters.length; from += SWEEP_SIZE) {
		const ids = letters.slice(from, from + SWEEP_SIZE).map(({ id }) => id);
		scope.background(() => deliver(scope.deps, scope.db, scope.now, onlyLetters(scope.tenantId, ids), ids.length));
	}
}

/** The sweep of one cell: delivers what is due and wipes what has expired. */
export async function deliverDue(deps: Deps, db: Db, now: Millis): Promise<number> {
	await dropExpired(db, now);
	return deliver(deps, db, now, anyLetter, SWEEP_SIZE);
}

async function deliver(deps: Deps, db: Db, now: Millis, which: SQL, most: number): Promise<number> {
	let sent = 0;
	for (const row of await takeDue(db, now, which, most)) {
		const letter =
			row.sealedLetter === null ? null : await deps.sealer.open(letterPlace(row.tenantId, row.id), row.sealedLetter);
		if (letter === null) {
			deps.log.error("mail.unreadable", { letter: row.id });
			continue;
		}
		const sentNow =
			row.channel === "sms"
				? await deps.texter.send(JSON.parse(letter) as TextMessage, row.id)
				: await deps.mailer.send(JSON.parse(letter) as Letter, row.id);
		if (sentNow) {
			await markSent(db, row.tenantId, row.id, now);
			sent += 1;
		} else {
			deps.log.error("mail.refused", { letter: row.id, kind: row.kind, tries: row.tries });
		}
	}
	return sent;
}
