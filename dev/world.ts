/**
 * The local world, `npm start`: libsql-server, the message catcher and the worker in workerd, with one tenant seeded.
 * Data lives under DATA_DIR (.data) and survives; mails live in the catcher and do not. Nothing outside is contacted.
 * With `--watch` (`npm run dev`) the page comes from vite with hot reload and the worker is rebuilt on each change.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { migrateCatalog, migrateCell } from "../db/migrate.ts";
import { buildIfChanged } from "./build.ts";
import { startCatcher } from "./catcher.ts";
import { lockData } from "./data-lock.ts";
import { openClient } from "./database-client.ts";
import { freePort, isPortFree } from "./free-port.ts";
import { startLibsqlServer } from "./libsql-server.ts";
import { localSecrets } from "./local-secrets.ts";
import { root } from "./root.ts";
import { seed } from "./seed.ts";
import { whenOrphaned } from "./signals.ts";
import { watchWorld } from "./watch.ts";
import { startWorker } from "./workerd.ts";

type Undo = () => unknown;

function portFrom(name: string, otherwise: number): number {
	const value = Number(process.env[name] ?? otherwise);
	if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
	throw new Error(`${name}=${process.env[name]} is not a port. Give a number from 1 to 65535.`);
}

async function demandFree(name: string, port: number): Promise<void> {
	if (await isPortFree(port)) return;
	throw new Error(
		`Port ${port} is taken. Stop what listens there, or choose another: ${name}=${port + 1000} npm start`,
	);
}

/** Seeds once; the lines it said are kept, so that every later start can show the people again. */
async function seedOnce(file: string, target: { origin: string; databaseUrl: string; keys: string }) {
	if (existsSync(file)) return readFileSync(file, "utf8");
	const lines: string[] = [];
	await seed({ ...target, say: (line) => lines.push(line) });
	writeFileSync(file, lines.join("\n"), { mode: 0o600 });
	return lines.join("\n");
}

async function startWorld(undo: Undo[]): Promise<void> {
	const isWatching = process.argv.includes("--watch");
	const port = portFrom("PORT", 8787);
	const catcherPort = portFrom("CATCHER_PORT", 8788);
	const data = resolve(root, process.env.DATA_DIR ?? ".data");
	const lock = await lockData(data);
	undo.push(lock.release);
	await demandFree("PORT", port);
	await demandFree("CATCHER_PORT", catcherPort);

	console.log("Gatehouse is starting…");
	const built = buildIfChanged();
	built.catch(() => undefined);
	const origin = `http://localhost:${port}`;
	const secrets = localSecrets(join(data, "secrets.json"));
	const database = await startLibsqlServer({ dataDirectory: join(data, "libsql") });
	undo.push(() => database.stop());
	lock.noteServers();
	const client = openClient({ url: database.url }, 30_000);
	await migrateCatalog(client);
	await migrateCell(client);
	const people = await seedOnce(join(data, "seeded.txt"), { origin, databaseUrl: database.url, keys: secrets.KEYS });
	const catcher = await startCatcher({ port: catcherPort });
	undo.push(() => catcher.stop());
	await built;

	const vars = {
		ORIGIN: origin,
		CATALOG_URL: database.url,
		RESEND_URL: catcher.url,
		SMS_URL: catcher.url,
		SMS_TOKEN: "local",
		CATCHER_URL: catcher.url,
		MAIL_FROM: "Gatehouse <door@localhost>",
		...secrets,
	};
	const worker = await startWorker({ port: isWatching ? await freePort() : port, vars, entry: "local" });
	undo.push(() => worker.stop());
	lock.noteServers();
	if (isWatching) undo.push(await watchWorld({ port, worker }));
	const cron = setInterval(() => worker.scheduled().catch((error: unknown) => console.error(error)), 60_000);
	undo.push(() => clearInterval(cron));

	console.log(`
  Gatehouse       ${origin}
  Mails and texts http://localhost:${catcherPort}   (the local clock can be moved there)
  Database        ${database.url}   (data in ${data})
${people ? `\n${people.replace(/^/gm, "  ")}\n` : ""}
  ${isWatching ? "Changes are picked up as you save. " : ""}Stop with Ctrl+C; the data stays.
`);
}

const undo: Undo[] = [];
let isStopping = false;

/** Undoes in reverse order; a second signal while this runs changes nothing, and five seconds are the most it takes. */
async function stop(code: number): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	setTimeout(() => process.exit(code), 5000).unref();
	for (const step of undo.reverse()) await Promise.resolve(step()).catch((error: unknown) => console.error(error));
	process.exit(code);
}

process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));
process.on("SIGHUP", () => stop(0));
whenOrphaned(() => stop(0));
try {
	await startWorld(undo);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	await stop(1);
}
