/**
 * What the outside may send about setting up and switching off an authenticator app.
 */
import * as z from "zod/mini";
import { codeShown } from "../proofs/input.ts";

import { passwordInput } from "../users/input.ts";
import { totpCodeInput } from "./code-input.ts";

export const beginInput = z.strictObject({ password: z.optional(passwordInput) });
export const confirmInput = z.strictObject({ code: totpCodeInput });
export const finishInput = z.strictObject({ saved: z.literal(true) });
export const disableInput = z.strictObject({ password: passwordInput, code: codeShown });
