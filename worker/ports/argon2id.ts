/**
 * Argon2id (RFC 9106, version 0x13, one lane) in steps: a generator that gives way after each few hundred blocks, so that one
 * hash never holds the isolate for its thirty milliseconds. The inner loops are `argon2id.wasm` (made by
 * dev/argon2id-kernel.ts); its memory is taken once, as large as one hash needs, and used again: callers must end or
 * abandon one run before they begin the next.
 */
import type { Bytes } from "../lib/encoding.ts";

export interface Argon2idCost {
	readonly memoryKiB: number;
	readonly passes: number;
}

export interface Argon2id {
	/** The tag of 32 bytes at the end of the steps; salt and password are used as they are. */
	run(password: Bytes, salt: Bytes, cost: Argon2idCost): Generator<undefined, Bytes>;
	/** Bytes of memory held; it grows to what the largest hash needs and no further. */
	readonly heldBytes: number;
}

/** Blocks of 1 KiB in one step: about half a millisecond. A multiple of 128, the addresses that are made at once. */
export const STEP_BLOCKS = 640;

const STATE = 0;
const MESSAGE = 64;
const MESSAGE_BYTES = 128;
const INITIAL = 512;
const COUNTER = 2048;
const BLOCKS = 65_536;
const BLOCK_BYTES = 1024;
const PAGE_BYTES = 65_536;
const TAG_BYTES = 32;
const VERSION = 0x13;
const TYPE_ID = 2;

interface Kernel {
	readonly memory: WebAssembly.Memory;
	compress(bytesSoFar: number, isLast: number): void;
	fill(segment: number, from: number, to: number, segmentLength: number): void;
}

function kernelOf({ exports }: WebAssembly.Instance): Kernel {
	const { memory, compress, fill } = exports;
	if (!(memory instanceof WebAssembly.Memory) || typeof compress !== "function" || typeof fill !== "function")
		throw new Error("not the Argon2id kernel");
	return {
		memory,
		compress: (bytesSoFar, isLast) => void compress(bytesSoFar, isLast),
		fill: (segment, from, to, segmentLength) => void fill(segment, from, to, segmentLength),
	};
}

/** The compiled kernel, ready to run. */
export function createArgon2id(module: WebAssembly.Module): Argon2id {
	const kernel = kernelOf(new WebAssembly.Instance(module));
	const { memory } = kernel;

	/** BLAKE2b without a key (RFC 7693), of at most 64 bytes. */
	const blake2b = (message: Uint8Array, length: number): Bytes => {
		const bytes = new Uint8Array(memory.buffer);
		bytes.copyWithin(STATE, INITIAL, INITIAL + 64);
		const state = new DataView(memory.buffer, STATE, 64);
		state.setUint32(0, state.getUint32(0, true) ^ 0x01010000 ^ length, true);
		for (let at = 0; ; at += MESSAGE_BYTES) {
			const part = message.subarray(at, at + MESSAGE_BYTES);
			const isLast = at + MESSAGE_BYTES >= message.length;
			bytes.fill(0, MESSAGE, MESSAGE + MESSAGE_BYTES).set(part, MESSAGE);
			kernel.compress(at + part.length, isLast ? 1 : 0);
			if (!isLast) continue;
			bytes.fill(0, MESSAGE, MESSAGE + MESSAGE_BYTES);
			return bytes.slice(STATE, STATE + length);
		}
	};

	/** The hash of variable length, H' (RFC 9106, section 3.3). */
	const stretched = (message: Uint8Array, length: number): Bytes => {
		const numbered = joined(words(length), message);
		if (length <= 64) return blake2b(numbered, length);
		const result = new Uint8Array(length);
		let link = blake2b(numbered, 64);
		let at = 0;
		for (; length - at > 64; at += 32) {
			result.set(link.subarray(0, 32), at);
			link = blake2b(link, Math.min(64, length - at - 32));
		}
		result.set(link, at);
		return result;
	};

	return {
		get heldBytes() {
			return memory.buffer.byteLength;
		},
		*run(password, salt, { memoryKiB, passes }) {
			const segmentLength = Math.floor(memoryKiB / 4);
			const laneLength = segmentLength * 4;
			const missing = BLOCKS + laneLength * BLOCK_BYTES - memory.buffer.byteLength;
			if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));

			const settings = words(1, TAG_BYTES, memoryKiB, passes, VERSION, TYPE_ID);
			const given = [words(password.length), password, words(salt.length), salt, words(0, 0)];
			const seed = blake2b(joined(settings, ...given), 64);
			for (const block of [0, 1]) {
				const content = stretched(joined(seed, words(block, 0)), BLOCK_BYTES);
				new Uint8Array(memory.buffer).set(content, BLOCKS + block * BLOCK_BYTES);
			}
			for (let segment = 0; segment < passes * 4; segment++) {
				let from = segment === 0 ? 2 : 0;
				while (from < segmentLength) {
					const to = Math.min(segmentLength, from - (from % 128) + STEP_BLOCKS);
					// Which pass, lane and slice, how much memory, how many passes, which type; the counter after them is the kernel's.
					const head = words(0, 0, 0, 0, segment, 0, laneLength, 0, passes, 0, TYPE_ID, 0, 0, 0);
					new Uint8Array(memory.buffer).set(head, COUNTER);
					kernel.fill(segment, from, to, segmentLength);
					from = to;
					yield;
				}
			}
			const last = new Uint8Array(memory.buffer, BLOCKS + (laneLength - 1) * BLOCK_BYTES, BLOCK_BYTES);
			return stretched(last.slice(), TAG_BYTES);
		},
	};
}

/** Numbers of 32 bits, the lowest byte first. */
function words(...numbers: number[]): Bytes {
	const bytes = new Uint8Array(numbers.length * 4);
	const view = new DataView(bytes.buffer);
	for (const [index, number] of numbers.entries()) view.setUint32(index * 4, number, true);
	return bytes;
}

function joined(...parts: readonly Uint8Array[]): Bytes {
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
