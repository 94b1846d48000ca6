/** The help in Spanish, gathered from its parts. */
import type { HelpTexts } from "./content.ts";
import { account } from "./spanish-account.ts";
import { screens } from "./spanish-screens.ts";
import { setUp } from "./spanish-set-up.ts";

export const texts: HelpTexts = { ...setUp, ...account, ...screens };
