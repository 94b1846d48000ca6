/**
 * Hands a text to the person as a file, made in the page: the codes travel to nobody.
 * Plain text only, and a file name without any sign that a system could take for something else.
 */

/** "Ñandú & Co codes" as "nandu-co-codes". */
function plainName(name: string): string {
	return name
		.normalize("NFKD")
		.replace(/[\u0300-\u036f]/g, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
}

/** Saves plain text under a file name that keeps only safe characters. */
export function saveFile(name: string, lines: readonly string[]): void {
	const address = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/plain;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = `${plainName(name)}.txt`;
	document.body.append(link);
	link.click();
	link.remove();
	// The browser has taken its own copy by the time the next task runs.
	setTimeout(() => URL.revokeObjectURL(address), 0);
}
