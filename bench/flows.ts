/**
 * The flows that both sides are asked to do, by the same names, so that one table can hold them beside each other. A round is
 * every flow once, with fresh people; what stands in the tables are medians over rounds at one distance.
 */
import type { Cost, Distance } from "./distance.ts";
import { median } from "./measure.ts";

/** Each flow, in the order of the tables. */
export const flows = {
	password: "password right, a code is asked for",
	totp: "code of the app: signed in",
	signIn: "**whole sign-in, password and code**",
	totpTrust: "code of the app, and trust this browser",
	trusted: "**sign-in from a trusted browser**",
	wrongCode: "wrong code",
	recoveryCode: "recovery code: signed in",
	passwordOnly: "sign-in without a second factor",
	check: "**session check that reads the database**",
	checkCached: "session check answered from a cookie",
	sessions: "list of own sessions",
	signOut: "sign-out",
	setUpBegin: "set-up begun: key shown",
	setUpConfirm: "set-up confirmed by the first code",
	setUpFinish: "set-up finished: codes saved",
	join: "a person joins",
	found: "an organization is founded",
} as const;

export type Flow = keyof typeof flows;
export const flowNames = Object.keys(flows) as readonly Flow[];

/** What each flow of one round cost. */
export type Round = ReadonlyMap<Flow, Cost>;

/** Costs one after the other, as one. */
export function inAll(...costs: readonly Cost[]): Cost {
	const sum = (name: keyof Cost): number => costs.reduce((total, cost) => total + cost[name], 0);
	return {
		ms: sum("ms"),
		sequential: sum("sequential"),
		requests: sum("requests"),
		statements: sum("statements"),
		behind: sum("behind"),
	};
}

/** The median of each figure. */
export function middleOf(costs: readonly Cost[]): Cost {
	const middle = (name: keyof Cost): number => median(costs.map((cost) => cost[name]));
	return {
		ms: middle("ms"),
		sequential: middle("sequential"),
		requests: middle("requests"),
		statements: middle("statements"),
		behind: middle("behind"),
	};
}

/** The distances at which rounds are made, in milliseconds for each database request, and how many rounds. */
export const distances = [
	{ ms: 0, rounds: 9 },
	{ ms: 50, rounds: 5 },
	{ ms: 150, rounds: 3 },
] as const;

export type Medians = Readonly<Record<number, Partial<Record<Flow, Cost>>>>;

/** Makes the rounds at every distance, one after another. */
export async function roundsOf(distance: Distance, round: () => Promise<Round>): Promise<Medians> {
	await round();
	const medians: Record<number, Partial<Record<Flow, Cost>>> = {};
	for (const { ms, rounds } of distances) {
		const made: Round[] = [];
		distance.setMs(ms);
		for (let count = 0; count < rounds; count++) made.push(await round());
		distance.setMs(0);
		const costs: Partial<Record<Flow, Cost>> = {};
		for (const flow of flowNames) {
			const of = made.flatMap((one) => one.get(flow) ?? []);
			if (of.length > 0) costs[flow] = middleOf(of);
		}
		medians[ms] = costs;
	}
	return medians;
}
