/**
 * Every sentence of the page by language, taken from the page's own catalogues: a flow finds things by role and by the
 * name that a person would read out, and the same flow can be told in Spanish. Labels that a requirement names word for
 * word are written out in the tests and not taken from here.
 */
import { words as account } from "../../web/features/account/words.ts";
import { words as help } from "../../web/features/help/words.ts";
import { words as steps } from "../../web/features/login/step-words.ts";
import { words as login } from "../../web/features/login/words.ts";
import { words as passwords } from "../../web/features/passwords/words.ts";
import { words as codes } from "../../web/features/recovery-codes/words.ts";
import { words as sessions } from "../../web/features/sessions/words.ts";
import { words as tenants } from "../../web/features/tenants/words.ts";
import { words as setUp } from "../../web/features/totp/words.ts";
import { words as browsers } from "../../web/features/trusted-browsers/words.ts";
import { words as users } from "../../web/features/users/words.ts";
import * as refusals from "../../web/refusal-words.ts";
import { words as frame } from "../../web/ui/words.ts";

const rooms = { account, help, steps, login, passwords, codes, sessions, tenants, setUp, browsers, users, frame };

type Rooms = typeof rooms;
export type Said = { readonly [Room in keyof Rooms]: Rooms[Room]["en"] } & { readonly refusals: typeof refusals.en };

const spoken = (language: "en" | "es"): Said => ({
	account: account[language],
	help: help[language],
	steps: steps[language],
	login: login[language],
	passwords: passwords[language],
	codes: codes[language],
	sessions: sessions[language],
	tenants: tenants[language],
	setUp: setUp[language],
	browsers: browsers[language],
	users: users[language],
	frame: frame[language],
	refusals: language === "en" ? refusals.en : refusals.es,
});

/** Every fixed sentence of a language, without those that are put together. */
export function sentencesOf(said: unknown): readonly string[] {
	if (typeof said === "string") return [said];
	return typeof said === "object" && said !== null ? Object.values(said).flatMap(sentencesOf) : [];
}

export const english = spoken("en");
export const spanish = spoken("es");
