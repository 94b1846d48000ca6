/**
 * The declared table of the product (security rule 10): every procedure with the level it asks of its caller, and an input of
 * the right shape that names nothing of anybody. `tests/attacks/authorization.test.ts` holds the router against it.
 */
import type { Level } from "../../worker/trpc/init.ts";
import { PASSWORD } from "./world.ts";

export interface Declared {
	readonly level: Level;
	readonly input?: unknown;
}

const nobody = { ids: ["usr_unknown"] };

export const declared: Readonly<Record<string, Declared>> = {
	"tenants.signUp": { level: "platform", input: { organization: "", slug: "", name: "", email: "", password: "" } },
	"tenants.regions": { level: "platform" },
	"tenants.checkSlug": { level: "platform", input: { slug: "some-slug" } },
	"service.status": { level: "platform" },
	"tenant.profile": { level: "anyone" },
	"tenant.settings": { level: "tenantAdmin" },
	"tenant.update": { level: "tenantAdminRecent", input: {} },
	"tenant.cancelReturn": { level: "ownerRecent", input: { id: "ret_unknown" } },
	"users.verifyEmail": { level: "anyone", input: { token: "x" } },
	"users.acceptInvitation": { level: "anyone", input: { token: "x", password: PASSWORD } },
	"users.openEnrolment": { level: "anyone", input: { token: "x" } },
	"users.updateProfile": { level: "user", input: { name: "Mallory", locale: "en" } },
	"users.list": { level: "staff", input: {} },
	"users.get": { level: "staff", input: { id: "usr_unknown" } },
	"users.create": { level: "admin", input: { email: "new@acme.example", name: "New", realmId: "rlm_unknown" } },
	"users.update": { level: "admin", input: { id: "usr_unknown", name: "Mallory" } },
	"users.disable": { level: "adminRecent", input: nobody },
	"users.enable": { level: "adminRecent", input: nobody },
	"users.remove": { level: "adminRecent", input: nobody },
	"users.moveToRealm": { level: "adminRecent", input: { ...nobody, realmId: "rlm_unknown" } },
	"users.setMethod": { level: "admin", input: { ...nobody, method: "phoneLink" } },
	"users.setRequirement": { level: "adminRecent", input: { ...nobody, requirement: "required" } },
	"users.unlock": { level: "adminRecent", input: nobody },
	"users.resetSecondFactor": { level: "adminRecent", input: nobody },
	"users.sendEnrolment": { level: "adminRecent", input: { ...nobody, by: "email" } },
	"users.importFile": {
		level: "adminRecent",
		input: { realmId: "rlm_unknown", text: "email,name\nnew@acme.example,New\n", dryRun: true },
	},
	"login.begin": { level: "anyone", input: { email: "nobody@nowhere.example", password: "wrong-wrong" } },
	"login.proveTotp": { level: "challenge", input: { code: "000000" } },
	"login.proveRecoveryCode": { level: "challenge", input: { code: "00000000" } },
	"login.resetSecondFactor": { level: "challenge", input: { code: "000000" } },
	"login.requestResetCode": { level: "challenge", input: {} },
	"login.providePhone": { level: "challenge", input: { phone: "+421987654321" } },
	"login.sendLink": { level: "challenge", input: {} },
	"login.state": { level: "anyone" },
	"login.cancel": { level: "anyone", input: {} },
	"login.signOut": { level: "anyone", input: {} },
	"passwords.requestReset": { level: "anyone", input: { email: "nobody@nowhere.example" } },
	"passwords.reset": { level: "anyone", input: { token: "x", password: PASSWORD } },
	"passwords.change": { level: "user", input: { current: "wrong-wrong", password: "another-river-stone" } },
	"sessions.current": { level: "anyone" },
	"sessions.list": { level: "user" },
	"sessions.revoke": { level: "user", input: { id: "ses_unknown" } },
	"sessions.revokeOthers": { level: "user", input: {} },
	"sessions.prove": { level: "limited", input: { password: "wrong-wrong" } },
	"totp.begin": { level: "userOrChallenge", input: { password: "wrong-wrong" } },
	"totp.confirm": { level: "userOrChallenge", input: { code: "000000" } },
	"totp.finish": { level: "userOrChallenge", input: { saved: true } },
	"totp.disable": { level: "user", input: { password: "wrong-wrong", code: "000000" } },
	"recoveryCodes.list": { level: "recent" },
	"recoveryCodes.regenerate": { level: "userOrChallenge", input: { password: "wrong-wrong" } },
	"trustedBrowsers.list": { level: "user" },
	"trustedBrowsers.revoke": { level: "user", input: { id: "brw_unknown" } },
	"trustedBrowsers.revokeAll": { level: "user", input: {} },
	"realms.list": { level: "staff" },
	"realms.create": { level: "tenantAdmin", input: { key: "declared", name: "Declared", category: "other" } },
	"realms.update": { level: "tenantAdmin", input: { id: "rlm_unknown", name: "Mallory" } },
	"realms.remove": { level: "tenantAdmin", input: { id: "rlm_unknown" } },
	"policy.get": { level: "staff" },
	"policy.set": { level: "tenantAdminRecent", input: { overrides: {}, version: 1_000_000 } },
	"policy.preview": { level: "tenantAdmin", input: { overrides: {} } },
	"policy.history": { level: "staff", input: {} },
	"audit.list": { level: "audit", input: {} },
	"audit.export": { level: "audit", input: { format: "jsonl" } },
	"overview.get": { level: "staff" },
};
