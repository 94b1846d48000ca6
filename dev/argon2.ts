/**
 * The Argon2 module as Node finds it, for everything that runs the worker's code outside workerd (seed, tests).
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Compiles the same WebAssembly file that the bundle carries. */
export const loadArgon2 = async (): Promise<WebAssembly.Module> =>
	WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve("@phi-ag/argon2/argon2.wasm"))));
