/**
 * Bringing a person in: an invited row without a password, and a letter with a link that lets them choose one.
 * The inviter never sees or chooses a secret.
 */
import type { Statement } from "../../../db/batch.ts";
import type { Email, RealmId, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit, deliverSoon, type Posted, post, postedAll, type Recipient } from "../mail/service.ts";
import { makeLink } from "../mailed-tokens/service.ts";
import { ensureDomainRealm, insertUser, type NewUser } from "../users/service.ts";
import { epochOf, type House } from "../users/standing.ts";

export type Invited = Pick<NewUser, "name" | "locale" | "role" | "requirement" | "realmId" | "phone" | "method"> & {
	readonly email: Email;
};

/**
 * A link that lets an invited person choose a password, and its letter, for the batch that makes them. Callers must put
 * `postedAll` before the statements: link and record exist only with their letter.
 */
export async function invitationFor(
	scope: TenantScope,
	{ tenant }: Pick<House, "tenant">,
	person: Recipient & { readonly id: UserId; readonly epoch: number },
	actorId: UserId,
): Promise<{ readonly statements: readonly Statement[]; readonly letter: Posted }> {
	const epoch = epochOf(scope.deps.config.globalEpoch, tenant.epoch, person.epoch);
	const { link, statement } = makeLink(scope, "invitation", person.id, epoch);
	return {
		statements: [statement, entry(scope, person.id, { event: "user.invited", evidence: {} }, actorId)],
		letter: await post(scope, tenant, person, { kind: "invitation", link }),
	};
}

/** Creates the person and mails the invitation. One request. */
export async function invite(scope: TenantScope, house: Pick<House, "tenant">, person: Invited): Promise<UserId> {
	const { db, tenantId, now, deps } = scope;
	const id = deps.random.id("usr") as UserId;
	const { statements, letter } = await invitationFor(scope, house, { ...person, id, epoch: 0 }, id);
	await commit(scope, [
		ensureDomainRealm(db, tenantId, deps.random.id("rlm") as RealmId, person.email, now),
		insertUser(db, tenantId, { ...person, id, status: "invited", passwordHash: null, now }),
		...postedAll(scope, [letter]),
		...statements,
	]);
	deliverSoon(scope, [letter]);
	return id;
}
