/**
 * The operator at the local world: beside a world that runs it uses its database and its clock; without one it starts the database
 * for as long as the command takes. And the command as it is typed, with its exit codes.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startCatcher } from "../../dev/catcher.ts";
import { lockData } from "../../dev/data-lock.ts";
import { startLibsqlServer } from "../../dev/libsql-server.ts";
import { localSecrets } from "../../dev/local-secrets.ts";
import { runOperator } from "../../dev/operator/run.ts";
import { inRoot } from "../../dev/root.ts";

const data = mkdtempSync(join(tmpdir(), "gatehouse-local-"));
localSecrets(join(data, "secrets.json"));
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
	let [out, err] = ["", ""];
	const code = await runOperator(words, {
		env: { DATA_DIR: data, ...env },
		out: { write: (text: string) => (out += text) },
		err: { write: (text: string) => (err += text) },
	});
	return { code, out, err };
}
const owner = ["--owner-email", "o@local.example", "--owner-name", "Ola"];

describe("the local world", () => {
	it("that does not run: the database is there for the command and gone after it, and the data stays", async () => {
		expect(await run(["tenants", "list"])).toMatchObject({
			code: 0,
			out: expect.stringContaining("no organization yet"),
		});
		expect(existsSync(join(data, "world.json"))).toBe(false);
		expect(await run(["tenants", "create", "--tenant", "first", "--name", "First", ...owner])).toMatchObject({
			code: 0,
			err: "",
		});
		expect((await run(["tenants", "list"])).out).toMatch(/^first +First +active/m);
	});

	it("that runs: its own database is used and left running, and time is the world's", async () => {
		const lock = await lockData(data);
		const server = await startLibsqlServer({ dataDirectory: join(data, "libsql") });
		lock.noteServers();
		const catcher = await startCatcher();
		await fetch(`${catcher.url}/clock`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ advanceMs: 400 * 86_400_000 }),
		});
		const env = { CATCHER_PORT: new URL(catcher.url).port };
		expect(await run(["tenants", "create", "--tenant", "second", "--name", "Second", ...owner], env)).toMatchObject({
			code: 0,
			err: "",
		});
		const [line] = (await run(["tenants", "list", "--json"], env)).out
			.split("\n")
			.filter((one) => one.includes('"second"'));
		const { created } = JSON.parse(line ?? "{}");
		expect(Date.parse(created) - Date.now()).toBeGreaterThan(398 * 86_400_000);
		expect((await fetch(`${server.url}/health`)).ok).toBe(true);
		expect(existsSync(join(data, "world.json"))).toBe(true);
		await catcher.stop();
		await server.stop();
		lock.release();
	});
});

describe("the command as it is typed", () => {
	it("ends with the exit code of what happened", () => {
		const typed = (...words: string[]) =>
			spawnSync(process.execPath, [inRoot("dev/bootstrap.mjs"), "operator", ...words], {
				encoding: "utf8",
				env: { ...process.env, DATA_DIR: join(data, "nowhere"), CATALOG_URL: "" },
			});
		expect(typed("no", "such")).toMatchObject({ status: 2, stdout: "" });
		const none = typed("tenants", "list");
		expect([none.status, none.stderr]).toEqual([1, expect.stringMatching(/^There is no local world in .+\n$/)]);
	}, 60_000);
});
