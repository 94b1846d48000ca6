/**
 * One letter for each event that people must hear of, in both languages, as it arrives: what, when, where, what to do.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, tokenIn, wrongCode } from "../support/acts.ts";
import { inviteGuest } from "../support/guests.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const languages = [
	{
		locale: "en",
		when: "When: 2026-11-2",
		where: "Where: place unknown",
		browser: "Browser: Firefox on Linux",
		notYou: /If (this was not you|you did not)/,
	},
	{
		locale: "es",
		when: "Cuándo: 2026-11-2",
		where: "Dónde: lugar desconocido",
		browser: "Navegador: Firefox on Linux",
		notYou: /Si no (ha sido usted|esperaba)/,
	},
] as const;
type Language = (typeof languages)[number];

/** The newest letter to the address, which must say all that every letter says. */
function newest(email: string, { when, where, browser, notYou }: Language) {
	const [letter] = world.mails(email);
	if (!letter) throw new Error(`nothing arrived for ${email}`);
	for (const part of [when, where]) expect(letter.text).toContain(part);
	if (letter.text.includes("Firefox")) expect(letter.text).toContain(browser);
	expect(letter.text).toMatch(notYou);
	expect(letter.html).toContain("<p>");
	expect(letter.from).toBe("Gatehouse <door@localhost>");
	return letter;
}

async function enrolled(language: Language) {
	const house = await world.tenant({ contact: "desk 7" });
	return { house, alice: await house.enrolled({ locale: language.locale }) };
}

describe.each(languages)("letters in $locale", (language) => {
	const { locale } = language;
	const word = (english: string, spanish: string) => (locale === "en" ? english : spanish);

	it("sign-up: a link to confirm the address", async () => {
		const slug = `mail-${locale}`;
		const email = `olive@${slug}.example`;
		const platform = world.platform();
		await platform.ok("tenants.signUp", {
			organization: "Mail",
			slug,
			name: "Olive",
			email,
			password: PASSWORD,
			locale,
		});
		await platform.settle();
		const letter = newest(email, language);
		expect(letter.subject).toContain(word("Confirm your e-mail address", "Confirme su dirección"));
		expect(tokenIn(letter)).toMatch(/^usr_/);
	});

	it("invitation: a link to choose a password", async () => {
		const house = await world.tenant();
		const { email } = await inviteGuest(world, house, { locale });
		const letter = newest(email, language);
		expect(letter.subject).toContain(word("You are invited", "Le invitan"));
		expect(letter.text).toContain(`/t/${house.slug}/invitation#token=`);
	});

	it("reset, and then the changed password", async () => {
		const { house, alice } = await enrolled(language);
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: alice.email });
		await visitor.settle();
		const letter = newest(alice.email, language);
		expect(letter.subject).toContain(word("Choose a new password", "Elija una contraseña nueva"));
		await visitor.ok("passwords.reset", { token: tokenIn(letter), password: "another-river-stone" });
		await visitor.settle();
		expect(newest(alice.email, language).subject).toContain(
			word("Your password was changed", "Su contraseña ha cambiado"),
		);
	});

	it("factor added, removed, and reset", async () => {
		const house = await world.tenant();
		const person = await house.person({ locale });
		const visitor = await house.signedIn(person);
		const { phone } = await setUp(world, visitor, PASSWORD);
		await visitor.settle();
		expect(newest(person.email, language).subject).toContain(word("authentication is on", "está activada"));
		world.nextStep();
		await visitor.ok("totp.disable", { password: PASSWORD, code: phone.code(world.now()) });
		await visitor.settle();
		expect(newest(person.email, language).subject).toContain(word("was switched off", "se ha desactivado"));
		const { house: other, alice } = await enrolled(language);
		const reset = await afterPassword(other, alice);
		await reset.ok("login.resetSecondFactor", { code: alice.code() });
		await setUp(world, reset);
		await reset.settle();
		expect(newest(alice.email, language).subject).toContain(word("settings were reset", "Se ha restablecido"));
	});

	it("recovery code used, codes regenerated", async () => {
		const { house, alice } = await enrolled(language);
		const visitor = await afterPassword(house, alice);
		await visitor.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] });
		await visitor.settle();
		const used = newest(alice.email, language);
		expect(used.subject).toContain(word("A recovery code was used", "Se ha usado un código"));
		expect(used.text).toContain(word("Codes left: 9", "Códigos restantes: 9"));
		await visitor.ok("recoveryCodes.regenerate", { password: PASSWORD });
		await visitor.settle();
		expect(newest(alice.email, language).subject).toContain(
			word("New recovery codes", "Códigos de recuperación nuevos"),
		);
	});

	it("browser trusted", async () => {
		const { house, alice } = await enrolled(language);
		const visitor = await afterPassword(house, alice);
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await visitor.settle();
		const letter = newest(alice.email, language);
		expect(letter.subject).toContain(word("A browser is now trusted", "ahora de confianza"));
		expect(letter.text).toContain("30");
		expect(letter.text).toContain("desk 7");
	});

	it("account locked", async () => {
		const { house, alice } = await enrolled(language);
		for (let typed = 0; typed < 10; typed += 1) {
			const visitor = await afterPassword(house, alice);
			await visitor.refused("login.proveTotp", { code: wrongCode(alice.phone, world.now()) });
			await visitor.settle();
		}
		expect(newest(alice.email, language).subject).toContain(
			word("second factor is locked", "segundo factor está bloqueado"),
		);
	});
});

describe("whom a letter reaches", () => {
	it("always the stored address, however it was typed", async () => {
		const house = await world.tenant();
		const person = await house.person({ email: "grace@acme.example" });
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: "  GRACE@Acme.Example " });
		await visitor.settle();
		expect(world.mails(person.email)).toHaveLength(1);
	});

	it("T103 names that look like markup or headers arrive as plain words", async () => {
		const house = await world.tenant({ name: "<b>Acme</b> & Sons" });
		const person = await house.person({ name: '"><script>alert(1)</script>' });
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: person.email });
		await visitor.settle();
		const [letter] = world.mails(person.email);
		expect(letter?.html).not.toMatch(/<script|<b>/);
		expect(letter?.html).toContain("&lt;script&gt;");
		expect(letter?.subject).toContain("<b>Acme</b> & Sons");
	});
	it.each(["en", "es"] as const)(
		"T103 no name becomes a link of ours in a letter that anyone can cause (%s)",
		async (locale) => {
			const house = await world.tenant({ name: "Win at www.evil.example/now" });
			const person = await house.person({ name: "Pay https://evil.example", locale });
			const visitor = house.visitor();
			await visitor.ok("passwords.requestReset", { email: person.email });
			await visitor.settle();
			const [letter] = world.mails(person.email);
			for (const text of [letter?.subject, letter?.text, letter?.html]) expect(text).not.toContain("evil");
			expect(letter?.subject).toContain(house.slug);
			expect(letter?.text.split("\n")[0]).toBe(locale === "en" ? "Hello," : "Hola:");
			for (const [link] of letter?.text.matchAll(/\S+:\/\/\S+/g) ?? [])
				expect(link.startsWith(world.origin)).toBe(true);
		},
	);

	it("T103 an organization cannot be called like an address, at the sign-up or later", async () => {
		const refused = { status: 400, refusal: "input_invalid" };
		const signUp = {
			organization: "www.evil.example",
			slug: "evil",
			name: "Mallory",
			email: "victim@mailbox.example",
			password: "another-river-stone",
		};
		const platform = world.platform();
		const fields = { organization: "looks_like_address" };
		expect(await platform.refused("tenants.signUp", signUp)).toMatchObject({ ...refused, fields });
		await platform.settle();
		expect(world.mails(signUp.email)).toEqual([]);
		const house = await world.tenant();
		const owner = await house.signedIn(await house.enrolled({ role: "owner" }));
		expect(await owner.refused("tenant.update", { name: "evil.example/reset" })).toMatchObject({
			...refused,
			fields: { name: "looks_like_address" },
		});
	});
});
