/**
 * What a sign-in costs in database requests and in time, at three distances from the database, beside Better Auth in the same
 * run: same runtime, same database program, same proxy. Ratios are of medians; nobody else should use the machine meanwhile.
 */
import type { Visitor } from "../../tests/support/browser.ts";
import type { Cost } from "../distance.ts";
import { distances, type Flow, flowNames, flows, type Medians, roundsOf } from "../flows.ts";
import { ourRound, signedInAdmin } from "../flows-ours.ts";
import { theirRound } from "../flows-theirs.ts";
import { figure } from "../measure.ts";
import { type Ours, PASSWORD, startOurs } from "../ours.ts";
import type { Aim, Part, Table } from "../section.ts";
import { buildPeer, startTheirs, type Variant } from "../theirs.ts";

/** The distance at which requests are counted and the aims are held: nothing behind an answer can then be mistaken for its cause. */
const MEASURED_AT = 50;

const counted = (cost: Cost | undefined): string =>
	cost ? `${cost.sequential} · ${cost.requests} · ${cost.statements}` : "–";
const timed = (medians: Medians, flow: Flow): string =>
	distances.map(({ ms }) => figure(medians[ms]?.[flow]?.ms ?? Number.NaN)).join(" → ");

interface Sides {
	readonly ours: Medians;
	readonly standard: Medians;
	readonly tuned: Medians;
}

function countTable({ ours, standard, tuned }: Sides): Table {
	return {
		caption: "Database requests before the answer: sequential · all · SQL statements in them",
		columns: ["flow", "Gatehouse", "Better Auth", "Better Auth, tuned"],
		rows: flowNames.map((flow) => [
			flows[flow],
			...[ours, standard, tuned].map((medians) => counted(medians[MEASURED_AT]?.[flow])),
		]),
	};
}

function timeTable({ ours, standard, tuned }: Sides): Table {
	return {
		caption: `Milliseconds with ${distances.map(({ ms }) => ms).join(" → ")} ms of distance for each database request`,
		columns: ["flow", "Gatehouse", "Better Auth", "Better Auth, tuned"],
		rows: flowNames.map((flow) => [flows[flow], timed(ours, flow), timed(standard, flow), timed(tuned, flow)]),
	};
}

function aimOf(what: string, flow: Flow, most: number, aim: string, { ours, standard, tuned }: Sides): Aim {
	const at = (medians: Medians): number => medians[MEASURED_AT]?.[flow]?.ms ?? Number.NaN;
	const ratio = at(ours) / Math.min(at(standard), at(tuned));
	return { what, measured: figure(ratio, 2), aim, isMet: ratio <= most };
}

/** What else the product can be asked, once each at the distance the others are counted at. */
async function furtherProcedures(ours: Ours, admin: Visitor): Promise<{ table: Table; costs: Record<string, Cost> }> {
	const somebody = await ours.enrolled();
	const lists = {
		"tenant.profile": undefined,
		"users.list": {},
		"users.get": { id: somebody.id },
		"realms.list": undefined,
		"policy.get": undefined,
		"overview.get": undefined,
		"audit.list": undefined,
		"trustedBrowsers.list": undefined,
		"recoveryCodes.list": undefined,
	};
	const changes = {
		"users.setRequirement": { ids: [somebody.id], requirement: "required" },
		"users.resetSecondFactor": { ids: [somebody.id] },
		"users.sendEnrolment": { ids: [somebody.id], by: "email" },
		"users.create": { email: "new-person@acme.example", name: "Nell New" },
		"realms.create": { key: "workshop", name: "Workshop", category: "department" },
		"totp.begin": { password: PASSWORD },
		"passwords.requestReset": { email: somebody.email },
		"login.state": undefined,
	};
	const costs: Record<string, Cost> = {};
	ours.distance.setMs(MEASURED_AT);
	for (const [name, input] of Object.entries(lists))
		costs[name] = await ours.distance.measure(() => admin.okQuery(name, input));
	for (const [name, input] of Object.entries(changes).filter(([, one]) => one !== undefined))
		costs[name] = await ours.distance.measure(() => admin.ok(name, input));
	ours.distance.setMs(0);
	const table = {
		caption: `Gatehouse's other procedures, once each at ${MEASURED_AT} ms of distance`,
		columns: ["procedure", "sequential", "all", "statements", "behind the answer", "ms"],
		rows: Object.entries(costs).map(([name, cost]) => [
			`\`${name}\``,
			cost.sequential,
			cost.requests,
			cost.statements,
			cost.behind,
			figure(cost.ms),
		]),
	};
	return { table, costs };
}

async function theirs(variant: Variant): Promise<Medians> {
	console.log(`  Better Auth, ${variant}`);
	const peer = await startTheirs(variant);
	try {
		return await roundsOf(peer.distance, () => theirRound(peer));
	} finally {
		await peer.stop();
	}
}

export const section: Part = {
	id: "sign-in",
	async run() {
		await buildPeer();
		console.log("  Gatehouse");
		const us = await startOurs();
		const admin = await signedInAdmin(us);
		const ours = await roundsOf(us.distance, () => ourRound(us, admin));
		const further = await furtherProcedures(us, admin);
		await us.stop();
		const sides: Sides = { ours, standard: await theirs("default"), tuned: await theirs("tuned") };
		const whole = "whole sign-in with password and code, time at 50 ms of distance, beside the peer's best";
		const trusted = "sign-in from a trusted browser, time at 50 ms of distance, beside the peer's best";
		return {
			title: "Signing in, beside Better Auth",
			prose: [
				"Both are bundled by the same wrangler and run in workerd itself, each before a libsql-server of its own, started with the same flags. Between them stands a proxy that holds every answer back by the distance. Better Auth 1.7.25 runs with its two-factor and organization plugins, one instance per isolate, rate limit off; *tuned* is its best without a second store: session cached in a cookie, joins, no clean-up in a request's way, background tasks.",
				`Medians of ${distances.map(({ rounds }) => rounds).join(", ")} rounds. Each side hashes passwords its own way (Gatehouse Argon2id, 19 MiB; Better Auth scrypt), and that time is in every flow with a password. Gatehouse also writes an audit record in each of these flows, and lets each code count once on the whole planet; Better Auth does neither. Founding an organization is sign-up and organization in one for Gatehouse, and the two one after the other for Better Auth.`,
			],
			tables: [countTable(sides), timeTable(sides), further.table],
			aims: [aimOf(whole, "signIn", 1 / 5, "≤ 0.20", sides), aimOf(trusted, "trusted", 1 / 3, "≤ 0.33", sides)],
			data: { ...sides, further: further.costs },
		};
	},
};
