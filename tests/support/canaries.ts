/**
 * Every secret that a world has seen, and a search for them wherever none belongs (T148): passwords and codes that were typed,
 * cookies that were set, links of letters, seeds and recovery codes that were shown, the keys of the ring. When a world ends,
 * each is looked for in its log, its record, its whole database and its letters; every answer is searched as it passes.
 */
import type { CaughtMessage } from "../../dev/caught.ts";
import type { App } from "./browser.ts";
import { tally } from "./figures.ts";

type Kind = "password" | "typed" | "code" | "cookie" | "link" | "seed" | "recoveryCode" | "key";

/** Where a letter may carry what it was written for. */
const MAILED: readonly Kind[] = ["link", "code", "recoveryCode"];

export interface Canaries {
	/** The same app, with what goes in and out of it searched. */
	watch(app: App): App;
	keep(kind: Kind, ...secrets: readonly string[]): void;
	/** The secrets of a worker's settings. */
	keepVars(vars: Readonly<Record<string, string>>): void;
	/** What of all that was kept stands where it must not; empty when nothing does. */
	search(places: Places): Promise<readonly string[]>;
	/** Throws with what `search` finds. */
	demandNone(places: Places): Promise<void>;
}

/** Where secrets are looked for when a world ends. */
export interface Places {
	readonly log: readonly unknown[];
	readonly letters: readonly Pick<CaughtMessage, "to" | "subject" | "text" | "html">[];
	readonly rows: (sql: string) => Promise<readonly Record<string, unknown>[]>;
}

/** Fields that hold secrets, by the name they have on the wire: what people type, and what they are shown. */
const TYPED: Readonly<Record<string, Kind>> = { password: "password", code: "code" };
const SHOWN: Readonly<Record<string, Kind>> = { uri: "seed", secret: "seed", recoveryCodes: "recoveryCode" };

const FIGURES = /^\d+$/;
const WORD = /(?<![\w.:-])\d+(?![\w.:-])/g;
const TAIL = 8;

/** Secrets, as they are looked for: figures as words of their own, all others by their last signs. */
interface Wanted {
	readonly words: ReadonlyMap<string, Kind>;
	readonly byTail: ReadonlyMap<string, readonly (readonly [string, Kind])[]>;
}

function wanted(secrets: Iterable<readonly [string, Kind]>): Wanted {
	const words = new Map<string, Kind>();
	const byTail = new Map<string, [string, Kind][]>();
	for (const [secret, kind] of secrets) {
		const tail = secret.slice(-TAIL);
		const known = byTail.get(tail);
		if (FIGURES.test(secret)) words.set(secret, kind);
		else if (known) known.push([secret, kind]);
		else byTail.set(tail, [[secret, kind]]);
	}
	return { words, byTail };
}

/**
 * Those of the secrets that stand in a text, found in one walk along it however many they are. One that is figures only is
 * looked for as a word of its own, for times and counters are full of figures; anything shorter than eight signs could stand
 * anywhere.
 */
function standing(text: string, { words, byTail }: Wanted): ReadonlyMap<string, Kind> {
	const found = new Map<string, Kind>();
	if (words.size > 0)
		for (const [word] of text.matchAll(WORD)) {
			const kind = words.get(word);
			if (kind) found.set(word, kind);
		}
	if (byTail.size > 0)
		for (let end = TAIL; end <= text.length; end += 1)
			for (const [secret, kind] of byTail.get(text.slice(end - TAIL, end)) ?? [])
				if (text.endsWith(secret, end)) found.set(secret, kind);
	return found;
}

const tooShort = (kind: Kind, secret: string): boolean =>
	kind === "code" ? !/^\d{6}$/.test(secret) : secret.length < 8;

type Fields = typeof TYPED;

function* fieldsOf(value: unknown, fields: Fields): Generator<readonly [Kind, string]> {
	if (typeof value !== "object" || value === null) return;
	for (const [name, inner] of Object.entries(value)) {
		const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
		const found = Array.isArray(inner) ? inner : [inner];
		if (kind) for (const each of found) if (typeof each === "string") yield [kind, each];
		yield* fieldsOf(inner, fields);
	}
}

function* secretsOf(text: string, fields: Fields): Generator<readonly [Kind, string]> {
	if (!text.startsWith("{")) return;
	try {
		for (const [kind, secret] of fieldsOf(JSON.parse(text), fields))
			yield kind === "seed" ? [kind, /secret=(\w+)/.exec(secret)?.[1] ?? secret] : [kind, secret];
	} catch {
		// What is no JSON holds no field.
	}
}

/** Rows of a table that are asked for at once: the database sends only so much in one answer. */
const PIECE = 5000;

/** Signs from which on a text is looked for in the answer to the very request that has brought it, whatever it is. */
const ECHO = 12;

/**
 * An empty collection. Where anything is typed, stolen hashes or the same text in every field, what is typed is no secret, and only
 * what the service has shown is looked for.
 */
export function gatherCanaries({ isAnythingTyped = false } = {}): Canaries {
	const kept = new Map<string, Kind>();
	const leaks: string[] = [];
	const keep: Canaries["keep"] = (kind, ...secrets) => {
		for (const secret of secrets) if (!tooShort(kind, secret)) kept.set(secret, kind);
	};
	const look = (place: string, text: string, secrets: Wanted): void => {
		for (const [secret, kind] of standing(text, secrets)) leaks.push(`${place} holds a ${kind}: ${secret}`);
	};
	async function search({ log, letters, rows }: Places): Promise<readonly string[]> {
		// What a letter was written to carry: a link, or the code of a text message.
		for (const { text } of letters)
			for (const [whole, token] of text.matchAll(/#token=(\S+)|\b\d{8}\b/g)) keep("link", token ?? whole);
		const all = wanted(kept);
		look("the log", log.map((line) => JSON.stringify(line)).join("\n"), all);
		const unfit = wanted([...kept].filter(([, kind]) => !MAILED.includes(kind)));
		for (const { to, subject, text, html } of letters)
			look(`the letter "${subject}" to ${to}`, [subject, text, html].join("\n"), unfit);
		const tables = await rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
		for (const { name } of tables)
			for (let from = 0, read = PIECE; read === PIECE; from += PIECE) {
				const piece = await rows(`select * from "${name}" limit ${PIECE} offset ${from}`);
				look(`the table ${name}`, JSON.stringify(piece), all);
				read = piece.length;
			}
		tally("T148", kept.size, "secrets looked for, 0 found");
		return leaks;
	}
	return {
		keep,
		keepVars: ({ RESEND_API_KEY = "", KEYS = "" }) =>
			keep("key", RESEND_API_KEY, ...(KEYS.match(/[\w+/]{43}=/g) ?? [])),
		search,
		async demandNone(places) {
			const found = new Set(await search(places));
			if (found.size > 0) throw new Error(`Secrets stand where none belongs:\n${[...found].join("\n")}`);
		},
		watch: (app) => ({
			async fetch(request, env, waiting) {
				// A body of no told length may have no end.
				const isRead = !isAnythingTyped && request.headers.has("content-length");
				const typed = isRead ? [...secretsOf(await request.clone().text(), TYPED)] : [];
				const response = await app.fetch(request, env, waiting);
				const cookies = response.headers.getSetCookie().map((line) => /^[^=]+=([^;]*)/.exec(line)?.[1] ?? "");
				keep("cookie", ...cookies);
				// What was refused for its form is nobody's secret.
				if (response.status !== 400) for (const [kind, secret] of typed) keep(kind, secret);
				const answer = await response.clone().text();
				for (const [kind, secret] of secretsOf(answer, SHOWN)) keep(kind, secret);
				const headers = [...response.headers].filter(([name]) => name !== "set-cookie").join("\n");
				const sent = [...typed, ...cookies.map((cookie) => ["cookie", cookie] as const)];
				const echoed = sent
					.filter(([, secret]) => secret.length >= ECHO)
					.map(([kind, secret]) => [secret, kind] as const);
				look(`the answer of ${new URL(request.url).pathname}`, `${headers}\n${answer}`, wanted(echoed));
				return response;
			},
		}),
	};
}
