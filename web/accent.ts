/**
 * Clothes the page in a tenant's accent. Only hue and chroma are taken from it; lightness stays ours, and the chroma is
 * taken back until the text on it can be read (WCAG 2.2, 1.4.3) in the light and in the dark theme.
 */

interface Accent {
	/** Degrees on the oklch circle. */
	readonly hue: number;
	readonly chroma: number;
}

/** Lightness and most chroma of `--accent` in tokens.css, and the lightness that it must stand out from, per theme. */
const themes = [
	{ accent: 0.43, most: 1, ground: 0.99 },
	{ accent: 0.8, most: 0.11, ground: 0.225 },
] as const;

const enough = 4.5;

/** `#rrggbb` as hue and chroma as they are; nothing else is understood. */
function measure(colour: string): Accent | undefined {
	const digits = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
	if (digits === undefined) return undefined;
	const linear = [0, 2, 4].map((at) => toLinear(Number.parseInt(digits.slice(at, at + 2), 16) / 255));
	const [red = 0, green = 0, blue = 0] = linear;
	const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
	const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
	const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
	const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	return { hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360, chroma: Math.hypot(a, b) };
}

/** Most chroma that is worn at all: more would shout. */
const strongest = 0.15;

/** Reads `#rrggbb` as hue and chroma that keep the contrast; nothing else is understood. */
export function readAccent(colour: string): Accent | undefined {
	const found = measure(colour);
	if (found === undefined) return undefined;
	const { hue } = found;
	let chroma = Math.min(strongest, found.chroma);
	while (chroma > 0 && !readable({ hue, chroma })) chroma = Math.max(0, chroma - 0.01);
	return { hue: Math.round(hue), chroma: Math.round(chroma * 1000) / 1000 };
}

/** Whether a colour is worn weaker than it is, because words on it could not be read or because it shouts. */
export function isSoftened(colour: string): boolean {
	const [found, worn] = [measure(colour), readAccent(colour)];
	return found !== undefined && worn !== undefined && worn.chroma < found.chroma - 0.005;
}

/** Whether an accent stands out in both themes. */
export function readable(accent: Accent): boolean {
	return themes.every((theme) => {
		const over = luminance(theme.accent, Math.min(theme.most, accent.chroma), accent.hue);
		const ground = luminance(theme.ground, 0, 0);
		return (Math.max(over, ground) + 0.05) / (Math.min(over, ground) + 0.05) >= enough;
	});
}

function toLinear(value: number): number {
	return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of an oklch colour, clipped to what a screen can show. */
function luminance(lightness: number, chroma: number, hue: number): number {
	const a = chroma * Math.cos((hue * Math.PI) / 180);
	const b = chroma * Math.sin((hue * Math.PI) / 180);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const clip = (value: number) => Math.min(1, Math.max(0, value));
	return (
		0.2126 * clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) +
		0.7152 * clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) +
		0.0722 * clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
	);
}

/** Puts the accent on, or with null takes it off; a colour that cannot be read as one changes nothing. */
export function wear(colour: string | null): void {
	const { style } = document.documentElement;
	if (colour === null) {
		style.removeProperty("--accent-hue");
		style.removeProperty("--accent-chroma");
		return;
	}
	const accent = readAccent(colour);
	if (accent === undefined) return;
	style.setProperty("--accent-hue", String(accent.hue));
	style.setProperty("--accent-chroma", String(accent.chroma));
}
