/**
 * The help in English, gathered from its parts.
 * One file for each language, so that only the language that is read is fetched.
 */
import type { HelpTexts } from "./content.ts";
import { account } from "./english-account.ts";
import { people } from "./english-people.ts";
import { proof } from "./english-proof.ts";
import { rules } from "./english-rules.ts";
import { screens } from "./english-screens.ts";
import { service } from "./english-service.ts";
import { setUp } from "./english-set-up.ts";

export const texts: HelpTexts = { ...setUp, ...account, ...people, ...rules, ...proof, ...service, ...screens };
