/**
 * What other rooms may ask about people: statements for their batch, and the canonical address of an input.
 */
import { writeTogether } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { refuse } from "../../errors.ts";
import type { Email } from "../../lib/brand.ts";
import { canonicalEmail } from "./rules.ts";
import { readWordless, writeWords } from "./store.ts";

export {
	ensureDomainRealm,
	givePhone,
	insertUser,
	insertUsers,
	join,
	markVerified,
	type NewUser,
	noteSignIn,
	raiseEpoch,
	refreshHash,
	replacePassword,
	replacePhone,
	setProfile,
	standingHolds,
	standingStatement,
	standingWithSession,
} from "./store.ts";

/** The canonical address of an input, or the refusal that names the field. */
export const emailOf = (text: string): Email =>
	canonicalEmail(text) ?? refuse("input_invalid", { fields: { email: "malformed" } });

/** People whose words one batch of the sweep writes, and batches of one sweep: short enough that no sign-in waits for them. */
const WORDS_AT_ONCE = 200;
const MOST_BATCHES = 50;

/** Writes the words of people who have none yet, so that a search finds them. */
export async function fillWords(db: Db): Promise<void> {
	for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
		const people = await readWordless(db, WORDS_AT_ONCE);
		await writeTogether(
			db,
			people.map(({ tenantId, id, ...person }) => writeWords(db, tenantId, id, person)),
		);
		if (people.length < WORDS_AT_ONCE) return;
	}
}
