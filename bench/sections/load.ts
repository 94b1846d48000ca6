/**
 * How many requests one worker answers, how long they take when many come at once, and what CPU each costs, beside Better
 * Auth in the same run; and what the bundles weigh. The worker asks the database itself here: no proxy, no distance.
 */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { measureSizes, total } from "../../dev/size.ts";
import { floorOf, inTurns, type Loads, ourChecks, ourSignIns, sizes, theirChecks, theirSignIns } from "../loads.ts";
import { figure } from "../measure.ts";
import { startOurs } from "../ours.ts";
import type { Aim, Part, Section, Table } from "../section.ts";
import { buildPeer, peerBundle, startFloor, startTheirs } from "../theirs.ts";

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

export const section: Part = {
	id: "load",
	async run() {
		await buildPeer();
		const stands: { stop(): Promise<void> }[] = [];
		const kept = <Stand extends { stop(): Promise<void> }>(stand: Stand): Stand => {
			stands.push(stand);
			return stand;
		};
		try {
			const ours = kept(await startOurs({ direct: true }));
			const standard = kept(await startTheirs("default", { direct: true }));
			const tuned = kept(await startTheirs("tuned", { direct: true }));
			const floor = { worker: kept(await startFloor(ours.databaseUrl)), databasePid: ours.databasePid };
			console.log("  session checks");
			const [standardChecks, tunedChecks] = [await theirChecks(standard), await theirChecks(tuned)];
			const checks = await inTurns({
				ours: { act: await ourChecks(ours) },
				standard: { act: standardChecks.read },
				tuned: { act: tunedChecks.read },
				...(tunedChecks.cached ? { cached: { act: tunedChecks.cached } } : {}),
				query: { act: floorOf(tuned, "/floor/query") },
				ownQuery: { act: floorOf(floor, "/floor/query") },
				route: { act: floorOf(tuned, "/floor/route") },
			});
			console.log("  passwords and codes");
			// The untuned one only where the aims are held: its figures differ little.
			const signIns = await inTurns({
				ours: { act: await ourSignIns(ours) },
				standard: { act: await theirSignIns(standard), only: [HELD_AT] },
				tuned: { act: await theirSignIns(tuned) },
			});
			return told(checks, signIns);
		} finally {
			for (const stand of stands) await stand.stop();
		}
	},
};

type Measured = Awaited<ReturnType<typeof inTurns>>;

function told(checks: Measured, signIns: Measured): Section {
	const check = (who: string): Loads => checks[who]?.check ?? {};
	const code = (who: string): Loads => signIns[who]?.code ?? {};
	const kilobytes = { ours: total(measureSizes().worker) / 1024, peer: gzipOf(peerBundle) / 1024 };

	const checkRatio = rateAt(check("ours")) / Math.max(rateAt(check("standard")), rateAt(check("tuned")));
	const codeRatio = cpuAt(code("ours")) / Math.min(cpuAt(code("standard")), cpuAt(code("tuned")));
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
			"A closed loop keeps 1, 8 or 64 requests under way against one workerd process. Driver, workerd and libsql-server share the machine's cores, and the sides take turns, medians of five rounds after two that warm up: read the figures beside each other, not as what a deployment bears. CPU is that of the workerd process, the kernel's share and what is done behind the answers included.",
			"Passwords and codes are counted, not timed: so many people type their password once, and each challenge that this gives is then answered by its code. The code's CPU therefore has no password hash in it. A *floor* is what the stack costs without any product: a Hono route, and one `select 1` by the published client before the database of each side, because libsql-server opens a connection for each request and reads the whole schema with it.",
		],
		tables: [
			table("Session check", [
				["Gatehouse, database read", check("ours")],
				["Better Auth, database read", check("standard")],
				["Better Auth tuned, database read", check("tuned")],
				["Better Auth tuned, from the cookie", check("cached")],
				["floor: one query, their schema", check("query")],
				["floor: one query, our schema", check("ownQuery")],
				["floor: route alone", check("route")],
			]),
			table("Password, hash included, until a code is asked for", [
				["Gatehouse", signIns.ours?.password],
				["Better Auth", signIns.standard?.password],
				["Better Auth tuned", signIns.tuned?.password],
			]),
			table("Code of the app, until there is a session", [
				["Gatehouse", code("ours")],
				["Better Auth", code("standard")],
				["Better Auth tuned", code("tuned")],
			]),
		],
		aims,
		data: { checks, signIns, kilobytes },
	};
}
