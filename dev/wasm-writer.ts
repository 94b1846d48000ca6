/**
 * Writes WebAssembly: just the instructions that the Argon2id kernel needs, as functions that give bytes.
 * An expression is the bytes that leave its value on the stack, so a formula reads as a formula. It checks nothing: the
 * engine that compiles the module does.
 */
export type Code = readonly number[];

/** An unsigned LEB128 number. */
export function unsigned(value: number): number[] {
	const bytes: number[] = [];
	for (let rest = value; ; rest = Math.floor(rest / 128)) {
		if (rest < 128) return [...bytes, rest];
		bytes.push((rest % 128) | 128);
	}
}

/** A signed LEB128 number of 32 bits. */
function signed(value: number): number[] {
	const bytes: number[] = [];
	for (let rest = value | 0; ; rest >>= 7) {
		const isLast = (rest >> 6 === 0 && (rest & 64) === 0) || (rest >> 6 === -1 && (rest & 64) !== 0);
		if (isLast) return [...bytes, rest & 127];
		bytes.push((rest & 127) | 128);
	}
}

const binary =
	(...opcode: number[]) =>
	(left: Code, right: Code): Code => [...left, ...right, ...opcode];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];

export const i32 = {
	of: (value: number): Code => [0x41, ...signed(value)],
	add: binary(0x6a),
	sub: binary(0x6b),
	mul: binary(0x6c),
	and: binary(0x71),
	shl: binary(0x74),
	eq: binary(0x46),
	lessThan: binary(0x49),
	isZero: (value: Code): Code => [...value, 0x45],
	load: (address: Code, offset = 0): Code => [...address, 0x28, 2, ...unsigned(offset)],
	loadByte: (address: Code, offset = 0): Code => [...address, 0x2d, 0, ...unsigned(offset)],
	store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, 0x36, 2, ...unsigned(offset)],
	fromI64: (value: Code): Code => [...value, 0xa7],
};

export const i64 = {
	of: (value: number): Code => [0x42, ...signed(value)],
	add: binary(0x7c),
	mul: binary(0x7e),
	xor: binary(0x85),
	shiftRight: binary(0x88),
	rotateRight: (value: Code, by: number): Code => [...value, ...i64.of(by), 0x8a],
	load: (address: Code, offset = 0): Code => [...address, 0x29, 3, ...unsigned(offset)],
	store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, 0x37, 3, ...unsigned(offset)],
	fromI32: (value: Code): Code => [...value, 0xad],
};

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];

/** Two 64-bit words side by side. */
export const pair = {
	load: (address: Code, offset = 0): Code => [...address, ...simd(0x00), 4, ...unsigned(offset)],
	store: (address: Code, value: Code, offset = 0): Code => [
		...address,
		...value,
		...simd(0x0b),
		4,
		...unsigned(offset),
	],
	xor: binary(...simd(0x51)),
	add: binary(...simd(0xce)),
	/** The product of the low halves of each word. */
	mulLow: (left: Code, right: Code): Code => [
		...pair.bytes(left, left, lowHalves),
		...pair.bytes(right, right, lowHalves),
		...simd(0xde),
	],
	shiftLeft: (value: Code, by: number): Code => [...value, ...i32.of(by), ...simd(0xcb)],
	shiftRight: (value: Code, by: number): Code => [...value, ...i32.of(by), ...simd(0xcd)],
	/** Sixteen bytes chosen by number from the 32 of both values. */
	bytes: (left: Code, right: Code, chosen: readonly number[]): Code => [...left, ...right, ...simd(0x0d), ...chosen],
};

const lowHalves = [0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11];

export const ifElse = (condition: Code, then: Code, otherwise: Code): Code => [
	...condition,
	0x04,
	0x40,
	...then,
	0x05,
	...otherwise,
	0x0b,
];

/** Repeats the body for as long as the condition holds before it. */
export const repeatWhile = (condition: Code, body: Code): Code => [
	...[0x02, 0x40, 0x03, 0x40],
	...i32.isZero(condition),
	...[0x0d, 1],
	...body,
	...[0x0c, 0, 0x0b, 0x0b],
];

export const call = (index: number, ...given: readonly Code[]): Code => [...given.flat(), 0x10, ...unsigned(index)];

export const typeCodes = { i32: 0x7f, i64: 0x7e, pair: 0x7b } as const;

export interface WasmFunction {
	/** The name under which it is exported; absent: it is internal. */
	readonly name?: string;
	/** How many 32-bit parameters it takes; it gives nothing back. */
	readonly parameters: number;
	readonly locals: readonly { readonly type: keyof typeof typeCodes; readonly count: number }[];
	readonly body: Code;
}

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (value: string): Code => vector([...new TextEncoder().encode(value)].map((byte) => [byte]));
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];

/** A module with one memory, exported as `memory`, and data in it from the start. */
export function writeModule(
	pages: number,
	functions: readonly WasmFunction[],
	data: { readonly at: number; readonly bytes: readonly number[] },
): Uint8Array<ArrayBuffer> {
	const exported = functions.flatMap(({ name }, index) =>
		name === undefined ? [] : [[...text(name), 0x00, ...unsigned(index)]],
	);
	const bodies = functions.map(({ locals, body }) => {
		const whole = [...vector(locals.map(({ type, count }) => [...unsigned(count), typeCodes[type]])), ...body, 0x0b];
		return [...unsigned(whole.length), ...whole];
	});
	return Uint8Array.from([
		...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
		...section(1, vector(functions.map(({ parameters }) => [0x60, ...vector(Array(parameters).fill([0x7f])), 0]))),
		...section(3, vector(functions.map((_, index) => unsigned(index)))),
		...section(5, vector([[0x00, ...unsigned(pages)]])),
		...section(7, vector([[...text("memory"), 0x02, 0x00], ...exported])),
		...section(10, vector(bodies)),
		...section(11, vector([[0x00, ...i32.of(data.at), 0x0b, ...vector(data.bytes.map((byte) => [byte]))]])),
	]);
}
