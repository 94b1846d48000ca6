/**
 * Nothing is computed when the worker's modules are loaded: an isolate starts at once, and pays for keys, plans, clients and
 * the hash when a request first needs them. What stands at the top of a file are definitions.
 */
import { describe, expect, it } from "vitest";
import { sourcesIn } from "../support/sources.ts";

/** What costs time, or does something, when it is called. */
const work =
	/\b(JSON\.parse|WebAssembly|crypto\.|sha256\(|hmac\(|new Intl\.|Date\b|fetch\(|setTimeout|loadArgon2|createArgon2id|createKeyRing|openClient|openDb|drizzle\(|buildDeps|createApp|readConfig)/;

describe("at the top of a module", () => {
	it("there are definitions, and no work", () => {
		const found = [...sourcesIn("worker"), ...sourcesIn("db")]
			.filter(({ path }) => !/\.config\.ts$|db\/migrate\.ts$/.test(path))
			.flatMap(({ path, code }) =>
				code
					.split("\n")
					.filter((line) => /^(?:export )?(?:const|let|await|void|[a-z]\w*\()/.test(line))
					.filter((line) => work.test(line) && !/=>/.test(line) && !line.includes("interface "))
					.map((line) => `${path}: ${line}`),
			);
		expect(found).toEqual([]);
	});
});
