/** drizzle-kit: migrations of a cell database. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "turso", schema: "./db/schema/index.ts", out: "./db/migrations/cell" });
