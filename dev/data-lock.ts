/**
 * Keeps two local worlds from writing into one data directory, which would ruin the database.
 * The lock names its owner and the servers it started. When the owner is gone without a farewell (kill -9), its servers
 * may still run on the data: they are ended, each only if it is still the very program that was noted.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Running {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

interface Lock {
	readonly pid: number;
	readonly servers: readonly Running[];
}

export interface DataLock {
	/** Notes the servers that this process has started by now. */
	noteServers(): void;
	release(): void;
}

function runningOnLinux(): Running[] {
	return readdirSync("/proc").flatMap((name) => {
		if (!/^\d+$/.test(name)) return [];
		try {
			const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1] ?? 0);
			const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
			return [{ pid: Number(name), parent, command }];
		} catch {
			return []; // It ended while we looked.
		}
	});
}

function runningElsewhere(): Running[] {
	const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
	return lines.flatMap((line) => {
		const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.+?)\s*$/.exec(line) ?? [];
		return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
	});
}

function running(): Running[] {
	return existsSync("/proc/self/status") ? runningOnLinux() : runningElsewhere();
}

function isServer({ command }: Running): boolean {
	return /\/(?:sqld|workerd) /.test(command);
}

/** Ends those that still run as they were noted, and waits until they are gone, for at most three seconds. */
async function endAll(noted: readonly Running[]): Promise<void> {
	const left = () =>
		running().filter((one) => noted.some(({ pid, command }) => pid === one.pid && command === one.command));
	for (const { pid } of left()) process.kill(pid, "SIGKILL");
	const giveUpAt = performance.now() + 3000;
	while (left().length > 0 && performance.now() < giveUpAt) await new Promise((next) => setTimeout(next, 20));
}

function readLock(file: string): Lock {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return { pid: 0, servers: [] }; // No lock, or its owner died while writing it.
	}
}

/** Takes the directory for this process; throws when another world has it. */
export async function lockData(directory: string): Promise<DataLock> {
	mkdirSync(directory, { recursive: true });
	const file = join(directory, "world.json");
	const now = running();
	const before = readLock(file);
	const owner = now.find(
		({ pid, command }) => pid === before.pid && /\bdev\/(world|operator\/main)\.ts\b/.test(command),
	);
	if (owner) throw new Error(`Another local world (process ${owner.pid}) uses ${directory}. Stop it, or set DATA_DIR.`);
	await endAll(before.servers);
	const note = (servers: readonly Running[]) => writeFileSync(file, JSON.stringify({ pid: process.pid, servers }));
	note([]);
	return {
		noteServers: () => note(running().filter((one) => one.parent === process.pid && isServer(one))),
		release: () => rmSync(file, { force: true }),
	};
}
