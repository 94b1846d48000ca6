/**
 * Where a request comes from, as roughly as people need it: the browser's name, a town, and the source that budgets go by.
 */
import type { Location } from "../lib/region.ts";
import type { RequestInfo } from "../scope.ts";

/** What Cloudflare knows of a connection; absent elsewhere. */
interface Surroundings {
	readonly city?: unknown;
	readonly country?: unknown;
	readonly continent?: unknown;
	readonly longitude?: unknown;
	/** The data centre that took the request. */
	readonly colo?: unknown;
}

export function readRequestInfo(request: Request, requestId: string): RequestInfo {
	const { cf } = request as Request & { cf?: Surroundings };
	return {
		requestId,
		idempotencyKey: keyIn(request.headers.get("idempotency-key")),
		source: cf && typeof cf.colo === "string" ? sourceIn(request.headers.get("cf-connecting-ip")) : "unknown",
		browser: browserName(request.headers.get("user-agent") ?? ""),
		place: placeName(cf?.city, cf?.country),
		location: locationOf(cf ?? {}),
	};
}

/** The client's key, as long as any random one is; one of another form is none, and a request without a key is served as ever. */
const keyIn = (text: string | null): string | null => (text !== null && /^[\w-]{16,128}$/.test(text) ? text : null);

/**
 * The source of an address. Cloudflare sets the header itself, over whatever a client sent; where Cloudflare is not in front the
 * header is anybody's claim and is not asked (T022). Of IPv6 the first 64 bits count: the rest is its owner's to choose (T029).
 */
export function sourceIn(address: string | null): string {
	if (address === null) return "unknown";
	if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return address;
	const v4 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
	if (v4 !== undefined) return v4;
	if (!/^[0-9a-f:]+(?:\.\d|%|$)/i.test(address) || !address.includes(":")) return "unknown";
	const [head = "", tail] = address.toLowerCase().split("::");
	const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
	const left = groups(head);
	const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - groups(tail).length);
	const whole = [...left, ...Array.from({ length: missing }, () => "0"), ...groups(tail ?? "")];
	return `${whole
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ""))
		.join(":")}::/64`;
}

/** Cloudflare gives the longitude as a text. */
function locationOf({ continent, country, longitude }: Surroundings): Location {
	const degrees = typeof longitude === "string" && longitude !== "" ? Number(longitude) : Number.NaN;
	return {
		continent: typeof continent === "string" ? continent : undefined,
		country: typeof country === "string" ? country : undefined,
		longitude: Number.isFinite(degrees) ? degrees : undefined,
	};
}

const browsers: readonly (readonly [RegExp, string])[] = [
	[/\bEdgA?\//, "Edge"],
	[/\bOPR\//, "Opera"],
	[/\bSamsungBrowser\//, "Samsung Internet"],
	[/\b(?:Firefox|FxiOS)\//, "Firefox"],
	[/\b(?:HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
	[/\bSafari\//, "Safari"],
	[/\bcurl\//, "curl"],
];
const systems: readonly (readonly [RegExp, string])[] = [
	[/\biPhone\b/, "iPhone"],
	[/\biPad\b/, "iPad"],
	[/\bAndroid\b/, "Android"],
	[/\bWindows\b/, "Windows"],
	[/\bMac OS X\b/, "macOS"],
	[/\bCrOS\b/, "ChromeOS"],
	[/\bLinux\b/, "Linux"],
];

/** "Firefox on Linux"; the raw header is never kept. */
export function browserName(userAgent: string): string {
	const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "Unknown browser";
	const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
	return system ? `${browser} on ${system}` : browser;
}

function placeName(city: unknown, country: unknown): string | null {
	const town = typeof city === "string" && city !== "" ? city : null;
	const land = typeof country === "string" && /^[A-Z]{2}$/.test(country) ? countryName(country) : null;
	return [town, land].filter((part) => part !== null).join(", ") || null;
}

function countryName(code: string): string | null {
	try {
		return new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? null;
	} catch {
		return null;
	}
}
