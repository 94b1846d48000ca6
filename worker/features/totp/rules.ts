/**
 * Time-based one-time passwords (RFC 6238 over RFC 4226): SHA-1, six digits, 30 seconds, one step of drift either way,
 * each step once. Pure. A match gives the step, not a boolean, so that the caller can claim it (T001, T002, T010).
 * A clock that is off is told, never tolerated (the clock doctor); a future step told so is blocked by the caller.
 */
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import { decodeBase32IgnorePadding, encodeBase32UpperCaseNoPadding } from "@oslojs/encoding";
import { generateHOTP } from "@oslojs/otp";
import type { Millis } from "../../lib/brand.ts";
import { seconds } from "../../lib/duration.ts";
import { utf8 } from "../../lib/encoding.ts";
import { ok, type Result, refused } from "../../lib/result.ts";

export const STEP_SECONDS = 30;
export const DIGITS = 6;
/** 160 bits, the length of the hash (RFC 4226 §4). */
export const SECRET_BYTES = 20;
const DRIFT_STEPS = 1;
/** How far the clock doctor looks: ten minutes either way. */
const DOCTOR_STEPS = 20;

export type CodeRefusal =
	| { readonly reason: "wrong" }
	| { readonly reason: "used" }
	| { readonly reason: "clockOff"; readonly offSeconds: number; readonly step: number };

/** What a live factor remembers. */
export interface FactorMemory {
	/** The greatest step accepted so far; -1 before the first. */
	readonly lastStep: number;
	/** Steps that were told to be in the future: refused for good. */
	readonly blockedSteps: readonly number[];
}

export const freshMemory: FactorMemory = { lastStep: -1, blockedSteps: [] };

export const stepAt = (now: Millis): number => Math.floor(now / seconds(STEP_SECONDS));

/** The code of one step, six digits with leading zeros. */
export const codeAt = (secret: Uint8Array, step: number): string => generateHOTP(secret, BigInt(step), DIGITS);

/** Finds the step of a six-digit code within the window, greater than the last accepted one. */
export function matchStep(
	secret: Uint8Array,
	code: string,
	now: Millis,
	memory: FactorMemory,
): Result<number, CodeRefusal> {
	const current = stepAt(now);
	let found: number | null = null;
	for (let step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step += 1) {
		if (step >= 0 && isCodeOf(secret, step, code)) found = step;
	}
	if (found !== null) {
		return found > memory.lastStep && !memory.blockedSteps.includes(found) ? ok(found) : refused({ reason: "used" });
	}
	return refused(diagnoseClock(secret, code, current) ?? { reason: "wrong" });
}

function diagnoseClock(secret: Uint8Array, code: string, current: number): CodeRefusal | null {
	for (let away = DRIFT_STEPS + 1; away <= DOCTOR_STEPS; away += 1) {
		for (const step of [current - away, current + away]) {
			if (step >= 0 && isCodeOf(secret, step, code)) {
				return { reason: "clockOff", offSeconds: (step - current) * STEP_SECONDS, step };
			}
		}
	}
	return null;
}

/** Codes of consecutive steps, to be compared later without the secret. */
export interface ExpectedCodes {
	readonly first: number;
	/** Six digits each, one after the other. */
	readonly digits: string;
}

/** Every code that may be right until `until`, the drift either way included. */
export function expectedCodes(secret: Uint8Array, now: Millis, until: Millis): ExpectedCodes {
	const first = Math.max(0, stepAt(now) - DRIFT_STEPS);
	let digits = "";
	for (let step = first; step <= stepAt(until) + DRIFT_STEPS; step += 1) digits += codeAt(secret, step);
	return { first, digits };
}

/** The steps within the window at `now`, each with its code; fewer where nothing was expected. */
export function expectedAt({ first, digits }: ExpectedCodes, now: Millis): readonly (readonly [number, string])[] {
	const current = stepAt(now);
	return [current - DRIFT_STEPS, current, current + DRIFT_STEPS]
		.filter((step) => step >= first && (step - first + 1) * DIGITS <= digits.length)
		.map((step) => [step, digits.slice((step - first) * DIGITS, (step - first + 1) * DIGITS)] as const);
}

const isCodeOf = (secret: Uint8Array, step: number, code: string): boolean =>
	constantTimeEqual(utf8(codeAt(secret, step)), utf8(code));

/** The oldest step whose code could still be accepted; blocking one before it serves nothing. */
export const oldestUsefulStep = (now: Millis): number => stepAt(now) - DRIFT_STEPS;

/** Reads the stored list of blocked steps. */
export function readBlockedSteps(stored: string): readonly number[] {
	try {
		const value: unknown = JSON.parse(stored);
		return Array.isArray(value) ? value.filter((step): step is number => Number.isInteger(step)) : [];
	} catch {
		return [];
	}
}

export const writeKey = (secret: Uint8Array): string => encodeBase32UpperCaseNoPadding(secret);
export const readKey = (key: string): Uint8Array => decodeBase32IgnorePadding(key);

/** The key URI that an authenticator app scans: issuer and account named twice, as apps expect, all parts escaped. */
export function keyUri(issuer: string, account: string, key: string): string {
	// A colon separates issuer and account in the label, so neither may hold one.
	const plain = (text: string) => text.replaceAll(":", " ").trim();
	const label = `${encodeURIComponent(plain(issuer))}:${encodeURIComponent(plain(account))}`;
	const query = [
		`secret=${key}`,
		`issuer=${encodeURIComponent(plain(issuer))}`,
		"algorithm=SHA1",
		`digits=${DIGITS}`,
		`period=${STEP_SECONDS}`,
	];
	return `otpauth://totp/${label}?${query.join("&")}`;
}
