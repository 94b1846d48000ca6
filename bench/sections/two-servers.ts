/**
 * Whether a second cell carries a second load: the writes of real sign-ins against one libsql-server and against two, each with its
 * own database. Reports what each server used of the processor, for on one machine that is what they share.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { Agent } from "node:http";
import { availableParallelism } from "node:os";
import { type LibsqlServer, startLibsqlServer } from "../../dev/libsql-server.ts";
import { inRoot } from "../../dev/root.ts";
import { type CodeProofs, makeCodeProofs } from "../code-proofs.ts";
import { cpuMillis, figure, fire, median } from "../measure.ts";
import type { Part, Table } from "../section.ts";

const PEOPLE = 60;
const STEPS = 8;
const ROUNDS = 3;
/** Requests under way at each server: enough that its one writer never waits for work. */
const CONNECTIONS = 4;
const MOST_BUSY = 0.02;
/** Share of a core that each server gets where machines of their own are imitated, in percent. */
const SHARE = 25;

interface Run {
	/** Sign-ins in a second, all servers together. */
	readonly perSecond: number;
	/** Milliseconds of processor that one sign-in costs its server. */
	readonly cpuMs: number;
	/** Cores that all servers used. */
	readonly cores: number;
	/** Cores that the driver used, which stands for the workers. */
	readonly driverCores: number;
	/** Share of the sign-ins whose act met another writer; the product then goes the longer way, and here they do not count. */
	readonly busy: number;
}

/** Sends every proof to every server and tells how that went. Only those that the database holds afterwards count. */
async function measure(proofs: CodeProofs, count: number, share: number | null): Promise<Run> {
	const servers = await Promise.all(
		Array.from({ length: count }, () => startLibsqlServer({ dataDirectory: proofs.copy() })),
	);
	const throttle = share === null ? null : startShare(share, servers);
	try {
		const usedBefore = servers.map(({ pid }) => cpuMillis(pid));
		const ownBefore = process.cpuUsage();
		const startedAt = performance.now();
		await Promise.all(servers.map(({ url }) => sendAll(url, proofs.bodies)));
		const seconds = (performance.now() - startedAt) / 1000;
		const own = process.cpuUsage(ownBefore);
		const used = servers.reduce((sum, { pid }, index) => sum + cpuMillis(pid) - (usedBefore[index] ?? 0), 0);
		await release(throttle);
		const counts = await Promise.all(servers.map(({ url }) => proofs.countIn(url)));
		const done = counts.reduce((sum, there) => sum + there, 0);
		const busy = 1 - done / (proofs.bodies.length * count);
		if (busy > MOST_BUSY) throw new Error(`${figure(busy * 100, 1)} % of the sign-ins came to nothing`);
		return {
			perSecond: done / seconds,
			cpuMs: used / done,
			cores: used / 1000 / seconds,
			driverCores: (own.user + own.system) / 1e6 / seconds,
			busy,
		};
	} finally {
		await release(throttle);
		await Promise.all(servers.map((server) => server.stop()));
	}
}

async function sendAll(url: string, bodies: readonly string[]): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	const queue = bodies.values();
	const headers = { "content-type": "application/json" };
	const lane = async (): Promise<void> => {
		for (const body of queue) {
			const { status } = await fire(agent, url, { method: "POST", path: "/v2/pipeline", headers, body });
			// 429: it has waited too long for its turn. The sign-in did not happen and is not counted.
			if (status !== 200 && status !== 429) throw new Error(`libsql-server answered ${status}`);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, lane));
	agent.destroy();
}

const startShare = (share: number, servers: readonly LibsqlServer[]): ChildProcess =>
	spawn(process.execPath, [inRoot("bench/share.ts"), String(share), ...servers.map(({ pid }) => String(pid))], {
		stdio: ["pipe", "ignore", "inherit"],
	});

async function release(throttle: ChildProcess | null): Promise<void> {
	if (!throttle || throttle.exitCode !== null) return;
	const ended = new Promise((done) => throttle.once("exit", done));
	throttle.stdin?.end();
	await ended;
}

interface Pair {
	readonly one: Run;
	readonly two: Run;
}

const middle = (runs: readonly Run[]): Run => ({
	perSecond: median(runs.map(({ perSecond }) => perSecond)),
	cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
	cores: median(runs.map(({ cores }) => cores)),
	driverCores: median(runs.map(({ driverCores }) => driverCores)),
	busy: median(runs.map(({ busy }) => busy)),
});

/** One server and two by turns, so that whatever else the machine does falls on both. */
async function compare(proofs: CodeProofs, share: number | null): Promise<Pair> {
	const [ones, twos]: [Run[], Run[]] = [[], []];
	for (let round = 0; round < ROUNDS; round += 1) {
		ones.push(await measure(proofs, 1, share));
		twos.push(await measure(proofs, 2, share));
	}
	return { one: middle(ones), two: middle(twos) };
}

const row = (name: string, run: Run, ratio: string) => [
	name,
	figure(run.perSecond),
	figure(run.cpuMs, 2),
	figure(run.cores, 2),
	figure(run.driverCores, 2),
	ratio,
];

function table(caption: string, { one, two }: Pair): Table {
	return {
		caption,
		columns: ["", "sign-ins/s", "server ms per sign-in", "cores, servers", "cores, driver", "ratio"],
		rows: [row("one server", one, ""), row("two servers", two, `${figure(two.perSecond / one.perSecond, 2)}×`)],
	};
}

export const section: Part = {
	id: "two-servers",
	async run() {
		const proofs = await makeCodeProofs(PEOPLE, STEPS);
		try {
			const own = await compare(proofs, SHARE);
			const shared = await compare(proofs, null);
			const ratio = own.two.perSecond / own.one.perSecond;
			return {
				title: "Two servers",
				prose: [
					`${proofs.bodies.length} sign-ins at their code step, each the one request by which the product claims the code, mints the session and writes the record (held back when the product made it, then sent to a fresh copy of the database), over ${CONNECTIONS} connections to each server. Each counts when the database holds its session afterwards (one in some hundreds meets another writer and would go the longer way). Medians of ${ROUNDS} rounds.`,
					`A libsql-server writes with one thread and does not wait for the disk at each commit, so its limit is the processor. On a machine of its own each server has its own; in the first table each therefore has the machine for ${SHARE} % of the time, one after the other and never two at once. The halves of a beat are not quite alike, so a ratio somewhat above or below two says two. The second table lets them run free on the ${availableParallelism()} cores of this machine, which the driver shares: where its cores add up to that number, the machine is the limit and not the writer.`,
				],
				tables: [
					table(`Each server with ${SHARE} % of the time of its own`, own),
					table("Servers and driver sharing all cores of this machine", shared),
				],
				aims: [
					{
						what: "writes of two servers, each with a share of its own, against one",
						measured: `${figure(ratio, 2)}×`,
						aim: "≥ 1.8×",
						isMet: ratio >= 1.8,
					},
				],
				data: { people: PEOPLE, steps: STEPS, share: SHARE, connections: CONNECTIONS, own, shared },
			};
		} finally {
			proofs.remove();
		}
	},
};
