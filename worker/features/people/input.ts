/**
 * What the outside may send about the people of a tenant: shape and bounds only. Nobody's tenant, epoch, password or state
 * can be named here (T130); acts on many people take at most 200 at a time.
 */
import * as z from "zod/mini";
import { emailInput, localeInput, nameInput } from "../users/input.ts";

/** Most people that one call acts on. */
export const MOST_IDS = 200;

export const idText = z.string().check(z.regex(/^[\w-]{1,64}$/));
export const roleInput = z.enum(["owner", "admin", "realmAdmin", "auditor", "member"]);
export const requirementInput = z.enum(["required", "notRequired", "inherit"]);
export const methodInput = z.enum(["authenticator", "phoneLink"]);
/** A phone number as it is written anywhere; phones/rules.ts makes the stored form of it. */
export const phoneInput = z.string().check(z.minLength(1), z.maxLength(40));
/** ISO 3166 country, two capitals. */
export const countryInput = z.string().check(z.regex(/^[A-Z]{2}$/));

/** One line without control characters and without halves of characters, which no database takes. */
export const plainText = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u;

export const listInput = z.strictObject({
	search: z.optional(z.string().check(z.maxLength(100), z.regex(plainText))),
	realmId: z.optional(idText),
	status: z.optional(z.enum(["active", "invited", "unverified", "disabled", "locked", "pending", "missing"])),
	role: z.optional(roleInput),
	twoFactor: z.optional(z.enum(["off", "onNeverUsed", "on"])),
	sort: z.optional(z.enum(["name", "email", "realm", "role", "twoFactor", "required", "lastSignIn"])),
	direction: z.optional(z.enum(["asc", "desc"])),
	cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(2000))),
	limit: z.optional(z.int().check(z.minimum(1), z.maximum(200))),
});

export const getInput = z.strictObject({ id: idText });

const administersInput = z.array(idText).check(z.maxLength(100));

export const createInput = z.strictObject({
	email: emailInput,
	name: nameInput,
	phone: z.optional(phoneInput),
	country: z.optional(countryInput),
	role: z.optional(roleInput),
	realmId: z.optional(idText),
	requirement: z.optional(requirementInput),
	method: z.optional(methodInput),
	locale: z.optional(localeInput),
	administers: z.optional(administersInput),
	invite: z.optional(z.boolean()),
});

export const updateInput = z.strictObject({
	id: idText,
	name: z.optional(nameInput),
	phone: z.optional(z.nullable(phoneInput)),
	country: z.optional(countryInput),
	role: z.optional(roleInput),
	realmId: z.optional(idText),
	requirement: z.optional(requirementInput),
	method: z.optional(methodInput),
	locale: z.optional(localeInput),
	administers: z.optional(administersInput),
});

/** One person or several; never both, never nobody. */
const whom = {
	id: z.optional(idText),
	ids: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(MOST_IDS))),
};
const namesSomebody = z.refine<{ id?: string | undefined; ids?: string[] | undefined }>(
	({ id, ids }) => (id === undefined) !== (ids === undefined),
	{ path: ["ids"] },
);

export const whomInput = z.strictObject(whom).check(namesSomebody);
export const moveInput = z.strictObject({ ...whom, realmId: idText }).check(namesSomebody);
export const setMethodInput = z.strictObject({ ...whom, method: methodInput }).check(namesSomebody);
export const setRequirementInput = z.strictObject({ ...whom, requirement: requirementInput }).check(namesSomebody);
export const resetInput = z
	.strictObject({
		...whom,
		endSessions: z.optional(z.boolean()),
		reason: z.optional(z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u))),
	})
	.check(namesSomebody);

export type ListInput = z.infer<typeof listInput>;
export type CreateInput = z.infer<typeof createInput>;
export type UpdateInput = z.infer<typeof updateInput>;
export type WhomInput = z.infer<typeof whomInput>;
export type ResetInput = z.infer<typeof resetInput>;
