/** drizzle-kit: migrations of the catalog database. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({
	dialect: "turso",
	schema: "./db/schema/catalog/index.ts",
	out: "./db/migrations/catalog",
});
