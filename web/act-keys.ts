/**
 * The keys of acts: what a person does has one key until it is known what came of it, so that pressing the button again after a
 * lost answer is the same act and not a second one (T132). A key is no secret and opens nothing.
 */
const openActs = new Map<string, string>();

/** The key of an act, told by where it is sent and with what; `end` when it is known what came of it. */
export function keyedAct(what: string): { readonly key: string; end(): void } {
	const key = openActs.get(what) ?? crypto.randomUUID();
	openActs.set(what, key);
	return { key, end: () => openActs.delete(what) };
}
