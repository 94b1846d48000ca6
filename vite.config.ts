/**
 * One file for vite and vitest: how the page is built, and the four kinds of tests.
 * `rules` are pure; `services` speak to a libsql-server; `worker` runs the built bundle in workerd; `flows` is a browser.
 * The page is built with no inlined assets and no inline script, for the content security policy allows neither.
 */
import { fileURLToPath } from "node:url";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { signInInEachLanguage } from "./web/signin-html.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const globalSetup = ["tests/support/global-setup.ts"];

interface Modules {
	getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Whether a module comes with an entry: the entry imports it, by whatever way, and not only on demand. */
function comesWith(entry: string, id: string, modules: Modules, seen = new Set<string>()): boolean {
	if (entry === id) return true;
	seen.add(entry);
	const imported = modules.getModuleInfo(entry)?.importedIds ?? [];
	return imported.some((next) => !seen.has(next) && comesWith(next, id, modules, seen));
}

/**
 * The sign-in arrives in three files and not in twenty: what every page needs, what the sign-in needs beside it, and the
 * entry itself, which must stand alone: other pages use the parts of the sign-in, and must not thereby open it.
 * The step of the code comes in one more, so that it can be there long before the rest of the app.
 */
const parts = [
	{ name: "base", comeWith: ["door.tsx", "main.tsx"] },
	{ name: "door", comeWith: ["door.tsx"] },
	{ name: "code", comeWith: ["features/login/code-screen.tsx"] },
].map(({ name, comeWith }, index) => ({
	name(id: string, modules: Modules): string | null {
		if (id === path("./web/door.tsx")) return null;
		return comeWith.every((entry) => comesWith(path(`./web/${entry}`), id, modules)) ? name : null;
	},
	debugName: name,
	priority: 3 - index,
}));

/** `frame.module.css` and its class `arch` make `frame-arch`: the form that comes with signin.html wears these names, too. */
const nameOfClass = (name: string, file: string): string => `${file.replace(/^.*\/|\.module\.css.*$/g, "")}-${name}`;

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
								// A race goes more rounds in the long run, and what it leaves behind is searched to its end.
								testTimeout: process.env.LONG_TESTS ? 600_000 : 20_000,
								hookTimeout: process.env.LONG_TESTS ? 600_000 : 20_000,
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
						// What takes minutes by its nature, one after the other and with the machine to itself (`npm run test:long`).
						...(process.env.LONG_TESTS
							? [
									{
										test: {
											name: "long",
											include: ["tests/long/**/*.test.ts"],
											globalSetup,
											fileParallelism: false,
											testTimeout: 3_600_000,
											hookTimeout: 600_000,
											sequence: { groupOrder: 3 },
										},
									},
								]
							: []),
					],
				},
			}
		: {
				root: path("./web"),
				plugins: [solid(), signInInEachLanguage()],
				css: { modules: { generateScopedName: nameOfClass } },
				build: {
					outDir: path("./dist/web"),
					emptyOutDir: true,
					target: "es2022",
					assetsInlineLimit: 0,
					modulePreload: { polyfill: false },
					rolldownOptions: {
						input: [path("./web/index.html"), path("./web/signin.html")],
						output: { codeSplitting: { groups: parts } },
					},
				},
			},
);
