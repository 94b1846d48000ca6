/**
 * The peer's two configurations. `default` is what its guide gives; `tuned` turns on what it has for fewer database requests
 * and needs no second store: the session in a signed cookie for five minutes, joins, no clean-up in a request's way, and
 * background tasks. The rate limit is off in both: it would refuse the bench, and in a database it costs two requests more.
 */
import type { BetterAuthOptions } from "better-auth";
import { organization, twoFactor } from "better-auth/plugins";

export type Variant = "default" | "tuned";

const COOKIE_CACHE_SECONDS = 300;

/** Options for betterAuth; `leave` takes work that an answer need not wait for. */
export function optionsFor(variant: Variant, url: string, secret: string, leave: (work: Promise<unknown>) => void) {
	const shared = {
		appName: "Peer",
		baseURL: url,
		secret,
		trustedOrigins: [url],
		emailAndPassword: { enabled: true, sendResetPassword: async () => undefined },
		plugins: [twoFactor({ issuer: "Peer" }), organization()],
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
	} satisfies BetterAuthOptions;
	const ipAddress = { ipAddressHeaders: ["cf-connecting-ip"] };
	if (variant === "default") return { ...shared, advanced: { ipAddress } };
	return {
		...shared,
		session: { cookieCache: { enabled: true, maxAge: COOKIE_CACHE_SECONDS } },
		verification: { disableCleanup: true },
		advanced: { ipAddress, database: { joins: true }, backgroundTasks: { handler: leave } },
	};
}
