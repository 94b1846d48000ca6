/**
 * Whether a browser may skip the second step: bound to person, secret, epoch and trust generation, with an absolute end.
 */
import { describe, expect, it } from "vitest";
import { defaultPolicy } from "../../worker/features/policy/rules.ts";
import { isInForce, isTrusted, MOST_TRUSTED, trustEnd } from "../../worker/features/trusted-browsers/rules.ts";
import type { Epoch, Millis, UserId } from "../../worker/lib/brand.ts";
import { NOON, standingWith, tokenOf, trustedWith } from "../support/standings.ts";

const day = 86_400_000;
const later = (milliseconds: number) => (NOON + milliseconds) as Millis;
const withDays = (trustedBrowserDays: number) => standingWith({ policy: { ...defaultPolicy, trustedBrowserDays } });
const token = tokenOf("brw");

describe("a trusted browser", () => {
	it("S133 is trusted with its own token", () => {
		expect(isTrusted(trustedWith(), token, standingWith(), NOON)).toBe(true);
	});

	it("T069 is not trusted without a row, without a token, or with another secret", () => {
		expect(isTrusted(undefined, token, standingWith(), NOON)).toBe(false);
		expect(isTrusted(trustedWith(), null, standingWith(), NOON)).toBe(false);
		expect(isTrusted(trustedWith(), tokenOf("brw", "x".repeat(27)), standingWith(), NOON)).toBe(false);
		expect(isTrusted(trustedWith({ secretHash: "" }), token, standingWith(), NOON)).toBe(false);
	});

	it("T062 is not trusted for somebody else", () => {
		const other = `usr_${"x".repeat(20)}` as UserId;
		expect(isTrusted(trustedWith({ userId: other }), token, standingWith(), NOON)).toBe(false);
	});

	it("T064 is dead when the epoch differs, in any of its three parts", () => {
		for (const epoch of ["1.0.0", "0.1.0", "0.0.1", ""])
			expect(isTrusted(trustedWith({ epoch: epoch as Epoch }), token, standingWith(), NOON)).toBe(false);
	});

	it("T065 ends thirty days after it was trusted, to the millisecond", () => {
		expect(isInForce(trustedWith(), standingWith(), later(30 * day - 1))).toBe(true);
		expect(isInForce(trustedWith(), standingWith(), later(30 * day))).toBe(false);
		const used = trustedWith({ lastUsedAt: later(30 * day - 1) });
		expect(isInForce(used, standingWith(), later(30 * day))).toBe(false);
	});

	it("T067 ends at once when the tenant switches trust off or raises the generation, and earlier under fewer days", () => {
		expect(isInForce(trustedWith(), withDays(0), NOON)).toBe(false);
		expect(isInForce(trustedWith(), standingWith({ trustGeneration: 1 }), NOON)).toBe(false);
		expect(trustEnd(trustedWith(), withDays(7))).toBe(NOON + 7 * day);
		expect(isInForce(trustedWith(), withDays(7), later(7 * day))).toBe(false);
	});

	it("is not prolonged by a policy with more days", () => {
		expect(trustEnd(trustedWith(), withDays(365))).toBe(NOON + 30 * day);
	});

	it("is one of at most ten of a person", () => {
		expect(MOST_TRUSTED).toBe(10);
	});
});
