/**
 * Applies migrations; the same code for the command line, the local world and the tests. Runs in Node only.
 * Catalog and cell keep their journals in tables of different names, so one database can be both.
 */
import { fileURLToPath } from "node:url";
import type { Client } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import { migrate } from "drizzle-orm/libsql/migrator";

const folder = (name: string) => fileURLToPath(new URL(`./migrations/${name}`, import.meta.url));

export const migrateCatalog = (client: Client): Promise<void> =>
	migrate(drizzle({ client }), { migrationsFolder: folder("catalog"), migrationsTable: "migrations_catalog" });

export const migrateCell = (client: Client): Promise<void> =>
	migrate(drizzle({ client }), { migrationsFolder: folder("cell"), migrationsTable: "migrations_cell" });
