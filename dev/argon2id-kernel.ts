/**
 * The inner loops of Argon2id (RFC 9106, version 0x13, one lane) and BLAKE2b (RFC 7693) as a WebAssembly module of
 * six kilobytes, which `worker/ports/argon2id.ts` drives. `fill` fills any stretch of a segment and returns, so that an
 * isolate can serve other requests in the middle of a hash; published builds run a hash to its end in one call.
 * Running this file writes `worker/ports/argon2id.wasm`; a test compares the two and the outcome with other implementations.
 */
import { writeFileSync } from "node:fs";
import { blake2bData, compress, range } from "./blake2b-kernel.ts";
import { inRoot } from "./root.ts";
import {
	type Code,
	call,
	get,
	i32,
	i64,
	ifElse,
	pair,
	repeatWhile,
	set,
	type WasmFunction,
	writeModule,
} from "./wasm-writer.ts";

/** Where things lie in the module's first page, behind what BLAKE2b has there; the blocks begin on the second. */
const ZEROS = 1024;
const COUNTER = 2048;
const ADDRESSES = 3072;
const SUM = 4096;
const ROWS = 5120;
const BLOCKS = 65_536;

const at = (address: number): Code => i32.of(address);

const swapHalves = [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11];
const turn24 = [3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10];
const turn16 = [2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9];
const highThenLow = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23];

/** The permutation P of RFC 9106, section 3.6, over eight pairs of words in locals `first` to `first + 7`. */
function permute(first: number, spare: number): Code {
	const [a, b, c, d] = [0, 2, 4, 6];
	const local = (index: number) => first + index;
	const blend = (into: number, other: number): Code => {
		const [x, y] = [get(local(into)), get(local(other))];
		const product = pair.mulLow(x, y);
		return set(local(into), pair.add(pair.add(x, y), pair.shiftLeft(product, 1)));
	};
	const turn = (into: number, other: number, order: readonly number[]): Code => [
		...set(spare, pair.xor(get(local(into)), get(local(other)))),
		...set(local(into), pair.bytes(get(spare), get(spare), order)),
	];
	const turn63 = (into: number, other: number): Code => [
		...set(spare, pair.xor(get(local(into)), get(local(other)))),
		...set(local(into), pair.xor(pair.shiftRight(get(spare), 63), pair.add(get(spare), get(spare)))),
	];
	const both = (step: (side: number) => Code): Code => [...step(0), ...step(1)];
	const round: Code = [
		...both((s) => blend(a + s, b + s)),
		...both((s) => turn(d + s, a + s, swapHalves)),
		...both((s) => blend(c + s, d + s)),
		...both((s) => turn(b + s, c + s, turn24)),
		...both((s) => blend(a + s, b + s)),
		...both((s) => turn(d + s, a + s, turn16)),
		...both((s) => blend(c + s, d + s)),
		...both((s) => turn63(b + s, c + s)),
	];
	const joined = (from: number, next: number): Code => pair.bytes(get(local(from)), get(local(next)), highThenLow);
	/** Both values are computed before either is set. */
	const exchange = (row: number, forward: boolean): Code => {
		const values = [joined(row, row + 1), joined(row + 1, row)];
		const [one = [], two = []] = forward ? values : values.reverse();
		return [...set(spare, one), ...set(local(row + 1), two), ...set(local(row), get(spare))];
	};
	const swapC: Code = [
		...set(spare, get(local(c))),
		...set(local(c), get(local(c + 1))),
		...set(local(c + 1), get(spare)),
	];
	return [
		...round,
		...[...exchange(b, true), ...swapC, ...exchange(d, false)],
		...round,
		...[...exchange(b, false), ...swapC, ...exchange(d, true)],
	];
}

/** mixBlock(left, right, target, overOld): the compression function G; with `overOld` the target's old value is kept in. */
function mixBlock(): WasmFunction {
	const [left, right, target, overOld, row] = [0, 1, 2, 3, 4];
	const first = 5;
	const spare = 13;
	const loop = (body: (offset: Code) => Code, step: number, end: number): Code => [
		...set(row, i32.of(0)),
		...repeatWhile(i32.lessThan(get(row), i32.of(end)), [
			...body(get(row)),
			...set(row, i32.add(get(row), i32.of(step))),
		]),
	];
	const load = (from: Code, offset: Code, index: number, stride: number) =>
		pair.load(i32.add(from, offset), index * stride);
	return {
		parameters: 4,
		locals: [
			{ type: "i32", count: 1 },
			{ type: "pair", count: 9 },
		],
		body: [
			...loop(
				(offset) => [
					...range(8).flatMap((i) =>
						set(first + i, pair.xor(load(get(left), offset, i, 16), load(get(right), offset, i, 16))),
					),
					...ifElse(
						get(overOld),
						range(8).flatMap((i) =>
							pair.store(offset, pair.xor(get(first + i), load(get(target), offset, i, 16)), SUM + i * 16),
						),
						range(8).flatMap((i) => pair.store(offset, get(first + i), SUM + i * 16)),
					),
					...permute(first, spare),
					...range(8).flatMap((i) => pair.store(offset, get(first + i), ROWS + i * 16)),
				],
				128,
				1024,
			),
			...loop(
				(offset) => [
					...range(8).flatMap((i) => set(first + i, pair.load(offset, ROWS + i * 128))),
					...permute(first, spare),
					...range(8).flatMap((i) =>
						pair.store(
							i32.add(get(target), offset),
							pair.xor(get(first + i), pair.load(offset, SUM + i * 128)),
							i * 128,
						),
					),
				],
				16,
				128,
			),
		],
	};
}

/**
 * fill(segment, from, to, segmentLength): blocks `from` to `to` of a segment, numbered from 0 over both passes; RFC 9106,
 * sections 3.2 and 3.4 for one lane. The caller has put the head of the address block into memory for the first two.
 */
function fill(mixBlockIndex: number): WasmFunction {
	const [segment, index, to, length] = [0, 1, 2, 3];
	const [laneLength, current, previous, area, start, isFirst, j1] = [4, 5, 6, 7, 8, 9, 10];
	const firstBlock = i32.mul(i32.and(get(segment), i32.of(3)), get(length));
	const blockAt = (block: Code) => i32.add(at(BLOCKS), i32.shl(block, i32.of(10)));
	const high = (product: Code) => i64.shiftRight(product, i64.of(32));
	const counter = (offset: number, value: Code) => i32.store(at(COUNTER), value, offset);
	const addresses: Code = [
		...counter(48, i32.add(i32.of(1), shiftRight7(get(index)))),
		...call(mixBlockIndex, at(ZEROS), at(COUNTER), at(ADDRESSES), i32.of(0)),
		...call(mixBlockIndex, at(ZEROS), at(ADDRESSES), at(ADDRESSES), i32.of(0)),
	];
	const chosen = i64.fromI32(get(area));
	return {
		name: "fill",
		parameters: 4,
		locals: [
			{ type: "i32", count: 6 },
			{ type: "i64", count: 1 },
		],
		body: [
			...set(laneLength, i32.shl(get(length), i32.of(2))),
			...set(isFirst, i32.of(1)),
			...repeatWhile(i32.lessThan(get(index), get(to)), [
				...set(current, i32.add(firstBlock, get(index))),
				...ifElse(
					get(current),
					set(previous, i32.sub(get(current), i32.of(1))),
					set(previous, i32.sub(get(laneLength), i32.of(1))),
				),
				...ifElse(
					i32.lessThan(get(segment), i32.of(2)),
					[
						...ifElse(get(isFirst), addresses, ifElse(i32.isZero(i32.and(get(index), i32.of(127))), addresses, [])),
						...set(isFirst, i32.of(0)),
						...set(j1, i64.fromI32(i32.load(i32.shl(i32.and(get(index), i32.of(127)), i32.of(3)), ADDRESSES))),
					],
					set(j1, i64.fromI32(i32.load(blockAt(get(previous))))),
				),
				...ifElse(
					i32.lessThan(get(segment), i32.of(4)),
					[...set(area, i32.sub(get(current), i32.of(1))), ...set(start, i32.of(0))],
					[
						...set(area, i32.sub(i32.add(i32.mul(get(length), i32.of(3)), get(index)), i32.of(1))),
						...set(start, i32.mul(i32.and(i32.add(get(segment), i32.of(1)), i32.of(3)), get(length))),
					],
				),
				// start + area - 1 - (area * (j1² >> 32) >> 32), modulo the lane
				...set(
					start,
					i32.sub(
						i32.sub(i32.add(get(start), get(area)), i32.of(1)),
						i32.fromI64(high(i64.mul(chosen, high(i64.mul(get(j1), get(j1)))))),
					),
				),
				...ifElse(i32.lessThan(get(start), get(laneLength)), [], set(start, i32.sub(get(start), get(laneLength)))),
				...call(
					mixBlockIndex,
					blockAt(get(previous)),
					blockAt(get(start)),
					blockAt(get(current)),
					i32.isZero(i32.lessThan(get(segment), i32.of(4))),
				),
				...set(index, i32.add(get(index), i32.of(1))),
			]),
		],
	};
}

const shiftRight7 = (value: Code): Code => [...value, ...i32.of(7), 0x76];

/** The bytes of the module. */
export function argon2idKernel(): Uint8Array<ArrayBuffer> {
	return writeModule(1, [compress(), mixBlock(), fill(1)], blake2bData());
}

if (import.meta.main) writeFileSync(inRoot("worker/ports/argon2id.wasm"), argon2idKernel());
