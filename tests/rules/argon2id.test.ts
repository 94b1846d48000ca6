/**
 * The Argon2id kernel against answers published with the reference implementation and against Node's own Argon2id, at sizes
 * that meet every edge of the filling; and what the service relies on: short steps and memory that is taken once.
 */
import { argon2Sync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadArgon2 } from "../../dev/argon2.ts";
import { argon2idKernel } from "../../dev/argon2id-kernel.ts";
import { inRoot } from "../../dev/root.ts";
import { type Bytes, utf8 } from "../../worker/lib/encoding.ts";
import { type Argon2id, STEP_BLOCKS } from "../../worker/ports/argon2id.ts";

/** Runs to the end, and tells in how many steps. */
function runOut(argon2: Argon2id, password: Bytes, salt: Bytes, memoryKiB: number, passes: number) {
	const run = argon2.run(password, salt, { memoryKiB, passes });
	for (let steps = 0; ; steps++) {
		const { done, value } = run.next();
		if (done) return { tag: Buffer.from(value).toString("hex"), steps };
	}
}
const nodes = (message: Bytes, nonce: Bytes, memory: number, passes: number): string =>
	argon2Sync("argon2id", { message, nonce, parallelism: 1, tagLength: 32, memory, passes }).toString("hex");

describe("the kernel", () => {
	it.each([
		[65_536, 2, "password", "somesalt", "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"],
		[256, 2, "password", "somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"],
	])("gives the published answer for %i KiB and %i passes", (memoryKiB, passes, password, salt, answer) => {
		expect(runOut(loadArgon2(), utf8(password), utf8(salt), memoryKiB, passes).tag).toBe(answer);
	});

	it("agrees with Node's at every size around its edges, with inputs of every length around a block of BLAKE2b", () => {
		const argon2 = loadArgon2();
		const sizes = [8, 9, 11, 12, 31, 32, 500, 511, 512, 513, 516, 1024, 2100, 5120, 5124, 10_240, 10_300];
		for (const [index, memoryKiB] of sizes.entries()) {
			for (const length of [0, 1, 63, 64, 65, 84, 85, 127, 128, 129, 255, 256, 300].filter(
				(_, at) => (at + index) % 4 === 0,
			)) {
				const [password, salt] = [new Uint8Array(randomBytes(length)), new Uint8Array(randomBytes(8 + (length % 40)))];
				const passes = 1 + ((index + length) % 3);
				const given = [password, salt, memoryKiB, passes] as const;
				expect(runOut(argon2, ...given).tag, `${memoryKiB} KiB, ${passes} passes, ${length} bytes`).toBe(
					nodes(...given),
				);
			}
		}
	}, 30_000);

	it("is untouched by a run that was abandoned before it", () => {
		const argon2 = loadArgon2();
		const given = [utf8("password"), utf8("somesalt"), 4096, 2] as const;
		const abandoned = argon2.run(utf8("another"), utf8("othersalt"), { memoryKiB: 4096, passes: 2 });
		for (let steps = 0; steps < 3; steps++) abandoned.next();
		expect(runOut(argon2, ...given).tag).toBe(nodes(...given));
	});

	it("gives way after each step, and takes memory for one hash once", () => {
		const argon2 = loadArgon2();
		const held = new Set<number>();
		for (let run = 0; run < 30; run++) {
			const { steps } = runOut(argon2, utf8(`password ${run}`), utf8("somesalt"), 19_456, 2);
			expect(steps).toBeGreaterThanOrEqual((19_456 * 2) / STEP_BLOCKS);
			held.add(argon2.heldBytes);
		}
		expect([...held]).toEqual([19_456 * 1024 + 65_536]);
	});

	it("is the file that is deployed", () => {
		const file = readFileSync(inRoot("worker/ports/argon2id.wasm"));
		expect(file.equals(argon2idKernel())).toBe(true);
	});
});
