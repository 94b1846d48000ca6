/**
 * The cookies of the product: their attributes in both worlds, their names, and that damaged ones are absent.
 */
import { describe, expect, it } from "vitest";
import { openJar } from "../../worker/http/cookies.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { writeToken } from "../../worker/lib/token.ts";
import { NOON, tokenOf } from "../support/standings.ts";

const jarOf = (header: string | null, secure = true, slug = "acme") => openJar(header, { slug, secure, now: NOON });
const later = (milliseconds: number) => (NOON + milliseconds) as Millis;
const session = tokenOf("ses");

describe("a cookie that is set", () => {
	it("T085 has the __Host- prefix and every attribute where the origin is https", () => {
		const jar = jarOf(null);
		jar.session.write({ token: session, expiresAt: later(3_600_000) });
		expect(jar.headers()).toEqual([
			`__Host-gh_session_acme=${writeToken(session)}; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=3600`,
		]);
	});

	it("has a plain name over local http, and no domain in either world", () => {
		for (const secure of [true, false]) {
			const jar = jarOf(null, secure);
			jar.challenge.write("sealed", later(600_000));
			jar.trustedBrowser.write({ token: tokenOf("brw"), expiresAt: later(600_000) });
			jar.knownBrowser.write({ token: tokenOf("kbr"), expiresAt: later(600_000) });
			for (const line of jar.headers()) {
				expect(line).not.toMatch(/domain/i);
				expect(line).toMatch(
					secure ? /^__Host-gh_\w+_acme=.*; Secure;/ : /^gh_\w+_acme=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max/,
				);
			}
		}
	});

	it("T085 lives at most 400 days and never a negative time", () => {
		const jar = jarOf(null);
		jar.challenge.write("far", later(1000 * 86_400_000));
		expect(jar.headers()[0]).toContain(`Max-Age=${400 * 86_400}`);
		jar.challenge.write("past", later(-5000));
		expect(jar.headers()[0]).toContain("Max-Age=0");
	});

	it("is said once: the last word on a name counts", () => {
		const jar = jarOf(null);
		jar.session.write({ token: session, expiresAt: later(1000) });
		jar.session.clear();
		expect(jar.headers()).toEqual(["__Host-gh_session_acme=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0"]);
	});
});

describe("a cookie that came", () => {
	const pair = `__Host-gh_session_acme=${writeToken(session)}`;

	it("is read by its full name", () => {
		expect(jarOf(`a=b; ${pair}; c=d`).session.read()).toEqual(session);
	});

	it("of another tenant, another purpose or without its prefix is absent", () => {
		expect(jarOf(pair, true, "other").session.read()).toBeNull();
		expect(jarOf(pair).trustedBrowser.read()).toBeNull();
		expect(jarOf(pair.replace("__Host-", "")).session.read()).toBeNull();
		expect(jarOf(pair.replace("__Host-", "__host-")).session.read()).toBeNull();
		expect(jarOf(pair, false).session.read()).toBeNull();
	});

	it("T069 twice is absent, whichever comes first", () => {
		expect(jarOf(`${pair}; __Host-gh_session_acme=x`).session.read()).toBeNull();
		expect(jarOf(`__Host-gh_session_acme=x; ${pair}`).session.read()).toBeNull();
		expect(jarOf(`${pair};${pair}`).session.read()).toBeNull();
	});

	it("T069 longer than a browser would send, or with another kind of token, is absent", () => {
		expect(jarOf(`__Host-gh_challenge_acme=${"x".repeat(3801)}`).challenge.read()).toBeUndefined();
		expect(jarOf(`__Host-gh_challenge_acme=${"x".repeat(3800)}`).challenge.read()).toHaveLength(3800);
		expect(jarOf(`__Host-gh_session_acme=${writeToken(tokenOf("brw"))}`).session.read()).toBeNull();
		expect(jarOf("").session.read()).toBeNull();
		expect(jarOf(null).challenge.read()).toBeUndefined();
	});
});
