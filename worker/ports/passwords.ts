/**
 * Password hashing: Argon2id (RFC 9106), 19 MiB, t = 2, p = 1, salted per account, and the outcome keyed with a key that is
 * not in the database. The hash needs nothing of the account's row, so it runs while the database is asked, once for every
 * key of the ring, and the same once for people who do not exist, are locked or have no password (T097, T098).
 */
import { sha256 } from "@oslojs/crypto/sha2";
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import { type Bytes, base64url, fromBase64url, fromUtf8, utf8 } from "../lib/encoding.ts";
import type { Argon2id, Argon2idCost } from "./argon2id.ts";
import { createHashingLine, type HashingLine } from "./hashing-line.ts";
import type { KeyRing } from "./keys.ts";

/** Whose password it is. Both never change, so neither does the salt made of them. */
export interface PasswordOwner {
	readonly tenantId: string;
	readonly email: string;
}

export interface Verdict {
	readonly right: boolean;
	/** What to store in place of what is stored, made under today's key; null when it is up to date or the password wrong. */
	readonly renewed: string | null;
}

/** A hash on its way. */
export interface Derivation {
	/** Whether the password fits what is stored. With null, and with what no key of the ring made, the answer is no. */
	matches(stored: string | null): Promise<Verdict>;
	/** Ends the work where it stands, when the answer is not needed. */
	drop(): void;
}

export interface Passwords {
	/**
	 * `keyId:argon2id:…` for the database. Refuses with `busy` when too many wait. `side` is on whose behalf the hash waits in line:
	 * the tenant, or one for all who have none yet, so that founding many does not make one many (T124).
	 */
	hash(password: string, owner: PasswordOwner, side?: string): Promise<string>;
	/**
	 * Resolves when it is this password's turn, or nearly: callers send their database request then, and the hash runs
	 * meanwhile. Refuses with `busy` when too many wait. Callers must end it with `matches` or `drop`.
	 */
	derive(password: string, owner: PasswordOwner): Promise<Derivation>;
}

/** Cost of one hash; the published figures are in `standardCost`. */
export type PasswordCost = Argon2idCost;

export const standardCost: PasswordCost = { memoryKiB: 19_456, passes: 2 };

const SALT_BYTES = 16;
const TAG_BYTES = 32;

export function createPasswords(
	loadArgon2: () => Argon2id,
	keys: KeyRing,
	cost: PasswordCost = standardCost,
	line: HashingLine = createHashingLine(),
): Passwords {
	let argon2: Argon2id | undefined;
	const queued = (side: string, password: Bytes, salt: Bytes, price: PasswordCost) =>
		line.join(side, () => {
			argon2 ??= loadArgon2();
			return argon2.run(password, salt, price);
		});
	const keyed = (keyId: string, price: PasswordCost, owner: PasswordOwner, tag: Bytes): Promise<Bytes> =>
		keys.mac(keyId, "password", JSON.stringify([DOMAIN, written(price), owner.tenantId, owner.email, base64url(tag)]));
	const stored = async (owner: PasswordOwner, tag: Bytes): Promise<string> =>
		`${keys.currentId}:argon2id:${written(cost)}:${base64url(await keyed(keys.currentId, cost, owner, tag))}`;

	const isToday = (known: Known): boolean => written(known.cost) === written(cost);
	/** What is stored; where nothing is that could fit, the same work is done for a tag that no password has. */
	const knownOf = (text: string | null): Known => {
		const known = text === null ? null : read(text);
		if (known && keys.ids.includes(known.keyId)) return known;
		return { form: "today", keyId: keys.currentId, cost, tag: new Uint8Array(TAG_BYTES) };
	};
	const fits = async (known: Known, password: Bytes, owner: PasswordOwner, tag: Bytes): Promise<boolean> => {
		if (known.form === "earlier") return fitsEarlier(known, password, owner);
		// Stored at another price: a second hash, until the next right sign-in has replaced it.
		const own = isToday(known) ? tag : await queued(owner.tenantId, password, saltOf(owner), known.cost).result();
		return constantTimeEqual(await keyed(known.keyId, known.cost, owner, own), known.tag);
	};

	// The earlier form: the key first, then Argon2id under a salt of its own. It costs a second hash until the next right
	// sign-in has replaced it.
	const fitsEarlier = async (known: Known & { form: "earlier" }, password: Bytes, owner: PasswordOwner) => {
		const peppered = base64url(await keys.mac(known.keyId, "password", fromUtf8(password)));
		const tag = await queued(owner.tenantId, utf8(peppered), known.salt, known.cost).result();
		return constantTimeEqual(tag, known.tag);
	};

	return {
		async hash(password, owner, side = owner.tenantId) {
			return stored(owner, await queued(side, plain(password), saltOf(owner), cost).result());
		},
		async derive(password, owner) {
			const bytes = plain(password);
			const place = queued(owner.tenantId, bytes, saltOf(owner), cost);
			await place.near();
			const work = place.result();
			// Whoever drops it does not wait for it: its end is nobody's error then.
			work.catch(() => undefined);
			return {
				drop: () => place.leave(),
				async matches(text) {
					const tag = await work;
					const known = knownOf(text);
					const right = await fits(known, bytes, owner, tag);
					const isCurrent = known.form === "today" && known.keyId === keys.currentId && isToday(known);
					return { right, renewed: right && !isCurrent ? await stored(owner, tag) : null };
				},
			};
		},
	};
}

const DOMAIN = "gatehouse password";

/** NFKC, so that every spelling of the same characters is the same password. */
const plain = (password: string): Bytes => utf8(password.normalize("NFKC"));

/** One salt per account, known before its row is: tenant ids and addresses never change. */
const saltOf = ({ tenantId, email }: PasswordOwner): Bytes =>
	new Uint8Array(sha256(utf8(JSON.stringify(["gatehouse password salt", tenantId, email]))).subarray(0, SALT_BYTES));

const written = ({ memoryKiB, passes }: PasswordCost): string => `m=${memoryKiB},t=${passes},p=1`;

type Known = { readonly keyId: string; readonly cost: PasswordCost; readonly tag: Bytes } & (
	| { readonly form: "today" }
	| { readonly form: "earlier"; readonly salt: Bytes }
);

const todaysForm = /^([^:]+):argon2id:m=(\d{1,5}),t=(\d),p=1:([\w-]{43})$/;
const earlierForm = /^([^:]+):\$argon2id\$v=19\$m=(\d{1,5}),t=(\d),p=1\$([\w+/]{22})\$([\w+/]{43})$/;

/** What is stored, taken apart; null when it is damaged. */
function read(text: string): Known | null {
	const today = todaysForm.exec(text);
	const [, keyId = "", memoryKiB, passes, ...parts] = today ?? earlierForm.exec(text) ?? [];
	const [first, second] = parts.map((part) => fromBase64url(part.replaceAll("+", "-").replaceAll("/", "_")));
	const cost = { memoryKiB: Number(memoryKiB), passes: Number(passes) };
	if (!first || !(cost.memoryKiB >= 8) || cost.passes < 1) return null;
	if (today) return { form: "today", keyId, cost, tag: first };
	return second ? { form: "earlier", keyId, cost, salt: first, tag: second } : null;
}
