/**
 * The release before this one, built from the project's own history, and a cell of many people that it has filled: for tests in
 * which two releases work on one database (T141). It needs the whole history; a shallow checkout is told so. What was built
 * is kept under `.bench/`, because filling takes minutes; nobody works on the kept data itself.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { inRoot, root, toolEnvironment } from "../../dev/root.ts";

/** The commit of the release before this one; moves on with each release. */
const RELEASE_BEFORE = "70eb9f900d0fc488e2a0c8117d115c727ff67f36";

export interface Release {
	/** Its bundle for workerd. */
	readonly bundle: string;
	/** Copies a cell that it has filled with so many people: `data`, `accounts.json`, `secrets.json`. */
	copyCell(people: number, into: string): void;
}

/** The release before this one; built now when it is not there. */
export function releaseBefore(): Release {
	const folder = inRoot(`.bench/releases/${RELEASE_BEFORE.slice(0, 12)}`);
	// Whoever builds must not take itself for a test.
	const { VITEST: _vitest, ...env } = toolEnvironment();
	const node = (...args: string[]) =>
		void execFileSync(process.execPath, args, {
			cwd: folder,
			env,
			stdio: ["ignore", "pipe", "pipe"],
		});
	if (!existsSync(folder)) {
		const making = `${folder}.making`;
		rmSync(making, { recursive: true, force: true });
		mkdirSync(making, { recursive: true });
		execFileSync("tar", ["x", "-C", making], {
			input: execFileSync("git", ["archive", RELEASE_BEFORE], { cwd: root, maxBuffer: 1 << 30 }),
		});
		renameSync(making, folder);
	}
	// What is kept may outlive the place that it was made from.
	const libraries = join(folder, "node_modules");
	rmSync(libraries, { force: true });
	symlinkSync(inRoot("node_modules"), libraries);
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
