/**
 * The door of the search for people: what a text looks for, the conditions that find it, and the words that are missing.
 */
import { writeTogether } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { readWordless, writeWords } from "./store.ts";

export { type Sought, soughtIn } from "./rules.ts";
export { idsSaid, isSaid, isSaidByWord } from "./store.ts";

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
