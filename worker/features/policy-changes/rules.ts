/**
 * Changing a policy: what a change means before it is stored, what in it nobody could ever meet, and how two versions differ.
 * Pure. It loosens nothing by itself; the bounds of each number are policy/rules.ts'.
 */
import type { Fields } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import { after, days, hours, minutes } from "../../lib/duration.ts";
import {
	absoluteLife,
	effectivePolicy,
	idleLife,
	type Policy,
	type PolicyOverrides,
	policyInRealm,
	readRealmRules,
} from "../policy/rules.ts";

/** The requirement of a tenant or a realm as a change finds it. */
export interface Requiring {
	readonly requirement?: Policy["requirement"] | undefined;
	readonly requiredFromAt?: number | null | undefined;
	readonly graceDays?: number | undefined;
}

/**
 * The change as it is stored: a requirement without a date, or from today on, begins now, so that its grace counts from now;
 * one that has begun already keeps its date; a date without a requirement means nothing and is dropped.
 */
export function normalised(next: PolicyOverrides, before: Requiring, now: Millis): PolicyOverrides {
	const { requiredFromAt, ...rest } = next;
	if (next.requirement !== "required") return rest;
	const standing = before.requirement === "required" ? (before.requiredFromAt ?? 0) : null;
	const begun = standing !== null && standing <= now ? standing : null;
	if (typeof requiredFromAt !== "number") return { ...rest, requiredFromAt: begun ?? now };
	if (begun !== null && isWithinDay(requiredFromAt, begun)) return { ...rest, requiredFromAt: begun };
	return { ...rest, requiredFromAt: beginning(requiredFromAt, now) };
}

/** A page names days by their first hour: a day that has begun and is not over begins now. */
export const beginning = (named: number | null, now: Millis): number =>
	named === null || isWithinDay(named, now) ? now : named;

/** Whether the day that `named` begins holds this moment: the day on which a requirement began, sent back, is no other date. */
const isWithinDay = (named: number, moment: number): boolean => named <= moment && moment - named < days(1);

/** From when nobody gets in without a second factor by this rule alone; null when it requires none. */
export const deadlineOf = (rule: Requiring): Millis | null =>
	rule.requirement === "required" ? after((rule.requiredFromAt ?? 0) as Millis, days(rule.graceDays ?? 0)) : null;

/** What the change is measured by: the two texts, whose they are, and what this deployment can do. */
export interface Measured {
	readonly before: string;
	readonly after: string;
	/** The tenant's policy as it is stored, for the rules of a realm; null where the tenant's own change. */
	readonly tenant: Policy | null;
	/** The stored rules of all realms, for a change of the tenant's. */
	readonly realmRules: readonly string[];
	readonly canText: boolean;
	readonly now: Millis;
}

/** The fields that ask for what nobody could do, or null: nothing of such a change is stored. */
export function unmeetable(measured: Measured): Fields | null {
	const { tenant, now, canText } = measured;
	const [before, next] = tenant
		? [readRealmRules(measured.before) ?? {}, readRealmRules(measured.after) ?? {}]
		: [effectivePolicy(measured.before), effectivePolicy(measured.after)];
	const fields: Record<string, "unmeetable"> = {};
	const deadline = deadlineOf(next);
	const isNewlyNamed = before.requirement !== "required" || before.requiredFromAt !== next.requiredFromAt;
	const isPulledIn = (deadlineOf(before) ?? now) >= now;
	if (deadline !== null && deadline < now && (isNewlyNamed || isPulledIn)) {
		fields[isNewlyNamed ? "requiredFromAt" : "graceDays"] = "unmeetable";
	}
	if (newlyIdles(measured)) fields["session.idleMinutes"] = "unmeetable";
	if (!tenant && !canText && effectivePolicy(measured.after).textRecovery) fields.textRecovery = "unmeetable";
	return Object.keys(fields).length > 0 ? fields : null;
}

const idlesTooLong = (policy: Policy): boolean => idleLife(policy) > absoluteLife(policy);

/** Whether a session would have to be idle for longer than it can live: by itself, or where tenant and realm meet. */
function newlyIdles({ before, after: next, tenant, realmRules }: Measured): boolean {
	if (tenant) {
		const { idleMinutes = 0, absoluteHours = Number.POSITIVE_INFINITY } = readRealmRules(next)?.session ?? {};
		if (minutes(idleMinutes) > hours(absoluteHours)) return true;
		return idlesTooLong(policyInRealm(tenant, next)) && !idlesTooLong(policyInRealm(tenant, before));
	}
	const [old, young] = [effectivePolicy(before), effectivePolicy(next)];
	const inRealms = realmRules.some(
		(rules) => idlesTooLong(policyInRealm(young, rules)) && !idlesTooLong(policyInRealm(old, rules)),
	);
	return idlesTooLong(young) || inRealms;
}

type Value = string | number | boolean | null;

export interface Difference {
	/** For example "lock.after". */
	readonly field: string;
	/** Null: nothing was said, so the tenant's rule or no date held. */
	readonly from: Value;
	readonly to: Value;
}

/** What differs field by field; for a tenant with the product's standards in place of what was not said. */
export function differences(before: string, next: string, isRealm: boolean): readonly Difference[] {
	const read = isRealm ? readRealmRules : effectivePolicy;
	const [old, young] = [leaves(read(before) ?? {}), leaves(read(next) ?? {})];
	return [...new Set([...old.keys(), ...young.keys()])]
		.map((field) => ({ field, from: old.get(field) ?? null, to: young.get(field) ?? null }))
		.filter(({ from, to }) => from !== to);
}

function leaves(value: object, path = ""): ReadonlyMap<string, Value> {
	const found = new Map<string, Value>();
	for (const [name, member] of Object.entries(value) as [string, Value | object | undefined][]) {
		if (typeof member === "object" && member !== null) {
			for (const [field, leaf] of leaves(member, `${path}${name}.`)) found.set(field, leaf);
		} else if (member !== undefined) found.set(path + name, member);
	}
	return found;
}
