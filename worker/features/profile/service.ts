/**
 * The signed-in person's own name and language. Nothing here touches e-mail, role or requirement.
 */
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit } from "../mail/service.ts";
import { admit, type Visitor } from "../sessions/service.ts";
import type { UpdateProfileInput } from "../users/input.ts";
import { setProfile } from "../users/service.ts";

export async function update(scope: TenantScope, visitor: Visitor, input: UpdateProfileInput): Promise<void> {
	const { actor } = await admit(scope, visitor, []);
	const { id } = actor.standing.user;
	await commit(scope, [
		setProfile(scope.db, scope.tenantId, id, input),
		entry(scope, id, { event: "user.profileChanged", evidence: {} }),
	]);
}
