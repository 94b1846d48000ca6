/**
 * The Argon2id kernel as Node finds it, for everything that runs the worker's code outside workerd (seed, tests).
 */
import { readFileSync } from "node:fs";
import { type Argon2id, createArgon2id } from "../worker/ports/argon2id.ts";
import { inRoot } from "./root.ts";

/** An instance of the same WebAssembly file that the bundle carries. */
export const loadArgon2 = (): Argon2id =>
	createArgon2id(new WebAssembly.Module(readFileSync(inRoot("worker/ports/argon2id.wasm"))));
