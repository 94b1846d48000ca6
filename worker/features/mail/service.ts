/**
 * Letters leave after the commit. `post` gives a statement for the batch of the change; `commit` runs that batch and
 * only then tries to deliver; `deliverDue` is the sweep that finishes what was cut (T140). The row id is the provider's
 * idempotency key, so a letter tried twice is one mail.
 */
import type { SQL } from "drizzle-orm";
import { guard, nothing, readTogether, type Statement } from "../../../db/batch.ts";
import type { Millis, UserId } from "../../lib/brand.ts";
import { after, before, days, hours, minutes } from "../../lib/duration.ts";
import { parseToken } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { keepOutcome } from "../outcomes/service.ts";
import { canBeTexted } from "../phones/rules.ts";
import { deliverThese, letterPlace } from "./delivery.ts";
import type { LetterContext, LetterFacts, LetterKind, Locale, TextFacts, TextKind } from "./facts.ts";
import { composeLetter, composeText, type Letter, type TextMessage } from "./letters.ts";
import { looksLikeAddress, requestedKinds, withoutAddresses } from "./rules.ts";
import { allThere, insertLetter, markSent, notPostedSince, type OutboxRow } from "./store.ts";

export { type DeliveryLanes, deliverDue, letterPlace, openDeliveryLanes } from "./delivery.ts";
export { budgetRoom, mailboxRoom, readBudget, readRooms, sweepLetters } from "./store.ts";

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
	organizationRestored: days(7),
};

const textLife: Readonly<Record<TextKind, Millis>> = { enrolmentText: hours(72), resetCode: minutes(10) };

/** Seals a letter into an outbox statement; it is written when its budgets and `condition` (if given) hold in that batch. */
export async function post(
	scope: TenantScope,
	house: Letterhead,
	to: Recipient,
	facts: LetterFacts,
	condition?: SQL,
): Promise<Posted> {
	const context: LetterContext = {
		name: to.name,
		tenant: house.name,
		contact: house.contact,
		at: scope.now,
		browser: scope.info.browser,
		place: scope.info.place,
		signInLink: `${scope.base}/signin`,
	};
	const shown = requestedKinds.includes(facts.kind) ? withoutAddresses(context, scope.slug) : context;
	const letter = composeLetter(to.email, to.locale, facts, shown);
	const carried = "link" in facts ? parseToken(facts.link.split("#token=")[1], "mtk") : null;
	const what = { kind: facts.kind, channel: "email", recipient: to.email, life: letterLife[facts.kind] } as const;
	return put(scope, { ...what, userId: carried?.userId ?? null, secretId: carried?.id ?? null }, letter, condition);
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

/** What a text message carries besides its words: with the code or link it dies. */
export interface Carried {
	readonly userId: UserId;
	readonly secretId: string;
}

/** Seals a text message into an outbox statement; it is written when its budgets hold and the number is one for text messages. */
export async function postText(
	scope: TenantScope,
	house: Letterhead,
	to: { readonly phone: string; readonly locale: Locale },
	facts: TextFacts,
	code?: Carried,
): Promise<Posted> {
	const message = composeText(to.phone, to.locale, facts, looksLikeAddress(house.name) ? scope.slug : house.name);
	const link = facts.kind === "enrolmentText" ? parseToken(facts.link.split("#token=")[1], "mtk") : null;
	const carried = link ? { userId: link.userId, secretId: link.id } : (code ?? { userId: null, secretId: null });
	const what = { kind: facts.kind, channel: "sms", recipient: to.phone, life: textLife[facts.kind] } as const;
	return put(scope, { ...what, ...carried }, message, canBeTexted(to.phone) ? undefined : nothing);
}

async function put(
	scope: TenantScope,
	{ life, ...what }: Omit<OutboxRow, "id" | "sealedLetter" | "now" | "expiresAt"> & { readonly life: Millis },
	message: Letter | TextMessage,
	condition: SQL | undefined,
): Promise<Posted> {
	const { deps, db, tenantId, now } = scope;
	const id = deps.random.id("ltr");
	const sealedLetter = await deps.sealer.seal(letterPlace(tenantId, id), JSON.stringify(message));
	const row = { ...what, id, sealedLetter, now, expiresAt: after(now, life) };
	return { id, statement: insertLetter(db, tenantId, row, condition) };
}

/** The letters, for a batch that is to come to nothing when one of them has lost its room meanwhile; who reads the room first. */
export const postedAll = ({ db, tenantId }: TenantScope, letters: readonly Posted[]): readonly Statement[] =>
	letters.length === 0
		? []
		: [
				...letters.map(({ statement }) => statement),
				guard(
					db,
					"conflict",
					allThere(
						tenantId,
						letters.map(({ id }) => id),
					),
				),
			];

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

/** Delivers letters of a batch that is already committed, after the answer has left. */
export function deliverSoon({ deps, db, tenantId, background }: TenantScope, letters: readonly Posted[]): void {
	const ids = letters.map(({ id }) => id);
	if (ids.length > 0) background(() => deliverThese(deps, db, tenantId, ids));
}

/**
 * Delivers a letter that anybody can ask for, after the answer has left. One that was not posted costs the database the same
 * requests: whoever watches its load learns nothing about who is there (T100).
 */
export function deliverAlike(scope: TenantScope, letter: Posted, isPosted: boolean): void {
	const { db, tenantId, now, background } = scope;
	deliverSoon(scope, [letter]);
	if (!isPosted) background(() => markSent(db, tenantId, letter.id, now));
}
