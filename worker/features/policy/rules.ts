/**
 * What a tenant demands: the product's defaults, its overrides read within bounds, and whether one person needs a
 * second factor. Pure. Fails closed: an override that cannot be understood gives the strictest policy (rule 22).
 */
import * as z from "zod/mini";
import type { Millis } from "../../lib/brand.ts";
import { days, hours, minutes } from "../../lib/duration.ts";

export interface Policy {
	readonly requirement: "optional" | "required";
	/** 0 switches trusted browsers off. */
	readonly trustedBrowserDays: number;
	readonly lock: { readonly after: number; readonly mode: "untilUnlocked" | "timed"; readonly minutes: number };
	readonly recoveryCodes: {
		readonly delivery: "screen" | "screenAndEmail";
		readonly form: "digits8" | "crockford10";
		readonly viewing: "recent" | "once";
	};
	readonly password: { readonly minLength: number; readonly minLengthWithoutFactor: number };
	readonly session: { readonly idleMinutes: number; readonly absoluteHours: number };
	/** Whether the set-up page may print a sheet with QR code and key. */
	readonly setUpSheet: boolean;
}

export const defaultPolicy: Policy = {
	requirement: "optional",
	trustedBrowserDays: 30,
	lock: { after: 10, mode: "untilUnlocked", minutes: 15 },
	recoveryCodes: { delivery: "screen", form: "digits8", viewing: "recent" },
	password: { minLength: 8, minLengthWithoutFactor: 8 },
	session: { idleMinutes: 60, absoluteHours: 24 },
	setUpSheet: false,
};

/** What holds when the stored policy cannot be read: a factor for everybody, no trust, nothing shown twice. */
export const strictestPolicy: Policy = {
	requirement: "required",
	trustedBrowserDays: 0,
	lock: { after: 5, mode: "untilUnlocked", minutes: 60 },
	recoveryCodes: { delivery: "screen", form: "crockford10", viewing: "once" },
	password: { minLength: 15, minLengthWithoutFactor: 15 },
	session: { idleMinutes: 15, absoluteHours: 8 },
	setUpSheet: false,
};

const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

/** The bounds within which a tenant may change each number. */
export const policyOverrides = z.object({
	requirement: z.optional(z.enum(["optional", "required"])),
	trustedBrowserDays: z.optional(whole(0, 365)),
	lock: z.optional(
		z.object({
			after: z.optional(whole(3, 10)),
			mode: z.optional(z.enum(["untilUnlocked", "timed"])),
			minutes: z.optional(whole(1, 1440)),
		}),
	),
	recoveryCodes: z.optional(
		z.object({
			delivery: z.optional(z.enum(["screen", "screenAndEmail"])),
			form: z.optional(z.enum(["digits8", "crockford10"])),
			viewing: z.optional(z.enum(["recent", "once"])),
		}),
	),
	password: z.optional(
		z.object({ minLength: z.optional(whole(8, 64)), minLengthWithoutFactor: z.optional(whole(8, 64)) }),
	),
	session: z.optional(
		z.object({ idleMinutes: z.optional(whole(5, 43_200)), absoluteHours: z.optional(whole(1, 720)) }),
	),
	setUpSheet: z.optional(z.boolean()),
});

export type PolicyOverrides = z.infer<typeof policyOverrides>;

/** The tenant's overrides (JSON text as stored) laid over the defaults. */
export function effectivePolicy(stored: string): Policy {
	const parsed = policyOverrides.safeParse(parseJson(stored));
	if (!parsed.success) return strictestPolicy;
	const own = parsed.data;
	const base = defaultPolicy;
	return {
		requirement: own.requirement ?? base.requirement,
		trustedBrowserDays: own.trustedBrowserDays ?? base.trustedBrowserDays,
		lock: { ...base.lock, ...present(own.lock) },
		recoveryCodes: { ...base.recoveryCodes, ...present(own.recoveryCodes) },
		password: { ...base.password, ...present(own.password) },
		session: { ...base.session, ...present(own.session) },
		setUpSheet: own.setUpSheet ?? base.setUpSheet,
	};
}

export type Requirement = "required" | "notRequired" | "inherit";

/** Which rule demands a second factor of this person, or null when none does. The tighter rule wins. */
export function requiredBy(policy: Policy, own: Requirement): "user" | "tenant" | null {
	if (own === "required") return "user";
	return policy.requirement === "required" ? "tenant" : null;
}

export const trustLife = (policy: Policy): Millis => days(policy.trustedBrowserDays);
export const idleLife = (policy: Policy): Millis => minutes(policy.session.idleMinutes);
export const absoluteLife = (policy: Policy): Millis => hours(policy.session.absoluteHours);

/** Whether going from one policy to the other must end the browsers trusted so far (T067). */
export const narrowsTrust = (from: Policy, to: Policy): boolean => to.trustedBrowserDays < from.trustedBrowserDays;

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

type Present<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

/** The object without its undefined members, so that spreading it cannot erase a default. */
function present<Value extends object>(value: Value | undefined): Present<Value> {
	const kept: Present<Value> = {};
	for (const key in value) {
		const member = value[key];
		if (member !== undefined) kept[key] = member as Exclude<Value[typeof key], undefined>;
	}
	return kept;
}
