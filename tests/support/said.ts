/**
 * Every sentence of the page by language, taken from the page's own catalogues: a flow finds things by role and by the
 * name that a person would read out, and the same flow can be told in Spanish. Labels that a requirement names word for
 * word are written out in the tests and not taken from here.
 */

import { words as account } from "../../web/features/account/words.ts";
import { words as audit } from "../../web/features/audit/words.ts";
import { words as enrolment } from "../../web/features/enrolment/words.ts";
import { words as help } from "../../web/features/help/words.ts";
import { words as byPhone } from "../../web/features/login/phone-words.ts";
import { words as steps } from "../../web/features/login/step-words.ts";
import { words as login } from "../../web/features/login/words.ts";
import { words as overview } from "../../web/features/overview/words.ts";
import { words as passwords } from "../../web/features/passwords/words.ts";
import { fieldWords as rules } from "../../web/features/policy/field-words.ts";
import { words as policy } from "../../web/features/policy/words.ts";
import { words as realms } from "../../web/features/realms/words.ts";
import { words as codes } from "../../web/features/recovery-codes/words.ts";
import { words as service } from "../../web/features/service/words.ts";
import { words as sessions } from "../../web/features/sessions/words.ts";
import { words as settings } from "../../web/features/settings/words.ts";
import { words as organization } from "../../web/features/tenants/organization-words.ts";
import { words as tenants } from "../../web/features/tenants/words.ts";
import { words as setUp } from "../../web/features/totp/words.ts";
import { words as browsers } from "../../web/features/trusted-browsers/words.ts";
import { words as acts } from "../../web/features/users/act-words.ts";
import { words as imports } from "../../web/features/users/import-words.ts";
import { words as people } from "../../web/features/users/people-words.ts";
import { words as person } from "../../web/features/users/person-words.ts";
import { words as users } from "../../web/features/users/words.ts";
import * as refusals from "../../web/refusal-words.ts";
import { words as lists } from "../../web/ui/list-words.ts";
import { words as phoneField } from "../../web/ui/phone-words.ts";
import { words as frame } from "../../web/ui/words.ts";

const rooms = {
	rules,
	organization,
	realms,
	policy,
	overview,
	audit,
	byPhone,
	enrolment,
	service,
	phoneField,
	account,
	help,
	steps,
	login,
	passwords,
	codes,
	sessions,
	tenants,
	setUp,
	browsers,
	users,
	people,
	person,
	acts,
	imports,
	settings,
	lists,
	frame,
};

type Rooms = typeof rooms;
export type Said = { readonly [Room in keyof Rooms]: Rooms[Room]["en"] } & { readonly refusals: typeof refusals.en };

const spoken = (language: "en" | "es"): Said => ({
	rules: rules[language],
	organization: organization[language],
	realms: realms[language],
	policy: policy[language],
	overview: overview[language],
	audit: audit[language],
	byPhone: byPhone[language],
	enrolment: enrolment[language],
	service: service[language],
	phoneField: phoneField[language],
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
	people: people[language],
	person: person[language],
	acts: acts[language],
	imports: imports[language],
	settings: settings[language],
	lists: lists[language],
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
