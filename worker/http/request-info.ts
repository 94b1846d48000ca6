/**
 * Where a request comes from, as roughly as people need it: the browser's name, a town. No header decides anything here.
 */
import type { Location } from "../lib/region.ts";
import type { RequestInfo } from "../scope.ts";

/** What Cloudflare knows of a connection; absent elsewhere. */
interface Surroundings {
	readonly city?: unknown;
	readonly country?: unknown;
	readonly continent?: unknown;
	readonly longitude?: unknown;
}

export function readRequestInfo(request: Request, requestId: string): RequestInfo {
	const { cf } = request as Request & { cf?: Surroundings };
	return {
		requestId,
		browser: browserName(request.headers.get("user-agent") ?? ""),
		place: placeName(cf?.city, cf?.country),
		location: locationOf(cf ?? {}),
	};
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
