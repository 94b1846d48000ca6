/**
 * The directions of the house: who may import whom, where time, chance and cookies come from, and how a file opens.
 * A rule that fails names every file that breaks it.
 */
import { describe, expect, it } from "vitest";
import { cycleIn, type Import, type Source, sourcesIn, textOf } from "./support/sources.ts";

const worker = sourcesIn("worker");
const db = sourcesIn("db");
const web = sourcesIn("web");
const product = [...worker, ...db, ...web];
const everything = [...product, ...sourcesIn("dev", "tests")];

/** Files with an import that the rule forbids, as "from → to". */
const breaking = (sources: readonly Source[], forbids: (source: Source, one: Import) => boolean): string[] =>
	sources.flatMap((source) =>
		source.imports.filter((one) => forbids(source, one)).map((one) => `${source.path} → ${one.to}`),
	);
/** Files whose code holds the pattern, comments aside. */
const holding = (sources: readonly Source[], pattern: RegExp, except: readonly string[] = []): string[] =>
	sources.filter(({ path, code }) => pattern.test(code) && !except.includes(path)).map(({ path }) => path);

const roomOf = (path: string): string | undefined => /^worker\/features\/([^/]+)\//.exec(path)?.[1];
const fileOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

describe("the page", () => {
	it("takes only types from the worker, and values only from what describes an input", () => {
		const wrong = breaking(web, (_source, { to, typesOnly }) => {
			const isInput = /^worker\/features\/[\w-]+\/(code-)?input\.ts$/.test(to);
			return /^(db|dev|tests)\//.test(to) || (to.startsWith("worker/") && !typesOnly && !isInput);
		});
		expect(wrong).toEqual([]);
	});

	it("keeps its parts free of features", () => {
		const parts = web.filter(({ path }) => path.startsWith("web/ui/"));
		expect(breaking(parts, (_source, { to }) => to.startsWith("web/features/"))).toEqual([]);
	});

	it("calls the worker only through the data files beside the screens, and the one that knows who is signed in", () => {
		const callers = web.filter(({ code }) => /\bapi\.\w+\.\w+\.(query|mutate)\b/.test(code)).map(({ path }) => path);
		expect(callers.length).toBeGreaterThan(5);
		expect(callers.filter((path) => fileOf(path) !== "data.ts")).toEqual(["web/features/sessions/me.ts"]);
	});

	it("reads the clock in one file, and draws at random only the keys of acts", () => {
		expect(holding(web, /Date\.now|new Date\(\)|performance\.now/, ["web/clock.ts"])).toEqual([]);
		expect(holding(web, /Math\.random|getRandomValues|randomUUID/, ["web/act-keys.ts"])).toEqual([]);
	});
});

describe("the worker's rooms", () => {
	/** What a room shows to others beside its service and rules; everything else is its own. */
	const doors = new Set([
		"service.ts",
		"rules.ts",
		"input.ts",
		"users/standing.ts",
		"policy/demand.ts",
		"totp/code-input.ts",
		"totp/secret.ts",
		"proofs/codes.ts",
		"attempts/limits.ts",
		"audit/events.ts",
		"mail/facts.ts",
	]);

	it("are entered through their doors, never through another room's store or router", () => {
		const wrong = breaking(worker, ({ path }, { to }) => {
			const [from, into] = [roomOf(path), roomOf(to)];
			if (!from || !into || from === into) return false;
			return !doors.has(fileOf(to)) && !doors.has(to.replace("worker/features/", ""));
		});
		expect(wrong).toEqual([]);
	});

	it("are known outside only to the composition of the worker", () => {
		const composition: Readonly<Record<string, RegExp>> = {
			"worker/app.ts": /\/rules\.ts$/,
			"worker/deps.ts": /\/(directory|memory)\.ts$/,
			"worker/sweep.ts": /\/(service|store|challenge)\.ts$/,
			"worker/trpc/router.ts": /router\.ts$/,
			"worker/trpc/once.ts": /\/outcomes\/service\.ts$/,
			"worker/trpc/procedures.ts": /\/(service|challenge)\.ts$/,
		};
		const wrong = breaking(worker, ({ path }, { to, typesOnly }) => {
			if (roomOf(path) || !roomOf(to) || typesOnly) return false;
			return !composition[path]?.test(to);
		});
		expect(wrong).toEqual([]);
	});

	it("form no ring: neither rooms, leaving routers and input shapes aside, nor files", () => {
		const rooms = new Map<string, Set<string>>();
		const files = new Map<string, Set<string>>();
		for (const { path, imports } of [...worker, ...db]) {
			const values = imports.filter(({ isOurs, typesOnly }) => isOurs && !typesOnly);
			files.set(path, new Set(values.map(({ to }) => to)));
			const room = roomOf(path);
			if (!room || /router\.ts$|input\.ts$/.test(path)) continue;
			const others = rooms.get(room) ?? new Set();
			for (const { to } of values) {
				const other = roomOf(to);
				if (other && other !== room && !to.endsWith("input.ts")) others.add(other);
			}
			rooms.set(room, others);
		}
		expect(cycleIn(rooms)).toBeNull();
		expect(cycleIn(files)).toBeNull();
	});

	it("let only routers know cookies, tRPC and HTTP", () => {
		const inner = worker.filter(({ path }) => roomOf(path) && !/router\.ts$|\/handing\.ts$/.test(path));
		const wrong = breaking(inner, (_source, { to }) => /^worker\/(trpc|http)\/|^hono|^@trpc/.test(to));
		expect(wrong).toEqual([]);
	});

	it("have rules that are pure: no port, no database, nothing asynchronous, no clock", () => {
		const rules = worker.filter(({ path }) => fileOf(path) === "rules.ts");
		expect(rules.length).toBeGreaterThan(8);
		const wrong = breaking(rules, (_source, { to, isOurs, typesOnly }) => {
			if (typesOnly) return false;
			if (!isOurs) return !/^(zod\/mini|@oslojs\/|libphonenumber-js\/core$)/.test(to);
			return !/^worker\/(lib\/|errors\.ts|features\/[\w-]+\/(rules|demand|limits|common-passwords|common-prints|common-words|plans|words)\.ts)/.test(
				to,
			);
		});
		expect(wrong).toEqual([]);
		expect(holding(rules, /\basync\b|\bawait\b|\bPromise\b/)).toEqual([]);
	});

	it("have input shapes that import nothing but the schema library and each other, and pure rules", () => {
		const inputs = worker.filter(({ path }) => path.endsWith("input.ts"));
		const wrong = breaking(inputs, (_source, { to, isOurs }) =>
			isOurs ? !/(input|rules)\.ts$/.test(to) : to !== "zod/mini",
		);
		expect(wrong).toEqual([]);
	});
});

describe("one place for each of these", () => {
	it("time comes from the clock port", () => {
		const clock = /Date\.now|new Date\(\s*\)|performance\.now/;
		expect(holding([...worker, ...db], clock, ["worker/ports/clock.ts"])).toEqual([]);
	});

	it("chance comes from the random port", () => {
		const chance = /getRandomValues|Math\.random|randomUUID|randomBytes/;
		expect(holding([...worker, ...db], chance, ["worker/ports/random.ts"])).toEqual([]);
	});

	it("cookies are known to the context of a request alone; others know their types", () => {
		const wrong = breaking(worker, ({ path }, { to, typesOnly }) => {
			return to === "worker/http/cookies.ts" && !typesOnly && path !== "worker/trpc/context.ts";
		});
		expect(wrong).toEqual([]);
		expect(holding(worker, /set-cookie/i, ["worker/app.ts"])).toEqual([]);
	});

	it("the session table is written by the mint alone", () => {
		expect(holding(worker, /\binsertSession\(/)).toEqual(["worker/features/sessions/mint.ts"]);
		expect(holding(worker, /insert\(sessions\)/)).toEqual(["worker/features/sessions/store.ts"]);
	});

	it("the environment is read by the entry alone", () => {
		expect(holding(product, /process\.env|import\.meta\.env/)).toEqual([]);
	});

	it("queries are written in stores, and their operators are known nowhere else", () => {
		const wrong = breaking(worker, ({ path }, { to, typesOnly }) => {
			return to.startsWith("drizzle-orm") && !typesOnly && fileOf(path) !== "store.ts";
		});
		expect(wrong).toEqual([]);
	});
});

describe("what must never be", () => {
	it("nothing that is deployed imports tests or the local world", () => {
		expect(breaking(product, (_source, { to }) => /^(tests|dev|bench)\//.test(to))).toEqual([]);
	});

	it("nothing that is deployed asks whether it is a test", () => {
		expect(holding(product, /NODE_ENV|VITEST|isTest|testMode|import\.meta\.vitest/)).toEqual([]);
	});

	it("no file of the worker is left that nothing reaches", () => {
		const all = new Map([...worker, ...db].map((source) => [source.path, source]));
		const reached = new Set<string>();
		const follow = (path: string): void => {
			if (reached.has(path)) return;
			reached.add(path);
			for (const { to } of all.get(path)?.imports ?? []) follow(to);
		};
		follow("worker/index.ts");
		// What takes the place of parts of a library in the bundle.
		for (const [, path] of textOf("wrangler.toml").matchAll(/= "\.\/(worker\/[\w/-]+\.ts)"/g)) follow(path ?? "");
		const orphans = worker.map(({ path }) => path).filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
		expect(orphans).toEqual([]);
	});
});

describe("every file", () => {
	it("opens with a block comment that says in one to six lines what it is", () => {
		const wrong = everything.filter(({ text }) => {
			const comment = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1];
			const [first = ""] = (comment ?? "").split(/\n \*\s*\n/);
			const lines = first.split("\n").filter((line) => /\w/.test(line));
			return lines.length < 1 || lines.length > 6;
		});
		expect(wrong.map(({ path }) => path)).toEqual([]);
	});

	it("is short enough to be read at a sitting: at most 260 lines", () => {
		const long = everything.filter(({ text }) => text.split("\n").length > 261);
		expect(long.map(({ path, text }) => `${path}: ${text.split("\n").length}`)).toEqual([]);
	});

	it("imports with its extension, and no type is forced", () => {
		const bare = breaking(everything, (_source, { to, isOurs }) => isOurs && !/\.(tsx?|css|svg|wasm|mjs)$/.test(to));
		expect(bare).toEqual([]);
		expect(holding(product, /\bas any\b|: any\b|@ts-ignore|@ts-expect-error|@ts-nocheck/)).toEqual([]);
	});
});
