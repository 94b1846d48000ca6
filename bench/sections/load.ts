/**
 * How many requests one worker answers, how long they take when many come at once, and what CPU each costs, beside Better
 * Auth in the same run; and what the bundles weigh. The worker asks the database itself here: no proxy, no distance.
 */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { measureSizes, total } from "../../dev/size.ts";
import {
	type Loads,
	ourChecks,
	ourSignIns,
	repeat,
	type SecondFactorLoads,
	sizes,
	theirChecks,
	theirSignIns,
} from "../loads.ts";
import { figure } from "../measure.ts";
import { startOurs } from "../ours.ts";
import type { Aim, Part, Table } from "../section.ts";
import { buildPeer, peerBundle, startTheirs } from "../theirs.ts";

/** The number of connections at which the aims are held: enough to be busy, too few to queue. */
const HELD_AT = 8;

type Row = readonly [who: string, loads: Loads | undefined];

function table(caption: string, rows: readonly Row[]): Table {
	return {
		caption,
		columns: [
			"who",
			"connections",
			"requests/s",
			"p50 ms",
			"p99 ms",
			"worker CPU ms each",
			"database CPU ms each",
			"failed",
		],
		rows: rows.flatMap(([who, loads]) =>
			sizes.flatMap(({ connections }) => {
				const load = loads?.[connections];
				if (!load) return [];
				const { perSecond, p50, p99, cpuMs, databaseCpuMs, failed } = load;
				const cpu = [figure(cpuMs, 2), figure(databaseCpuMs, 2)];
				return [[who, connections, figure(perSecond), figure(p50, 1), figure(p99, 1), ...cpu, failed]];
			}),
		),
	};
}

const gzipOf = (folder: string): number =>
	readdirSync(folder)
		.filter((name) => /\.(js|wasm)$/.test(name))
		.reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`), { level: 9 }).byteLength, 0);

const cpuAt = (loads: Loads): number => loads[HELD_AT]?.cpuMs ?? Number.NaN;
const rateAt = (loads: Loads): number => loads[HELD_AT]?.perSecond ?? Number.NaN;

interface Peer {
	readonly read: Loads;
	readonly cached: Loads | undefined;
	readonly signIns: SecondFactorLoads;
	readonly route: Loads | undefined;
	readonly query: Loads | undefined;
}

async function measurePeer(variant: "default" | "tuned"): Promise<Peer> {
	console.log(`  Better Auth, ${variant}`);
	const peer = await startTheirs(variant, { direct: true });
	try {
		const isTuned = variant === "tuned";
		const floor = (path: string) => (isTuned ? repeat(peer, { method: "GET", path }) : undefined);
		const [route, query] = [await floor("/floor/route"), await floor("/floor/query")];
		const checks = await theirChecks(peer);
		// The untuned one only where the aims are held: its figures differ little.
		const signIns = await theirSignIns(peer, isTuned ? sizes : sizes.filter((one) => one.connections === HELD_AT));
		return { ...checks, signIns, route, query };
	} finally {
		await peer.stop();
	}
}

async function measureOurs(): Promise<{ checks: Loads; signIns: SecondFactorLoads }> {
	console.log("  Gatehouse");
	const ours = await startOurs({ direct: true });
	try {
		return { checks: await ourChecks(ours), signIns: await ourSignIns(ours) };
	} finally {
		await ours.stop();
	}
}

export const section: Part = {
	id: "load",
	async run() {
		await buildPeer();
		const ours = await measureOurs();
		const standard = await measurePeer("default");
		const tuned = await measurePeer("tuned");
		const kilobytes = { ours: total(measureSizes().worker) / 1024, peer: gzipOf(peerBundle) / 1024 };

		const checkRatio = rateAt(ours.checks) / Math.max(rateAt(standard.read), rateAt(tuned.read));
		const codeRatio = cpuAt(ours.signIns.code) / Math.min(cpuAt(standard.signIns.code), cpuAt(tuned.signIns.code));
		const aims: readonly Aim[] = [
			{
				what: `session check with a database read, requests/s at ${HELD_AT} connections, beside the peer's best with a read`,
				measured: `${figure(checkRatio, 2)}×`,
				aim: "≥ 2×",
				isMet: checkRatio >= 2,
			},
			{
				what: "worker CPU to prove a code, beside the peer's best",
				measured: figure(codeRatio, 2),
				aim: "≤ 0.25",
				isMet: codeRatio <= 1 / 4,
			},
			{
				what: `worker, gzip minified (the peer's: ${figure(kilobytes.peer)} KB)`,
				measured: `${figure(kilobytes.ours)} KB`,
				aim: "≤ 150 KB",
				isMet: kilobytes.ours <= 150,
			},
		];
		return {
			title: "Under load, beside Better Auth",
			prose: [
				"A closed loop keeps 1, 8 or 64 requests under way against one workerd process. Driver, workerd and libsql-server share the machine's cores, and each side is measured alone: read the figures beside each other, not as what a deployment bears. CPU is that of the workerd process, the kernel's share and what is done behind the answers included.",
				"Passwords and codes are counted, not timed: so many people type their password once, and each challenge that this gives is then answered by its code. The code's CPU therefore has no password hash in it. A *floor* is what the stack costs without any product: a Hono route, and one `select 1` by the same client.",
			],
			tables: [
				table("Session check", [
					["Gatehouse, database read", ours.checks],
					["Better Auth, database read", standard.read],
					["Better Auth tuned, database read", tuned.read],
					["Better Auth tuned, from the cookie", tuned.cached],
					["floor: one query", tuned.query],
					["floor: route alone", tuned.route],
				]),
				table("Password, hash included, until a code is asked for", [
					["Gatehouse", ours.signIns.password],
					["Better Auth", standard.signIns.password],
					["Better Auth tuned", tuned.signIns.password],
				]),
				table("Code of the app, until there is a session", [
					["Gatehouse", ours.signIns.code],
					["Better Auth", standard.signIns.code],
					["Better Auth tuned", tuned.signIns.code],
				]),
			],
			aims,
			data: { ours, standard, tuned, kilobytes },
		};
	},
};
