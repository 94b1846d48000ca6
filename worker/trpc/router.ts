/**
 * Every procedure of the product under its contract name. Its type is what the page is compiled against.
 */
import { sendEnrolmentProcedure } from "../features/enrolment/router.ts";
import { importFileProcedure } from "../features/imports/router.ts";
import { acceptInvitationProcedure, loginRouter, openEnrolmentProcedure } from "../features/login/router.ts";
import { recoveryCodesRouter, totpRouter } from "../features/login/set-up-router.ts";
import { organizationProcedures } from "../features/organization/router.ts";
import { overviewRouter } from "../features/overview/router.ts";
import { passwordsRouter } from "../features/passwords/router.ts";
import { peopleProcedures } from "../features/people/router.ts";
import { policyRouter } from "../features/policy-changes/router.ts";
import { updateProfileProcedure } from "../features/profile/router.ts";
import { realmsRouter } from "../features/realms/router.ts";
import { auditRouter } from "../features/record/router.ts";
import { serviceRouter } from "../features/service/router.ts";
import { sessionsRouter } from "../features/sessions/router.ts";
import { signUpProcedure, verifyEmailProcedure } from "../features/sign-up/router.ts";
import { checkSlugProcedure, profileProcedure, regionsProcedure } from "../features/tenants/router.ts";
import { trustedBrowsersRouter } from "../features/trusted-browsers/router.ts";
import { router } from "./init.ts";

export const appRouter = router({
	tenants: router({ signUp: signUpProcedure, checkSlug: checkSlugProcedure, regions: regionsProcedure }),
	tenant: router({ profile: profileProcedure, ...organizationProcedures }),
	users: router({
		...peopleProcedures,
		verifyEmail: verifyEmailProcedure,
		acceptInvitation: acceptInvitationProcedure,
		updateProfile: updateProfileProcedure,
		sendEnrolment: sendEnrolmentProcedure,
		openEnrolment: openEnrolmentProcedure,
		importFile: importFileProcedure,
	}),
	login: loginRouter,
	passwords: passwordsRouter,
	sessions: sessionsRouter,
	totp: totpRouter,
	recoveryCodes: recoveryCodesRouter,
	trustedBrowsers: trustedBrowsersRouter,
	realms: realmsRouter,
	policy: policyRouter,
	overview: overviewRouter,
	audit: auditRouter,
	service: serviceRouter,
});

export type AppRouter = typeof appRouter;
