/**
 * The help in English, gathered from its parts.
 * One file for each language, so that only the language that is read is fetched.
 */
import type { HelpTexts } from "./content.ts";
import { account } from "./english-account.ts";
import { screens } from "./english-screens.ts";
import { setUp } from "./english-set-up.ts";

export const texts: HelpTexts = { ...setUp, ...account, ...screens };
