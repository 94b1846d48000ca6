/**
 * The help in Spanish, gathered from its parts.
 * One file for each language, so that only the language that is read is fetched.
 */
import type { HelpTexts } from "./content.ts";
import { account } from "./spanish-account.ts";
import { people } from "./spanish-people.ts";
import { proof } from "./spanish-proof.ts";
import { rules } from "./spanish-rules.ts";
import { screens } from "./spanish-screens.ts";
import { service } from "./spanish-service.ts";
import { setUp } from "./spanish-set-up.ts";

export const texts: HelpTexts = { ...setUp, ...account, ...people, ...rules, ...proof, ...service, ...screens };
