/**
 * Puts what a step of the sign-in hands over into the cookie jar. The only place where login's tokens become cookies.
 */
import type { CookieJar } from "../../http/cookies.ts";
import type { Sealer } from "../../ports/sealer.ts";
import { sealChallenge } from "./challenge.ts";
import type { Brought, Handed } from "./service.ts";

export const brought = (jar: CookieJar): Brought => ({
	session: jar.session.read(),
	knownBrowser: jar.knownBrowser.read(),
	trustedBrowser: jar.trustedBrowser.read(),
});

/** Writes the cookies of one step and passes its answer on. */
export async function handOver<Answer>(
	{ jar, sealer }: { jar: CookieJar; sealer: Sealer },
	{ answer, handed }: { answer: Answer; handed: Handed },
): Promise<Answer> {
	if (handed.session) jar.session.write(handed.session);
	if (handed.knownBrowser) jar.knownBrowser.write(handed.knownBrowser);
	if (handed.trustedBrowser) jar.trustedBrowser.write(handed.trustedBrowser);
	if (handed.challenge) jar.challenge.write(await sealChallenge(sealer, handed.challenge), handed.challenge.expiresAt);
	if (handed.challenge === null) jar.challenge.clear();
	return answer;
}
