/**
 * One file for vite and vitest: how the page is built, and the four kinds of tests.
 * `rules` are pure; `services` speak to a libsql-server; `worker` runs the built bundle in workerd; `flows` is a browser.
 * The page is built with no inlined assets and no inline script, for the content security policy allows neither.
 */
import { fileURLToPath } from "node:url";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const globalSetup = ["tests/support/global-setup.ts"];

export default defineConfig(() =>
	process.env.VITEST
		? {
				test: {
					maxWorkers: 2,
					projects: [
						{
							test: {
								name: "rules",
								isolate: false,
								include: [
									"tests/rules/**/*.test.ts",
									"tests/web/**/*.test.ts",
									"tests/architecture.test.ts",
									"tests/documents.test.ts",
								],
							},
						},
						{
							test: {
								name: "services",
								include: ["tests/services/**/*.test.ts", "tests/attacks/**/*.test.ts"],
								globalSetup,
								testTimeout: 20_000,
								hookTimeout: 20_000,
							},
						},
						{
							test: {
								name: "worker",
								include: ["tests/worker/**/*.test.ts"],
								globalSetup,
								testTimeout: 30_000,
								hookTimeout: 30_000,
								sequence: { groupOrder: 1 },
							},
						},
						{
							test: {
								name: "flows",
								include: ["tests/flows/**/*.test.ts"],
								globalSetup: [...globalSetup, "tests/support/browser-setup.ts"],
								testTimeout: 60_000,
								hookTimeout: 60_000,
								expect: { poll: { timeout: 10_000 } },
								sequence: { groupOrder: 2 },
							},
						},
					],
				},
			}
		: {
				root: path("./web"),
				plugins: [solid()],
				build: {
					outDir: path("./dist/web"),
					emptyOutDir: true,
					target: "es2022",
					assetsInlineLimit: 0,
					modulePreload: { polyfill: false },
				},
			},
);
