/**
 * What the outside may send to bring people in from a file: one piece of it as text, and which column is what. Shape and
 * bounds only; a bigger file comes in pieces, each cut at a record's border and with the header repeated.
 */
import * as z from "zod/mini";
import { idText } from "../people/input.ts";
import { countryInput } from "../users/input.ts";

/** Longest piece, in characters. */
export const MOST_TEXT = 48 * 1024;
/** Most records of one piece. */
export const MOST_ROWS = 500;

/** Most columns, or different attributes, of one piece. */
export const MOST_COLUMNS = 300;

/** What a column can be. */
export const importFields = ["email", "name", "phone", "role", "requirement", "locale"] as const;
export type ImportField = (typeof importFields)[number];

const column = z.optional(z.string().check(z.minLength(1), z.maxLength(200)));

export const mappingInput = z.strictObject({
	email: column,
	name: column,
	phone: column,
	role: column,
	requirement: column,
	locale: column,
});

export const importFileInput = z.strictObject({
	realmId: idText,
	text: z.string().check(z.minLength(1), z.maxLength(MOST_TEXT)),
	format: z.optional(z.enum(["csv", "ldif"])),
	mapping: z.optional(mappingInput),
	country: z.optional(countryInput),
	dryRun: z.boolean(),
	invite: z.optional(z.boolean()),
});

export type ImportFileInput = z.infer<typeof importFileInput>;
export type Mapping = z.infer<typeof mappingInput>;
