/**
 * Helping whoever lost a phone or mistyped too often: reset and unlock. Neither shows or chooses a secret (T134), neither
 * works on oneself, and both tell the person by letter, so that a reset that nobody asked for is noticed (T135).
 */
import type { Statement } from "../../../db/batch.ts";
import type { UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { factorLock } from "../attempts/rules.ts";
import { post } from "../mail/service.ts";
import type { Visitor } from "../sessions/service.ts";
import type { Standing } from "../users/standing.ts";
import { entriesFor } from "./acts.ts";
import { actOn, type Bulk } from "./bulk.ts";
import type { ResetInput, WhomInput } from "./input.ts";
import { carrySessions, clearFactorBudgets, dropFactors, endSessionsOf, raiseEpochs } from "./store.ts";

/**
 * Takes away the second factor of people with everything that stands on it. Their requirement stays, and so do they signed
 * in, unless `endSessions` (S183–S185).
 */
export function resetSecondFactor(scope: TenantScope, visitor: Visitor, input: ResetInput): Promise<Bulk> {
	const { db, tenantId } = scope;
	const { endSessions = false, reason = "" } = input;
	return actOn(scope, visitor, input, {
		name: "users.resetSecondFactor",
		onOneself: false,
		skip: ({ person }) => (person.twoFactor === "off" ? "unchanged" : null),
		async run(targets, context) {
			const ids = targets.map(({ person }) => person.id);
			const { tenant } = context.actor.standing;
			return {
				statements: [
					...entriesFor(scope, context, targets, () => ({
						event: "factor.resetByAdmin",
						evidence: { reason, endSessions },
					})),
					...dropFactors(db, tenantId, ids),
					clearFactorBudgets(db, tenantId, ids),
					...newEpoch(scope, tenant, ids, endSessions),
				],
				letters: await Promise.all(
					targets.map(({ person }) => post(scope, tenant, person, { kind: "factorResetByAdmin", reason })),
				),
			};
		},
	});
}

/** Statements that end all that was issued to these people, and carry their sessions over or end them, too. */
export function newEpoch(
	{ db, tenantId, deps }: TenantScope,
	tenant: Standing["tenant"],
	ids: readonly UserId[],
	endSessions: boolean,
): readonly Statement[] {
	const epochs = { globalEpoch: deps.config.globalEpoch, tenantEpoch: tenant.epoch };
	return [
		raiseEpochs(db, tenantId, ids),
		endSessions ? endSessionsOf(db, tenantId, ids) : carrySessions(db, tenantId, ids, epochs),
	];
}

/** Opens the second factor of people who mistyped too often; the factor stays as it is (S61). */
export function unlock(scope: TenantScope, visitor: Visitor, whom: WhomInput): Promise<Bulk> {
	const { db, tenantId, now } = scope;
	return actOn(scope, visitor, whom, {
		name: "users.unlock",
		onOneself: false,
		skip({ budget }, { actor }) {
			const { state } = factorLock(budget ?? undefined, actor.standing.policy.lock, now);
			return state === "locked" ? null : "unchanged";
		},
		async run(targets, context) {
			const { tenant } = context.actor.standing;
			return {
				statements: [
					...entriesFor(scope, context, targets, () => ({ event: "user.unlocked", evidence: {} })),
					clearFactorBudgets(
						db,
						tenantId,
						targets.map(({ person }) => person.id),
					),
				],
				letters: await Promise.all(
					targets.map(({ person }) => post(scope, tenant, person, { kind: "accountUnlocked" })),
				),
			};
		},
	});
}
