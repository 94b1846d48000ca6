/**
 * The release before this one, built from the project's own history, and a cell of many people that it has filled: for tests in
 * which two releases work on one database (T141). It needs the whole history; a shallow checkout is told so. What was built
 * is kept under `.bench/`, because filling takes minutes; nobody works on the kept data itself.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { inRoot, root, toolEnvironment } from "../../dev/root.ts";

/** The last migration of a cell that the release before this one had; moves on with each release. */
const LAST_OF_BEFORE = "0006_growth";

export interface Release {
	/** Its bundle for workerd. */
	readonly bundle: string;
	/** Copies a cell that it has filled with so many people: `data`, `accounts.json`, `secrets.json`. */
	copyCell(people: number, into: string): void;
}

const git = (...args: string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();

/** The commit after which the first newer migration came. */
function commitOfBefore(): string {
	const folder = "db/migrations/cell";
	const added = git("log", "--reverse", "--format=%H", "--diff-filter=A", "--", `${folder}/*.sql`).split("\n");
	for (const commit of added) {
		const files = git("ls-tree", "--name-only", commit, `${folder}/`).split("\n");
		const last = files
			.filter((file) => file.endsWith(".sql"))
			.sort()
			.at(-1);
		if (last !== undefined && last > `${folder}/${LAST_OF_BEFORE}.sql`) return git("rev-parse", `${commit}^`);
	}
	throw new Error("The history does not reach back to the release before this one: fetch all of it.");
}

/** The release before this one; built now when it is not there. */
export function releaseBefore(): Release {
	const commit = commitOfBefore();
	const folder = inRoot(`.bench/releases/${commit.slice(0, 12)}`);
	const node = (...args: string[]) =>
		void execFileSync(process.execPath, args, {
			cwd: folder,
			env: toolEnvironment(),
			stdio: ["ignore", "pipe", "pipe"],
		});
	if (!existsSync(folder)) {
		const making = `${folder}.making`;
		rmSync(making, { recursive: true, force: true });
		mkdirSync(making, { recursive: true });
		execFileSync("tar", ["x", "-C", making], {
			input: execFileSync("git", ["archive", commit], { cwd: root, maxBuffer: 1 << 30 }),
		});
		symlinkSync(inRoot("node_modules"), join(making, "node_modules"));
		renameSync(making, folder);
	}
	if (!existsSync(join(folder, "dist/worker"))) node("dev/build.ts");
	return {
		bundle: join(folder, "dist/worker"),
		copyCell(people, into) {
			const filling = `const place = await (await import("./bench/growth-world.ts")).openPlace("cell", ${people}); await place.stop();`;
			node("--input-type=module", "--eval", filling);
			const all = join(folder, ".bench/growth");
			const made = readdirSync(all)
				.map((name) => join(all, name, `cell-${people}`))
				.find(existsSync);
			if (made === undefined) throw new Error("the release has filled no cell");
			cpSync(made, into, { recursive: true });
		},
	};
}
