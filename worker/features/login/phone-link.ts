/**
 * The phone in a set-up that goes by a link (method phoneLink): the missing number is asked for once, and the link is sent to the
 * stored number. Needs the password: a link alone gives nobody a number. A stored number cannot be replaced here (S65).
 */
import { guard, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { readTextRoom, textOwnLink } from "../enrolment/service.ts";
import { commit, deliverSoon, post } from "../mail/service.ts";
import { canBeTexted, maskPhone, parsePhone } from "../phones/rules.ts";
import { givePhone, standingStatement } from "../users/service.ts";
import type { Standing } from "../users/standing.ts";
import type { Challenge } from "./challenge.ts";
import type { ProvidePhoneInput } from "./input.ts";
import { requireOpen, requireStep } from "./set-up.ts";
import { findChallenge } from "./store.ts";

/** Stores the number that was missing and sends the link there, if a message can go out. Two requests. */
export async function providePhone(
	scope: TenantScope,
	challenge: Challenge,
	input: ProvidePhoneInput,
): Promise<{ phone: string; sent: boolean }> {
	const { db, tenantId } = scope;
	const parsed = parsePhone(input.phone, input.country);
	if (!parsed.ok) return refuse("input_invalid", { fields: { phone: parsed.refused } });
	const phone = parsed.value;
	const { standing, room } = await readPhoned(scope, challenge, phone);
	if (standing.user.phone !== null) return refuse("phone_fixed", {}, "phone_stored");
	if (!canBeTexted(phone)) return refuse("input_invalid", { fields: { phone: "not_textable" } });
	const { user, tenant } = standing;
	const sent = scope.deps.texter.isThere && room > 0;
	const own = sent ? await textOwnLink(scope, standing, phone) : null;
	const told = await post(scope, tenant, user, { kind: "phoneChanged", factorRemoved: false });
	await commit(
		scope,
		[
			givePhone(db, tenantId, user.id, phone),
			guard(db, "phone_fixed"),
			entry(scope, user.id, { event: "phone.given", evidence: {} }),
			...(own?.statements ?? []),
		],
		[told],
	);
	deliverSoon(scope, own ? [own.letter] : []);
	return { phone: maskPhone(phone), sent };
}

/** Sends the link to the stored number; `sent` is false when it has had its messages of this hour. Two requests. */
export async function sendLink(scope: TenantScope, challenge: Challenge): Promise<{ sent: boolean }> {
	const { standing, room } = await readPhoned(scope, challenge);
	const { phone } = standing.user;
	if (phone === null) return refuse("input_invalid", { fields: { phone: "required" } });
	if (!scope.deps.texter.isThere) return refuse("sms_unavailable");
	if (room <= 0 || !canBeTexted(phone)) return { sent: false };
	const own = await textOwnLink(scope, standing, phone);
	await commit(scope, own.statements);
	deliverSoon(scope, [own.letter]);
	return { sent: true };
}

/** How somebody stands whose set-up goes by the phone, and how many messages the number may still get. One request. */
async function readPhoned(
	scope: TenantScope,
	challenge: Challenge,
	phone?: string,
): Promise<{ standing: Standing; room: number }> {
	requireStep(challenge, "setUp");
	const { db, tenantId, now } = scope;
	const { userId } = challenge;
	const [[row], [known], [room]] = await together(db, [
		standingStatement(db, tenantId, { id: userId }),
		findChallenge(db, challenge),
		readTextRoom(db, tenantId, userId, now, phone),
	]);
	const standing = requireOpen(scope, challenge, row, known);
	if (!challenge.proofs.includes("password")) return refuse("forbidden", {}, "password_not_proved");
	if (standing.user.method !== "phoneLink") return refuse("forbidden", {}, "phone_not_needed");
	return { standing, room: room?.textRoom ?? 0 };
}
