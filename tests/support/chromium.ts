/**
 * Where the browser of the tests is: CHROMIUM_PATH when set, else the Chromium that npm brought (Linux x64), unpacked once
 * into node_modules/.cache with its own shared libraries and fonts, so that the machine needs none.
 * Nothing is downloaded here, and the package's unsafe switches (no web security, one process) are not used.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { inRoot } from "../../dev/root.ts";

const folder = inRoot("node_modules/.cache/gatehouse-chromium");
const complete = `${folder}/complete`;

/** Loads the package with our folder as its place to unpack, and answers with the program. */
async function packagedChromium(): Promise<string> {
	const before = process.env.TMPDIR;
	// The package unpacks below TMPDIR and, told that it is in a cloud function, brings the system libraries along.
	process.env.TMPDIR = folder;
	process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
	try {
		const { default: packaged } = await import("@sparticuz/chromium");
		return await packaged.executablePath();
	} finally {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
	}
}

/** Unpacks the browser when that was not done or not finished. Callers must run it in one process only. */
export async function unpackChromium(): Promise<void> {
	if (process.env.CHROMIUM_PATH) return;
	if (process.platform !== "linux" || process.arch !== "x64") throw new Error(noBrowser);
	if (existsSync(complete)) return nameFonts();
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await packagedChromium();
	nameFonts();
	writeFileSync(complete, "");
}

/** The package's own list of fonts names folders that it does not unpack into; a browser that finds no font ends itself. */
function nameFonts(): void {
	const said = `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;
	writeFileSync(`${folder}/fonts/fonts.conf`, `<?xml version="1.0"?>\n${said}\n`);
}

const noBrowser =
	"npm has a browser for the flow tests on Linux x64 only. Set CHROMIUM_PATH to a Chromium or Chrome of this machine.";

/** Starts a headless browser. Callers must close it. */
export async function launchChromium(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM_PATH ?? (await packagedChromium());
	return chromium.launch({
		executablePath,
		args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
	});
}
