/**
 * Acting on several people at once: one batch reads who acts and who they are, one batch acts. Each person is decided on by
 * themselves, so one bad id stops nobody else; the acting batch holds all that was read against the rows and begins anew
 * when somebody changed one of them meanwhile, so nobody acts by a right that they have lost.
 */
import { GuardFailed, guard, type Statement } from "../../../db/batch.ts";
import { type Refusal, refuse } from "../../errors.ts";
import type { RealmId, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { recordStrangers } from "../audit/service.ts";
import { commit, type Posted } from "../mail/service.ts";
import type { Acting } from "../roles/rules.ts";
import { actingAs, permissionHolds, readNamedRealms } from "../roles/service.ts";
import { type Actor, admit, type Visitor } from "../sessions/service.ts";
import { guardStanding } from "../users/service.ts";
import type { WhomInput } from "./input.ts";
import { refusalFor } from "./rules.ts";
import { ownerRemains, peopleHold, readPeople, readRealms } from "./store.ts";

export type Target = Awaited<ReturnType<typeof readPeople>>[number];
export type Why = Refusal | "unchanged";

/** What became of one person. */
export interface Result {
	readonly id: string;
	readonly done: boolean;
	readonly why?: Why;
	/** What a set-up still needs, where the act can tell. */
	readonly missing?: readonly "phone"[];
}

export interface Bulk {
	readonly results: readonly Result[];
	readonly done: number;
	readonly failed: number;
}

/** Who acts, and where it leads. */
export interface Context {
	readonly actor: Actor;
	readonly acting: Acting;
	readonly realms: Awaited<ReturnType<typeof readRealms>>;
}

export interface Act {
	/** The procedure, for the record of what is refused. */
	readonly name: string;
	/** Whether people may do it to themselves. */
	readonly onOneself: boolean;
	/** A realm that the act leads into. */
	readonly into?: RealmId;
	/** Looked at once the actor is admitted, before anybody is decided on; may refuse the whole call. */
	readonly check?: (context: Context) => void;
	/** Why there is nothing to do with this person, or null. */
	readonly skip: (target: Target, context: Context) => Why | null;
	/** The statements for all of these people; the first must be a write. */
	readonly run: (targets: readonly Target[], context: Context) => Promise<Doing>;
	readonly tell?: (target: Target) => Partial<Result>;
}

export interface Doing {
	readonly statements: readonly Statement[];
	readonly letters?: readonly Posted[];
}

/** How often an act begins anew when it lost a race. */
const TRIES = 3;

/** Acts on everybody who is named. Two database requests, one when there is nothing to do. */
export async function actOn(scope: TenantScope, visitor: Visitor, whom: WhomInput, act: Act): Promise<Bulk> {
	return afresh(() => tryOn(scope, visitor, whom, act));
}

/** Runs a verb, and again when somebody changed what it was decided on in the same moment. */
export async function afresh<Value>(verb: () => Promise<Value>): Promise<Value> {
	for (let left = TRIES; ; left -= 1) {
		try {
			return await verb();
		} catch (error) {
			if (left === 1 || !(error instanceof GuardFailed) || error.refusal !== "conflict") throw error;
		}
	}
}

async function tryOn(scope: TenantScope, visitor: Visitor, whom: WhomInput, act: Act): Promise<Bulk> {
	const { db, tenantId } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const ids = [...new Set(whom.ids ?? [whom.id ?? ""])] as UserId[];
	const { actor, results } = await admit(scope, visitor, [
		readNamedRealms(db, tenantId, token.userId),
		readPeople(db, tenantId, ids),
		readRealms(db, tenantId, act.into === undefined ? [] : [act.into]),
	]);
	const [named, people, realms] = results;
	const acting = actingAs(actor.standing.user, named);
	const context = { actor, acting, realms };
	act.check?.(context);
	const known = new Map(people.map((target) => [target.person.id, target]));
	const decided = ids.map((id) => {
		const target = known.get(id);
		const why = refusalFor(acting, target?.person, act.onOneself) ?? (target ? act.skip(target, context) : "not_found");
		return { id, target: why === null ? target : undefined, why };
	});
	recordStrangers(
		scope,
		act.name,
		decided.map(({ why }) => why),
	);
	const targets = decided.flatMap(({ target }) => (target ? [target] : []));
	const outcome = {
		results: decided.map(({ id, target, why }) => ({
			id,
			done: target !== undefined,
			...(why === null ? {} : { why }),
			...(target ? act.tell?.(target) : {}),
		})),
		done: targets.length,
		failed: ids.length - targets.length,
	};
	if (targets.length === 0) return outcome;
	const { statements, letters = [] } = await act.run(targets, context);
	const [first, ...rest] = statements;
	const holds = guardsFor(scope, context, targets, act.into);
	return commit(scope, [...(first ? [first] : []), ...holds, ...rest, ...ownerGuard(scope, targets)], letters, outcome);
}

/** Guards that actor, permission and people still are as they were read. */
export function guardsFor(
	scope: TenantScope,
	{ actor, acting }: Pick<Context, "actor" | "acting">,
	targets: readonly Pick<Target, "person">[],
	into: RealmId | undefined,
): readonly Statement[] {
	const { db, tenantId } = scope;
	const realmIds = [...targets.map(({ person }) => person.realmId), ...(into === undefined ? [] : [into])];
	return [
		guardStanding(scope, "conflict", actor.standing),
		...permissionHolds(scope, acting, realmIds),
		guard(
			db,
			"conflict",
			peopleHold(
				tenantId,
				targets.map(({ person }) => person),
			),
		),
	];
}

/** Behind an act on an owner: the tenant must be left with an active one, whatever else happens in that moment (T137). */
export const ownerGuard = (
	{ db, tenantId }: TenantScope,
	targets: readonly Pick<Target, "person">[],
): readonly Statement[] =>
	targets.some(({ person }) => person.role === "owner") ? [guard(db, "last_owner", ownerRemains(tenantId))] : [];
