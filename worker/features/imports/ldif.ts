/**
 * LDIF (RFC 2849), content records: folded lines, comments, base64 values, several values of an attribute. A value by address
 * (`<`) is never fetched, a password is never read, and a record that changes or removes an entry is refused as broken.
 */
import { fromBase64 } from "../../lib/encoding.ts";

export interface LdifEntry {
	readonly line: number;
	/** The first value of each attribute, by its name in lower case and without options. */
	readonly values: ReadonlyMap<string, { readonly name: string; readonly value: string }>;
	readonly broken: boolean;
}

/** What no import has to see. */
const unread = /^(?:userPassword|authPassword|unicodePwd|sambaNTPassword|jpegPhoto|userCertificate|dn|changetype)$/i;

interface Line {
	readonly at: number;
	readonly text: string;
}

/** The entries of the text; a version line and empty entries are none. */
export function parseLdif(text: string): readonly LdifEntry[] {
	const entries: LdifEntry[] = [];
	let current: Line[] = [];
	const end = () => {
		const entry = entryOf(current);
		if (entry) entries.push(entry);
		current = [];
	};
	for (const line of unfolded(text)) {
		if (line.text.trim() === "") end();
		else if (!line.text.startsWith("#")) current.push(line);
	}
	end();
	return entries;
}

/** A line that begins with a space goes on where the one before it ended, comments too. */
function unfolded(text: string): readonly Line[] {
	const lines: { at: number; text: string }[] = [];
	for (const [index, piece] of text.split(/\r\n|\n|\r/).entries()) {
		const last = lines.at(-1);
		if (piece.startsWith(" ") && last && last.text !== "") last.text += piece.slice(1);
		else lines.push({ at: index + 1, text: piece });
	}
	return lines;
}

function entryOf(lines: readonly Line[]): LdifEntry | null {
	const own = lines.filter(({ text }) => !/^version:/i.test(text));
	const [first] = own;
	if (!first) return null;
	const values = new Map<string, { name: string; value: string }>();
	let broken = !/^dn::?/i.test(first.text);
	for (const { text } of own) {
		const parts = /^([A-Za-z0-9.-]+)(?:;[A-Za-z0-9;-]+)?:(:|<)?\s*(.*)$/s.exec(text);
		const [, name = "", kind, raw = ""] = parts ?? [];
		if (!parts) broken = true;
		else if (/^changetype$/i.test(name)) broken ||= raw.trim().toLowerCase() !== "add";
		else if (!unread.test(name)) {
			const value = kind === "<" ? null : kind === ":" ? decoded(raw) : raw;
			if (value === null) broken = true;
			else if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), { name, value });
		}
	}
	return { line: first.at, values, broken };
}

function decoded(base64: string): string | null {
	const bytes = fromBase64(base64.replace(/\s/g, ""));
	if (!bytes) return null;
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}
