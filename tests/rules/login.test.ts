/**
 * What follows a right password, and how a browser and an origin are told.
 */
import { describe, expect, it } from "vitest";
import { methodsOf, nextStep, trustOffer } from "../../worker/features/login/rules.ts";
import { defaultPolicy } from "../../worker/features/policy/rules.ts";
import { expectedOrigin, refusalAtBorder } from "../../worker/http/origin.ts";
import { browserName, readRequestInfo } from "../../worker/http/request-info.ts";
import { demandedBy, someFactor, standingWith } from "../support/standings.ts";

describe("after the password", () => {
	it.each([
		["no factor, none demanded", {}, false, { next: "session", trusted: false }],
		["a trusted cookie without a factor", {}, true, { next: "session", trusted: false }],
		["a factor", { factor: someFactor }, false, { next: "secondFactor", reason: "enrolled" }],
		["a factor and a trusted browser", { factor: someFactor }, true, { next: "session", trusted: true }],
		["a demand of the person's record", demandedBy("user"), false, { next: "setUp", reason: "userRequired" }],
		["a demand of the house", demandedBy("tenant"), true, { next: "setUp", reason: "tenantRequired" }],
		["a demand of the realm", demandedBy("realm"), false, { next: "setUp", reason: "realmRequired" }],
		[
			"a demand of the house that still has grace",
			{ ...demandedBy("tenant"), demanded: false },
			false,
			{ next: "session", trusted: false },
		],
		[
			"a factor that the house demands",
			{ factor: someFactor, ...demandedBy("tenant") },
			false,
			{ next: "secondFactor", reason: "tenantRequired" },
		],
	])("S174 S175 with %s", (_what, change, trusted, next) => {
		expect(nextStep(standingWith(change), trusted)).toEqual(next);
	});

	it("S24 offers recovery codes only while there are any", () => {
		expect(methodsOf(standingWith({ codes: { left: 1, total: 10, saved: true } }))).toEqual(["totp", "recoveryCode"]);
		expect(methodsOf(standingWith())).toEqual(["totp"]);
	});

	it("offers trust only where the tenant allows it", () => {
		expect(trustOffer(standingWith())).toEqual({ allowed: true, days: 30 });
		expect(trustOffer(standingWith({ policy: { ...defaultPolicy, trustedBrowserDays: 0 } }))).toEqual({
			allowed: false,
			days: 0,
		});
	});
});

describe("the border", () => {
	const origin = "https://gatehouse.example";
	const post = (headers: Record<string, string>) =>
		refusalAtBorder(new Request(`${origin}/trpc/x`, { method: "POST", headers }), origin);
	const json = { "content-type": "application/json" };

	it("T112 lets only the very origin write", () => {
		expect(post({ ...json, origin })).toBeNull();
		expect(post({ ...json, origin, "sec-fetch-site": "same-origin" })).toBeNull();
		for (const other of [
			"null",
			"",
			"http://gatehouse.example",
			`${origin}.evil.example`,
			`${origin}:8443`,
			`${origin}/`,
		])
			expect(post({ ...json, origin: other })).toBe("origin_refused");
		expect(post(json)).toBe("origin_refused");
		for (const site of ["cross-site", "same-site", "none"])
			expect(post({ ...json, origin, "sec-fetch-site": site })).toBe("origin_refused");
	});

	it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", "text/json"])(
		"T111 refuses a body of type %s",
		(type) => {
			expect(post({ origin, "content-type": type })).toBe("not_json");
		},
	);

	it("builds a tenant host's origin from configuration", () => {
		expect(expectedOrigin("acme", origin, "gatehouse.example")).toBe("https://acme.gatehouse.example");
		expect(expectedOrigin(null, origin, "gatehouse.example")).toBe(origin);
	});
});

describe("a browser's name", () => {
	it.each([
		["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
		[
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
			"Edge on Windows",
		],
		[
			"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604",
			"Safari on iPhone",
		],
		[
			"Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
			"Chrome on Android",
		],
		["curl/8.9", "curl"],
		["<script>alert(1)</script>\r\nSet-Cookie: a=b", "Unknown browser"],
		["", "Unknown browser"],
	])("of %j is %s", (header, name) => {
		expect(browserName(header)).toBe(name);
	});
});

describe("a place", () => {
	it.each([
		[{ city: "Lisbon", country: "PT" }, "Lisbon, Portugal"],
		[{ country: "ES" }, "Spain"],
		[{ city: "Lisbon", country: "T1" }, "Lisbon"],
		[{ city: 7, country: ["PT"] }, null],
		[undefined, null],
	])("that the platform tells as %j is %s", (cf, place) => {
		const request = Object.assign(new Request("https://gatehouse.example/"), cf === undefined ? {} : { cf });
		expect(readRequestInfo(request, "req_1").place).toBe(place);
	});
});
