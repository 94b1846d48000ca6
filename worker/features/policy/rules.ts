/**
 * What a tenant demands: the product's defaults, its overrides read within bounds, and a realm's own rules laid over them
 * (the tighter wins). Pure. Fails closed: an override that cannot be understood gives the strictest policy (rule 22).
 */
import * as z from "zod/mini";
import type { Millis } from "../../lib/brand.ts";
import { days, hours, minutes } from "../../lib/duration.ts";

export interface Policy {
	/** off: nobody can set one up, who has one is still asked; optional: one may; required: one must. */
	readonly requirement: "off" | "optional" | "required";
	/** From when the requirement holds; null is always. */
	readonly requiredFromAt: Millis | null;
	/** Days from then, or from a person's first day, in which people still sign in without. */
	readonly graceDays: number;
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
	/** Whether a lost app may be reset with a code sent to the stored phone number. */
	readonly textRecovery: boolean;
}

export const defaultPolicy: Policy = {
	requirement: "optional",
	requiredFromAt: null,
	graceDays: 0,
	trustedBrowserDays: 30,
	lock: { after: 10, mode: "untilUnlocked", minutes: 15 },
	recoveryCodes: { delivery: "screen", form: "digits8", viewing: "recent" },
	password: { minLength: 8, minLengthWithoutFactor: 8 },
	session: { idleMinutes: 60, absoluteHours: 24 },
	setUpSheet: false,
	textRecovery: false,
};

/** What holds when the stored policy cannot be read: a factor for everybody, no trust, nothing shown twice. */
export const strictestPolicy: Policy = {
	requirement: "required",
	requiredFromAt: null,
	graceDays: 0,
	trustedBrowserDays: 0,
	lock: { after: 5, mode: "untilUnlocked", minutes: 60 },
	recoveryCodes: { delivery: "screen", form: "crockford10", viewing: "once" },
	password: { minLength: 15, minLengthWithoutFactor: 15 },
	session: { idleMinutes: 15, absoluteHours: 8 },
	setUpSheet: false,
	textRecovery: false,
};

/** Least and most of every number that may be changed, by its place in the overrides. Moments end with the year 2100. */
export const bounds = {
	requiredFromAt: [0, 4_102_444_800_000],
	graceDays: [0, 90],
	trustedBrowserDays: [0, 365],
	"lock.after": [3, 10],
	"lock.minutes": [1, 1440],
	"password.minLength": [8, 64],
	"password.minLengthWithoutFactor": [8, 64],
	"session.idleMinutes": [5, 43_200],
	"session.absoluteHours": [1, 720],
} as const;

/** What each choice may be. */
export const choices = {
	requirement: ["off", "optional", "required"],
	"lock.mode": ["untilUnlocked", "timed"],
	"recoveryCodes.delivery": ["screen", "screenAndEmail"],
	"recoveryCodes.form": ["digits8", "crockford10"],
	"recoveryCodes.viewing": ["recent", "once"],
} as const;

const whole = (name: keyof typeof bounds) => z.int().check(z.minimum(bounds[name][0]), z.maximum(bounds[name][1]));

export const passwordLengths = z.object({
	minLength: z.optional(whole("password.minLength")),
	minLengthWithoutFactor: z.optional(whole("password.minLengthWithoutFactor")),
});
export const sessionLives = z.object({
	idleMinutes: z.optional(whole("session.idleMinutes")),
	absoluteHours: z.optional(whole("session.absoluteHours")),
});

/** What a realm may set for itself, within the same bounds. */
export const realmRules = z.object({
	requirement: z.optional(z.enum(choices.requirement)),
	requiredFromAt: z.optional(z.nullable(whole("requiredFromAt"))),
	graceDays: z.optional(whole("graceDays")),
	trustedBrowserDays: z.optional(whole("trustedBrowserDays")),
	password: z.optional(passwordLengths),
	session: z.optional(sessionLives),
});

export type RealmRules = z.infer<typeof realmRules>;

export const lockRules = z.object({
	after: z.optional(whole("lock.after")),
	mode: z.optional(z.enum(choices["lock.mode"])),
	minutes: z.optional(whole("lock.minutes")),
});
export const recoveryCodeRules = z.object({
	delivery: z.optional(z.enum(choices["recoveryCodes.delivery"])),
	form: z.optional(z.enum(choices["recoveryCodes.form"])),
	viewing: z.optional(z.enum(choices["recoveryCodes.viewing"])),
});

/** The bounds within which a tenant may change what it demands. */
export const policyOverrides = z.extend(realmRules, {
	lock: z.optional(lockRules),
	recoveryCodes: z.optional(recoveryCodeRules),
	setUpSheet: z.optional(z.boolean()),
	textRecovery: z.optional(z.boolean()),
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
		requiredFromAt: (own.requiredFromAt ?? null) as Millis | null,
		graceDays: own.graceDays ?? base.graceDays,
		trustedBrowserDays: own.trustedBrowserDays ?? base.trustedBrowserDays,
		lock: { ...base.lock, ...present(own.lock) },
		recoveryCodes: { ...base.recoveryCodes, ...present(own.recoveryCodes) },
		password: { ...base.password, ...present(own.password) },
		session: { ...base.session, ...present(own.session) },
		setUpSheet: own.setUpSheet ?? base.setUpSheet,
		textRecovery: own.textRecovery ?? base.textRecovery,
	};
}

/** What a realm's rules (JSON text as stored) say; null when they cannot be read, which is the strictest policy. */
export function readRealmRules(stored: string): RealmRules | null {
	const parsed = realmRules.safeParse(parseJson(stored));
	return parsed.success ? parsed.data : null;
}

const tightness: Readonly<Record<Policy["requirement"], number>> = { off: 0, optional: 1, required: 2 };

/** The tenant's policy as it holds in a realm: of each rule the tighter. The dates of a requirement are `demandOf`'s. */
export function policyInRealm(tenant: Policy, stored: string): Policy {
	const own = readRealmRules(stored);
	if (own === null) return strictestPolicy;
	const requirement = own.requirement ?? tenant.requirement;
	return {
		...tenant,
		requirement: tightness[requirement] > tightness[tenant.requirement] ? requirement : tenant.requirement,
		trustedBrowserDays: Math.min(tenant.trustedBrowserDays, own.trustedBrowserDays ?? tenant.trustedBrowserDays),
		password: {
			minLength: Math.max(tenant.password.minLength, own.password?.minLength ?? 0),
			minLengthWithoutFactor: Math.max(
				tenant.password.minLengthWithoutFactor,
				own.password?.minLengthWithoutFactor ?? 0,
			),
		},
		session: {
			idleMinutes: Math.min(tenant.session.idleMinutes, own.session?.idleMinutes ?? tenant.session.idleMinutes),
			absoluteHours: Math.min(tenant.session.absoluteHours, own.session?.absoluteHours ?? tenant.session.absoluteHours),
		},
	};
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
