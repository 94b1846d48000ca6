/**
 * The compression function of BLAKE2b (RFC 7693) as WebAssembly, with its tables; Argon2id begins and ends with it. It works on
 * a state and a message block at fixed places of the module's memory.
 */
import { type Code, get, i32, i64, ifElse, repeatWhile, set, type WasmFunction } from "./wasm-writer.ts";

/** Where things lie in memory: state, message block, the table of rounds and the initial words. */
const STATE = 0;
const MESSAGE = 64;
const ROUNDS = 256;
const INITIAL = 512;

/** RFC 7693, section 2.7; rounds 10 and 11 repeat the first two. */
const permutations = [
	[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
	[14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
	[11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
	[7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
	[9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
	[2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
	[12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
	[13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
	[6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
	[10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/** The fractions of the square roots of the first eight primes (RFC 7693, section 2.6). */
const initialWords = [
	0x6a09e667f3bcc908n,
	0xbb67ae8584caa73bn,
	0x3c6ef372fe94f82bn,
	0xa54ff53a5f1d36f1n,
	0x510e527fade682d1n,
	0x9b05688c2b3e6c1fn,
	0x1f83d9abfb41bd6bn,
	0x5be0cd19137e2179n,
];

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const at = (address: number): Code => i32.of(address);

/** compress(bytesSoFar, isLast): RFC 7693, section 3.2, over the state and the message block in memory. */
export function compress(): WasmFunction {
	const [bytesSoFar, isLast, round, end] = [0, 1, 2, 3];
	const word = (index: number) => 4 + index;
	const mix = (step: number, a: number, b: number, c: number, d: number): Code => {
		const part = (which: number) => i64.load(i32.loadByte(get(round), which), MESSAGE);
		const add = (into: number, ...values: Code[]) =>
			set(
				word(into),
				values.reduce((sum, value) => i64.add(sum, value), get(word(into))),
			);
		const turn = (into: number, other: number, by: number) =>
			set(word(into), i64.rotateRight(i64.xor(get(word(into)), get(word(other))), by));
		return [
			...add(a, get(word(b)), part(step * 2)),
			...turn(d, a, 32),
			...add(c, get(word(d))),
			...turn(b, c, 24),
			...add(a, get(word(b)), part(step * 2 + 1)),
			...turn(d, a, 16),
			...add(c, get(word(d))),
			...turn(b, c, 63),
		];
	};
	const rounds = [
		...range(4).flatMap((i) => mix(i, i, 4 + i, 8 + i, 12 + i)),
		...range(4).flatMap((i) => mix(4 + i, i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4))),
	];
	const flip = (index: number, by: Code) => set(word(index), i64.xor(get(word(index)), by));
	return {
		name: "compress",
		parameters: 2,
		locals: [
			{ type: "i32", count: 2 },
			{ type: "i64", count: 16 },
		],
		body: [
			...range(8).flatMap((i) => set(word(i), i64.load(at(STATE), i * 8))),
			...range(8).flatMap((i) => set(word(8 + i), i64.load(at(INITIAL), i * 8))),
			...flip(12, i64.fromI32(get(bytesSoFar))),
			...ifElse(get(isLast), flip(14, i64.of(-1)), []),
			...set(round, at(ROUNDS)),
			...set(end, at(ROUNDS + 12 * 16)),
			...repeatWhile(i32.lessThan(get(round), get(end)), [...rounds, ...set(round, i32.add(get(round), i32.of(16)))]),
			...range(8).flatMap((i) =>
				i64.store(at(STATE), i64.xor(i64.load(at(STATE), i * 8), i64.xor(get(word(i)), get(word(8 + i)))), i * 8),
			),
		],
	};
}

/** What lies in memory from the start: for each round the places of its sixteen words, and the initial words. */
export function blake2bData(): { at: number; bytes: readonly number[] } {
	const rounds = [...permutations, ...permutations.slice(0, 2)].flat().map((index) => index * 8);
	const words = initialWords.flatMap((word) => range(8).map((byte) => Number((word >> BigInt(8 * byte)) & 255n)));
	return { at: ROUNDS, bytes: [...rounds, ...Array(INITIAL - ROUNDS - rounds.length).fill(0), ...words] };
}
