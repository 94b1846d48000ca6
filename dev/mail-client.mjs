/**
 * Writes dist/parts/resend.mjs: the Resend client without the parts that only other parts of its service need (contacts,
 * broadcasts, inboxes, webhooks and more), of which we send letters alone. It takes away lines of the constructors and adds
 * none; the bundler drops what nothing makes any more. wrangler runs it before each bundling ([build] in wrangler.toml), so
 * it is JavaScript that any Node can run. It stops when a new version of the client is not of the shape it knows.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The client's code without its unused parts. Throws when it is not as expected. */
export function leanMailClient(source) {
	const part = /^\t\tthis\.(?!emails\b)\w+ = (?:new [\w$]+\((?:this|resend)\)|this\.segments);\n/gm;
	const lean = source.replaceAll(part, "");
	const taken = source.split("\n").length - lean.split("\n").length;
	const isWhole = /^\t\tthis\.emails = new Emails\(this\);$/m.test(lean) && lean.includes("/emails");
	if (taken < 10 || !isWhole) throw new Error("The Resend client is built differently now; see dev/mail-client.mjs.");
	return lean;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const lean = leanMailClient(readFileSync(at("node_modules/resend/dist/index.mjs"), "utf8"));
	mkdirSync(at("dist/parts"), { recursive: true });
	// Two bundles may be made at once: the file is there whole or not at all.
	const draft = at(`dist/parts/resend.${process.pid}.tmp`);
	writeFileSync(draft, lean);
	renameSync(draft, at("dist/parts/resend.mjs"));
}
