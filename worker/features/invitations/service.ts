/**
 * Bringing a person in: an invited row without a password, and a letter with a link that lets them choose one.
 * The inviter never sees or chooses a secret.
 */
import type { Email, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit, post } from "../mail/service.ts";
import { makeLink } from "../mailed-tokens/service.ts";
import { insertUser, type NewUser } from "../users/service.ts";
import { epochOf, type House } from "../users/standing.ts";

export type Invited = Pick<NewUser, "name" | "locale" | "role" | "requirement"> & { readonly email: Email };

/** Creates the person and mails the invitation. One request. */
export async function invite(scope: TenantScope, { tenant }: Pick<House, "tenant">, person: Invited): Promise<UserId> {
	const { db, tenantId, now, deps } = scope;
	const id = deps.random.id("usr") as UserId;
	const { link, statement } = makeLink(scope, "invitation", id, epochOf(deps.config.globalEpoch, tenant.epoch, 0));
	await commit(
		scope,
		[
			insertUser(db, tenantId, { ...person, id, status: "invited", passwordHash: null, now }),
			statement,
			entry(scope, id, { event: "user.invited", evidence: {} }),
		],
		[await post(scope, tenant, person, { kind: "invitation", link })],
	);
	return id;
}
