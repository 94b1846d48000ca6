/**
 * A database of its own for each test file: a fork of the migrated template, dropped when the file is done.
 * It is a real libsql-server over HTTP, as in production; nothing of our own database is ever mocked.
 */
import type { Client } from "@libsql/client/web";
import { inject } from "vitest";
import { checkpointNamespace, dropNamespace, forkNamespace, openNamespace } from "./namespaces.ts";

export interface TestDatabase {
	readonly url: string;
	readonly namespace: string;
	/** A client for looking and arranging; the product opens its own. */
	readonly client: Client;
	/** Has the server do its housekeeping now: under many writers it can take seconds, longer than the product waits. */
	rest(): Promise<void>;
	drop(): Promise<void>;
}

/** A fresh, migrated and empty database. Callers must `drop()` it in `afterAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
	const url = inject("libsqlUrl");
	const adminUrl = inject("libsqlAdminUrl");
	const namespace = `test-${crypto.randomUUID()}`;
	await forkNamespace(adminUrl, "template", namespace);
	const client = openNamespace(url, namespace);
	return {
		url,
		namespace,
		client,
		rest: () => checkpointNamespace(adminUrl, namespace),
		async drop() {
			client.close();
			await dropNamespace(adminUrl, namespace);
		},
	};
}
