/**
 * Runs a program of the project quietly; its output is shown only when it fails. Nothing here contacts anyone: the
 * environment is the one that keeps the tools from asking the outside world.
 */
import { spawn } from "node:child_process";
import { root, toolEnvironment } from "../dev/root.ts";

/** Throws with all the program said when it fails. */
export async function run(program: string, ...args: string[]): Promise<void> {
	const child = spawn(program, args, { cwd: root, env: toolEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
	let output = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk) => {
			output += String(chunk);
		});
	const code = await new Promise<number | null>((done, fail) => {
		child.once("error", fail);
		child.once("close", done);
	});
	if (code !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${output}`);
}
