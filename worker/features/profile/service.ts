/**
 * The signed-in person's own name, language and phone number. Nothing here touches e-mail, role or requirement. Another number
 * needs a recent proof, which of a person with a factor is the factor itself; the factor stays, whatever was sent to the old
 * number ends. A number that is a way back in is not replaced here at all (S65).
 */
import { guard, type Statement } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { endSent } from "../enrolment/service.ts";
import { commit, type Posted, post } from "../mail/service.ts";
import { parsePhone } from "../phones/rules.ts";
import { type Actor, admit, requireRecent, type Visitor } from "../sessions/service.ts";
import type { UpdateProfileInput } from "../users/input.ts";
import { replacePhone, setProfile } from "../users/service.ts";

/** Stores what the person says about themselves. Two requests. */
export async function update(scope: TenantScope, visitor: Visitor, input: UpdateProfileInput): Promise<void> {
	const { name, locale, phone, country } = input;
	const parsed = phone === undefined ? null : parsePhone(phone, country);
	if (parsed && !parsed.ok) return refuse("input_invalid", { fields: { phone: parsed.refused } });
	const { actor } = await admit(scope, visitor, []);
	const { id, email, phone: stored } = actor.standing.user;
	const changed = parsed && parsed.value !== stored ? await changePhone(scope, actor, parsed.value) : null;
	await commit(
		scope,
		[
			setProfile(scope.db, scope.tenantId, id, { name, email, locale }),
			...(changed?.statements ?? []),
			entry(scope, id, { event: "user.profileChanged", evidence: {} }),
		],
		changed?.letters ?? [],
	);
}

async function changePhone(
	scope: TenantScope,
	actor: Actor,
	phone: string,
): Promise<{ readonly statements: readonly Statement[]; readonly letters: readonly Posted[] }> {
	const { db, tenantId } = scope;
	const { user, tenant, policy } = actor.standing;
	if (user.phone !== null && policy.textRecovery) return refuse("phone_fixed");
	requireRecent(scope, actor);
	return {
		statements: [
			replacePhone(db, tenantId, user.id, { from: user.phone, to: phone }),
			guard(db, "conflict"),
			...endSent(scope, user.id),
			entry(scope, user.id, { event: "user.changed", evidence: { fields: ["phone"] } }),
		],
		letters: [await post(scope, tenant, user, { kind: "phoneChanged", factorRemoved: false })],
	};
}
