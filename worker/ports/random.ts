/**
 * Randomness. The only place of the worker that draws random bytes; every draw below is free of modulo bias.
 */
import type { Bytes } from "../lib/encoding.ts";

export interface Random {
	bytes(count: number): Bytes;
	/** `prefix_` and twenty characters of [a-z0-9], about 103 bits. */
	id(prefix: string): string;
	/** `count` characters drawn uniformly from the alphabet. */
	text(count: number, alphabet: string): string;
}

const ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const ID_LENGTH = 20;

/** Builds the port over a source of bytes, so that tests can script the source. */
export function randomFrom(bytes: (count: number) => Bytes): Random {
	const text = (count: number, alphabet: string): string => {
		const limit = 256 - (256 % alphabet.length);
		let drawn = "";
		while (drawn.length < count) {
			for (const byte of bytes(count * 2)) {
				if (byte < limit && drawn.length < count) drawn += alphabet.charAt(byte % alphabet.length);
			}
		}
		return drawn;
	};
	return { bytes, text, id: (prefix) => `${prefix}_${text(ID_LENGTH, ID_ALPHABET)}` };
}

export const systemRandom: Random = randomFrom((count) => crypto.getRandomValues(new Uint8Array(count)));
