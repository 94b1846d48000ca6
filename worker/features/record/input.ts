/**
 * What the outside may send about the record: filters and bounds, shape only.
 */
import * as z from "zod/mini";
import { plainText } from "../people/input.ts";

/** The latest time that is taken, in epoch milliseconds: the year 9999. */
const LAST = 253_402_300_799_999;
const timeInput = z.int().check(z.minimum(0), z.maximum(LAST));
const idInput = z.string().check(z.regex(/^[\w-]{1,64}$/));

export const listInput = z.optional(
	z.strictObject({
		event: z.optional(z.string().check(z.regex(/^[A-Za-z.]{1,64}$/))),
		actorId: z.optional(idInput),
		targetId: z.optional(idInput),
		/** Part of a name or an address, taken as it stands. */
		search: z.optional(z.string().check(z.trim(), z.maxLength(100), z.regex(plainText))),
		fromAt: z.optional(timeInput),
		toAt: z.optional(timeInput),
		cursor: z.optional(z.string().check(z.regex(/^\d{1,15}\.[\w-]{1,64}$/))),
		limit: z.optional(z.int().check(z.minimum(1), z.maximum(200))),
	}),
);

export const exportInput = z.strictObject({
	format: z.enum(["csv", "jsonl"]),
	fromAt: z.optional(timeInput),
	toAt: z.optional(timeInput),
	cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
});

export type ListInput = NonNullable<z.infer<typeof listInput>>;
export type ExportInput = z.infer<typeof exportInput>;
