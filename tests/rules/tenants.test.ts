/**
 * What a slug may be, which house a host names, and where a tenant's pages live.
 */
import { describe, expect, it } from "vitest";
import { acceptSlug, slugOfHost, tenantBase } from "../../worker/features/tenants/rules.ts";

describe("a slug", () => {
	it.each(["abc", "a-c", "acme", "acme-2", "0-0", "a".repeat(40)])("%s is accepted", (slug) => {
		expect(acceptSlug(slug)).toEqual({ ok: true, value: slug });
	});

	it.each([
		"",
		"a",
		"ab",
		"a".repeat(41),
		"-abc",
		"abc-",
		"a--b",
		"xn--abc",
		"Acme",
		"acme_1",
		"acme.x",
		"acme x",
		"acmé",
		"аcme",
		"abc\n",
		"../..",
		"a%2fb",
	])("%j is malformed", (slug) => {
		expect(acceptSlug(slug)).toEqual({ ok: false, refused: "malformed" });
	});

	it.each(["www", "api", "admin", "login", "signin", "help", "trpc", "gatehouse", "postmaster"])(
		"%s is reserved",
		(slug) => {
			expect(acceptSlug(slug)).toEqual({ ok: false, refused: "reserved" });
		},
	);
});

describe("a host", () => {
	const hosts = "gatehouse.example";

	it.each([
		["acme.gatehouse.example", "acme"],
		["a-b.gatehouse.example", "a-b"],
		["gatehouse.example", null],
		["acme.other.example", null],
		["acmegatehouse.example", null],
		["a.b.gatehouse.example", null],
		[".gatehouse.example", null],
		["ACME.gatehouse.example", null],
		["acme.gatehouse.example.evil.example", null],
	])("%s names the house %s", (host, slug) => {
		expect(slugOfHost(host, hosts)).toBe(slug);
	});

	it("names no house where tenants have no hosts", () => {
		expect(slugOfHost("acme.gatehouse.example", null)).toBeNull();
	});
});

describe("a base address", () => {
	it("T102 comes from configuration: by path, or by host with the platform's scheme", () => {
		expect(tenantBase("acme", "http://localhost:8787", null)).toBe("http://localhost:8787/t/acme");
		expect(tenantBase("acme", "https://gatehouse.example", "gatehouse.example")).toBe("https://acme.gatehouse.example");
	});
});
