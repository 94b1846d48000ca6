/**
 * Names that mail programs would make a link of: what is recognised as one, what a letter that anyone can cause says instead, and
 * that the name of an honest organization is none (T103).
 */
import { describe, expect, it } from "vitest";
import type { LetterContext } from "../../worker/features/mail/facts.ts";
import { looksLikeAddress, withoutAddresses } from "../../worker/features/mail/rules.ts";
import { acceptName } from "../../worker/features/tenants/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";

const addresses = [
	"https://evil.example",
	"Pay at http://evil",
	"javascript://x",
	"www.evil.example",
	"Win at WWW.evil",
	"evil.example/reset",
	"evil.example",
	"Acme evil.com now",
	"evil\uff0eexample",
	"evil\u3002example",
	"\uff48\uff54\uff54\uff50\uff1a\uff0f\uff0fevil",
	"bücher.example",
	"10.0.0.1/login",
	"mallory@evil.example",
];
const names = [
	"Acme",
	"Acme & Sons, Inc.",
	"St. Mary's Hospital",
	"Smith/Jones",
	"A.B. Carter",
	"Müller GmbH & Co. KG",
	"Société Générale S.A.",
	"24/7 Help",
	"Version 2.0",
	"Wwww",
];

describe("a name", () => {
	it.each(addresses)("T103 %j looks like an address, and is none for an organization", (name) => {
		expect(looksLikeAddress(name)).toBe(true);
		expect(acceptName(name)).toEqual({ ok: false, refused: "looks_like_address" });
	});

	it.each(names)("%j does not", (name) => {
		expect(acceptName(name).ok).toBe(true);
	});
});

describe("the circumstances of a letter that anyone can cause", () => {
	const context: LetterContext = {
		name: "Alice",
		tenant: "Acme",
		contact: "help@acme.example",
		at: 0 as Millis,
		browser: "Firefox",
		place: null,
		signInLink: "https://gatehouse.example/t/acme/signin",
	};

	it("stay as they are where no name looks like an address; the place to ask may be a mailbox", () => {
		expect(withoutAddresses(context, "acme")).toEqual(context);
	});

	it.each(addresses.filter((address) => !address.includes("@")))("T103 say neutral words instead of %j", (address) => {
		const odd = { ...context, name: address, tenant: address, contact: address };
		expect(withoutAddresses(odd, "acme")).toEqual({ ...context, name: "", tenant: "acme", contact: null });
	});
});
