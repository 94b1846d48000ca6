/**
 * Enrolment links: made for people of whom an administrator wants a second factor, and for oneself as a text message during
 * the own set-up. A new link ends the older ones. The administrator is shown the enrolment link, which opens a set-up and
 * nothing else, and never an invitation, which chooses a password.
 */
import { guard, type Statement, writeTogether } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entry, recordStrangers } from "../audit/service.ts";
import type { Room } from "../mail/rules.ts";
import { deliverSoon, type Posted, post, postText } from "../mail/service.ts";
import { dropTokens, makeLink } from "../mailed-tokens/service.ts";
import { keepOutcome } from "../outcomes/service.ts";
import { dropCodes } from "../reset-codes/service.ts";
import { actingAs, permissionHolds, readNamedRealms } from "../roles/service.ts";
import { type Actor, admit, type Visitor } from "../sessions/service.ts";
import { guardStanding } from "../users/service.ts";
import { type Standing, standingOf } from "../users/standing.ts";
import type { SendEnrolmentInput } from "./input.ts";
import { type Sending, sendingTo, type Unsent } from "./rules.ts";
import { readTargets } from "./store.ts";

export { readTextRoom } from "./store.ts";

/** What became of one person's link. */
export interface Sent {
	readonly id: string;
	/** Empty for somebody unknown. */
	readonly email: string;
	readonly to?: string;
	readonly sent: boolean;
	readonly why?: Unsent;
	/** The enrolment link, shown this once (S105). */
	readonly link?: string;
}

/** Sends each of these people a fresh link, or says why not. Two requests, one when nothing is sent. */
export async function send(
	scope: TenantScope,
	visitor: Visitor,
	input: SendEnrolmentInput,
): Promise<{ results: readonly Sent[]; sent: number; failed: number }> {
	const { db, tenantId, now, deps } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const ids = [...new Set(input.ids ?? [input.id ?? ""])] as UserId[];
	const { actor, results } = await admit(scope, visitor, [
		readNamedRealms(db, tenantId, token.userId),
		readTargets(db, tenantId, ids, now),
	]);
	const [named, rows] = results;
	const acting = actingAs(actor.standing.user, named);
	const { tenant } = actor.standing;
	const targets = new Map(
		rows.map(({ mailRoom, mailHouse, textRoom, textHouse, ...row }) => {
			const codes = { left: 0, total: 0, unsaved: 0 };
			const standing = standingOf({ ...row, tenant, codes }, deps.config.globalEpoch, now);
			const rooms = {
				mail: { mailbox: mailRoom, house: mailHouse },
				text: { mailbox: textRoom, house: textHouse },
			};
			return [row.user.id, standing ? { ...standing, ...rooms } : undefined] as const;
		}),
	);
	// People who share a number share its budget, and all of them the house's, in one call too.
	const spent = new Map<string, number>();
	const spend = (on: string): void => void spent.set(on, (spent.get(on) ?? 0) + 1);
	const left = ({ mailbox, house }: Room, to: string | null, by: "email" | "sms"): Room => ({
		mailbox: mailbox - (spent.get(to ?? "") ?? 0),
		house: house - (spent.get(by) ?? 0),
	});
	const decided = ids.map((id) => {
		const target = targets.get(id);
		const roomy = target && {
			...target,
			mail: left(target.mail, target.user.email, "email"),
			text: left(target.text, target.user.phone, "sms"),
		};
		const sending = sendingTo(roomy, input.by, acting, deps.texter.isThere);
		if (sending.ok) for (const on of [sending.value.to, sending.value.by]) spend(on);
		return { id, target, sending };
	});
	const made = await Promise.all(
		decided.map(({ id, target, sending }): Made | Promise<Made> => {
			if (target && sending.ok) return sendTo(scope, target, sending.value, actor);
			const why = sending.ok ? "not_found" : sending.refused;
			const email = why === "not_found" ? "" : (target?.user.email ?? "");
			return { result: { id, email, sent: false, why }, statements: [], letters: [] };
		}),
	);
	recordStrangers(
		scope,
		"users.sendEnrolment",
		made.map(({ result }) => result.why),
	);
	const letters = made.flatMap((one) => one.letters);
	const outcome = {
		results: made.map(({ result }) => result),
		sent: letters.length,
		failed: made.length - letters.length,
	};
	if (letters.length > 0) {
		const unchanged = guardStanding(scope, "conflict", actor.standing);
		const realmIds = decided.flatMap(({ target, sending }) => (target && sending.ok ? [target.user.realmId] : []));
		const permitted = permissionHolds(scope, acting, realmIds);
		const kept = await keepOutcome(scope, outcome);
		await writeTogether(db, [...made.flatMap(({ statements }) => statements), unchanged, ...permitted, ...kept]);
		deliverSoon(scope, letters);
	}
	return outcome;
}

interface Made {
	readonly result: Sent;
	/** The letter is among them. */
	readonly statements: readonly Statement[];
	readonly letters: readonly Posted[];
}

async function sendTo(scope: TenantScope, target: Standing, sending: Sending, actor: Actor): Promise<Made> {
	const { user } = target;
	const { link, letter, statements } = await fresh(scope, target, sending, actor.standing.user.id);
	return {
		result: {
			id: user.id,
			email: user.email,
			to: sending.to,
			sent: true,
			...(sending.what === "enrolment" ? { link } : {}),
		},
		statements,
		letters: [letter],
	};
}

/** A fresh link with its letter: written together or not at all, also where the budget was spent in the meantime. */
async function fresh(
	scope: TenantScope,
	{ user, tenant, epoch }: Pick<Standing, "user" | "tenant" | "epoch">,
	{ what, by, to }: Sending,
	actorId: UserId,
): Promise<{ readonly link: string; readonly letter: Posted; readonly statements: readonly Statement[] }> {
	const { db, tenantId } = scope;
	const { link, statement } = makeLink(scope, what, user.id, epoch);
	const letter =
		by === "sms"
			? await postText(scope, tenant, { phone: to, locale: user.locale }, { kind: "enrolmentText", link })
			: await post(scope, tenant, user, { kind: what, link });
	const told = { event: "enrolment.sent", evidence: { by, invitation: what === "invitation" } } as const;
	return {
		link,
		letter,
		statements: [
			letter.statement,
			guard(db, "conflict"),
			dropTokens(db, tenantId, user.id, what),
			statement,
			entry(scope, user.id, told, actorId),
		],
	};
}

/** The statements that end whatever was sent to a person's number, links and codes: they end with the number. */
export const endSent = ({ db, tenantId }: TenantScope, userId: UserId): readonly Statement[] => [
	dropTokens(db, tenantId, userId, "enrolment"),
	dropCodes(db, tenantId, userId),
];

/** A link for the person's own phone, for the batch of the verb that asks for it; its statements hold the letter already. */
export const textOwnLink = (scope: TenantScope, standing: Standing, phone: string) =>
	fresh(scope, standing, { what: "enrolment", by: "sms", to: phone }, standing.user.id);
