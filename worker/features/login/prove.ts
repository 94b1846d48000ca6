/**
 * Proves a code within a challenge. An attempt of the challenge and one of the account are committed before the code is
 * compared with anything (law 2); claim, consumption and what they lead to are one transaction.
 * With an outlook all of it is one request: the database itself compares, behind the reservation. Whenever that comes to
 * nothing (a wrong code, something changed, somebody quicker) the step goes on with what it read: verify, then one more
 * request. Right and wrong codes send the same request, so its length and its time tell nothing.
 */
import { guard, reserveAndAct, type Statement, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { CODES_PER_CHALLENGE } from "../attempts/limits.ts";
import { factorSubject, readBudget, takeFactorAttemptToo } from "../attempts/service.ts";
import type { CodePurpose } from "../audit/events.ts";
import { commit, deliverSoon, type Posted } from "../mail/service.ts";
import { type ClaimedCode, claimUnseen, requireAttempt, verifyCode } from "../proofs/codes.ts";
import type { CodeShown } from "../proofs/input.ts";
import { readCodes } from "../recovery-codes/service.ts";
import { standingStatement } from "../users/service.ts";
import { type Standing, standingOf } from "../users/standing.ts";
import type { Challenge } from "./challenge.ts";
import { standingThen } from "./outlook.ts";
import type { Handed } from "./service.ts";
import { consumeChallenge, consumeReserved, findChallenge, markReserved, takeChallengeAttempt } from "./store.ts";

/** What a right code leads to: statements and letters for the batch of the claim, and what the browser is told. */
export interface Led<Answer> {
	readonly statements: readonly Statement[];
	readonly letters: readonly Posted[];
	readonly answer: Answer;
	readonly handed: Handed;
}

type Lead<Answer> = (standing: Standing, claim: ClaimedCode) => Promise<Led<Answer>>;
type Proved<Answer> = Pick<Led<Answer>, "answer" | "handed">;

/** Proves the code and does what `lead` says of it. One request for a right code, two for any other end. */
export async function prove<Answer>(
	scope: TenantScope,
	challenge: Challenge,
	shown: CodeShown,
	purpose: CodePurpose,
	lead: Lead<Answer>,
): Promise<Proved<Answer>> {
	if (challenge.step !== "secondFactor") return refuse("challenge_gone", {}, `step_${challenge.step}`);
	const reserve = reservation(scope, challenge);
	const otherwise = readings(scope, challenge);
	const unseen = await leadUnseen(scope, challenge, shown, lead);
	if (!unseen) {
		const [[attempt], [taken], ...read] = await together(scope.db, [...reserve, ...otherwise]);
		return verify(scope, challenge, shown, { purpose, lead, attempt, taken, read });
	}
	const { reserved, read } = await reserveAndAct(scope.db, {
		reserve: [...reserve, markReserved(scope.db, challenge, unseen.reservedBy)],
		act: unseen.act,
		otherwise,
	});
	if (read)
		return verify(scope, challenge, shown, { purpose, lead, attempt: reserved[0][0], taken: reserved[1][0], read });
	deliverSoon(scope, unseen.letters);
	return unseen.led;
}

const reservation = ({ db, tenantId, now, deps }: TenantScope, challenge: Challenge) =>
	[
		takeChallengeAttempt(db, challenge, deps.config.globalEpoch),
		takeFactorAttemptToo(db, tenantId, challenge.userId, now),
	] as const;

const readings = ({ db, tenantId }: TenantScope, challenge: Challenge) =>
	[
		readBudget(db, tenantId, factorSubject(challenge.userId)),
		standingStatement(db, tenantId, { id: challenge.userId }),
		findChallenge(db, challenge),
		readCodes(db, tenantId, challenge.userId),
	] as const;

type Rows<Statements extends readonly Statement[]> = { [Index in keyof Statements]: Awaited<Statements[Index]> };
type Reserved = Rows<ReturnType<typeof reservation>>;

/** The act by the outlook: consumed by this very reservation, compared and claimed by the database, then what it leads to. */
async function leadUnseen<Answer>(
	scope: TenantScope,
	challenge: Challenge,
	shown: CodeShown,
	lead: Lead<Answer>,
): Promise<{ reservedBy: string; act: Statement[]; letters: readonly Posted[]; led: Proved<Answer> } | null> {
	const { db, now, deps } = scope;
	const { outlook } = challenge;
	const standing = outlook ? standingThen(outlook, scope) : null;
	const claim = outlook && standing ? await claimUnseen(scope, standing, shown, outlook.codes) : null;
	if (!standing || !claim) return null;
	const led = await lead(standing, claim);
	const letters = [...claim.letters, ...led.letters];
	const reservedBy = deps.random.id("rsv");
	return {
		reservedBy,
		letters,
		led: { answer: led.answer, handed: led.handed },
		act: [
			consumeReserved(db, challenge, { reservedBy, globalEpoch: deps.config.globalEpoch, now }),
			guard(db, "challenge_gone"),
			...claim.statements,
			...led.statements,
			...claim.after,
			...letters.map(({ statement }) => statement),
		],
	};
}

/** The longer way: the code is verified here, for the attempt that was taken, and claimed by one more request. */
async function verify<Answer>(
	scope: TenantScope,
	challenge: Challenge,
	shown: CodeShown,
	context: {
		readonly purpose: CodePurpose;
		readonly lead: Lead<Answer>;
		readonly attempt: Reserved[0][number] | undefined;
		readonly taken: Reserved[1][number] | undefined;
		readonly read: Rows<ReturnType<typeof readings>>;
	},
): Promise<Proved<Answer>> {
	const [[budget], [row], [known], codes] = context.read;
	const standing = row ? standingOf(row, scope.deps.config.globalEpoch, scope.now) : null;
	if (!context.attempt || !standing) {
		const spent = known?.consumedAt === null && known.attempts >= CODES_PER_CHALLENGE;
		return refuse(spent ? "challenge_spent" : "challenge_gone", {}, "challenge_dead");
	}
	const taken = requireAttempt({ taken: context.taken, budget }, standing, scope);
	const spent = context.attempt.attempts >= CODES_PER_CHALLENGE;
	const claim = await verifyCode(scope, standing, shown, { taken, codes, purpose: context.purpose, spent });
	const led = await context.lead(standing, claim);
	await commit(
		scope,
		[...consume(scope, challenge), ...claim.statements, ...led.statements, ...claim.after],
		[...claim.letters, ...led.letters],
	);
	return { answer: led.answer, handed: led.handed };
}

/** Consumes the challenge inside the acting batch; the guard ends the batch when somebody was quicker. */
export const consume = (scope: TenantScope, challenge: Challenge): readonly Statement[] => [
	consumeChallenge(scope.db, challenge, scope.deps.config.globalEpoch, scope.now),
	guard(scope.db, "challenge_gone"),
];
