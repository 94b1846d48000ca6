/**
 * One libsql-server for a project's run, with a template namespace migrated once that each test file forks.
 * It ends with the run, and by itself when the run was killed. Its data lies in a temporary folder.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateCatalog, migrateCell } from "../../db/migrate.ts";
import { startLibsqlServer } from "../../dev/libsql-server.ts";
import { createNamespace, openNamespace } from "./namespaces.ts";

declare module "vitest" {
	export interface ProvidedContext {
		libsqlUrl: string;
		libsqlAdminUrl: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), "gatehouse-libsql-"));
	const server = await startLibsqlServer({ dataDirectory: folder, namespaces: true, idleSeconds: 300 });
	const adminUrl = server.adminUrl ?? "";
	await createNamespace(adminUrl, "template");
	const template = openNamespace(server.url, "template");
	await migrateCatalog(template);
	await migrateCell(template);
	// The server of the last project waits for most of an hour before anybody comes; it would take that for the end of the run.
	const awake = setInterval(() => void template.execute("select 1").catch(() => undefined), 60_000);
	project.provide("libsqlUrl", server.url);
	project.provide("libsqlAdminUrl", adminUrl);
	return async () => {
		clearInterval(awake);
		template.close();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
