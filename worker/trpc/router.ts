/**
 * Every procedure of the product under its contract name. Its type is what the page is compiled against.
 */
import { acceptInvitationProcedure, loginRouter } from "../features/login/router.ts";
import { recoveryCodesRouter, totpRouter } from "../features/login/set-up-router.ts";
import { passwordsRouter } from "../features/passwords/router.ts";
import { updateProfileProcedure } from "../features/profile/router.ts";
import { sessionsRouter } from "../features/sessions/router.ts";
import { signUpProcedure, verifyEmailProcedure } from "../features/sign-up/router.ts";
import { checkSlugProcedure, profileProcedure } from "../features/tenants/router.ts";
import { trustedBrowsersRouter } from "../features/trusted-browsers/router.ts";
import { router } from "./init.ts";

export const appRouter = router({
	tenants: router({ signUp: signUpProcedure, checkSlug: checkSlugProcedure }),
	tenant: router({ profile: profileProcedure }),
	users: router({
		verifyEmail: verifyEmailProcedure,
		acceptInvitation: acceptInvitationProcedure,
		updateProfile: updateProfileProcedure,
	}),
	login: loginRouter,
	passwords: passwordsRouter,
	sessions: sessionsRouter,
	totp: totpRouter,
	recoveryCodes: recoveryCodesRouter,
	trustedBrowsers: trustedBrowsersRouter,
});

export type AppRouter = typeof appRouter;
