/**
 * Ties a mutation to the key that its client sent along: who calls is told by the cookies they came with, so nobody is given the
 * outcome of somebody else's request.
 */

import { once } from "../features/outcomes/service.ts";
import type { CookieJar } from "../http/cookies.ts";
import type { TenantScope } from "../scope.ts";

interface Call {
	readonly ctx: { readonly tenant: TenantScope; readonly jar: CookieJar };
	readonly path: string;
	readonly input: unknown;
}

/** Runs the verb once for the client's key; a repetition is given the same outcome. */
export const doOnce = <Outcome extends object>(
	{ ctx: { tenant, jar }, path, input }: Call,
	verb: (scope: TenantScope) => Promise<Outcome>,
): Promise<Outcome> =>
	once(tenant, { procedure: path, caller: [jar.session.read()?.secret, jar.challenge.read()], input }, verb);
