/**
 * Parts of the world in which a cell can stand, in the words that Cloudflare uses for where data should live, and which of them
 * is nearest to a visitor. Pure. It tells where rows go, never what anybody may do; whoever lies about the place gains a
 * longer way.
 */
export const regions = ["wnam", "enam", "sam", "weur", "eeur", "me", "afr", "apac", "oc"] as const;
export type Region = (typeof regions)[number];

export const isRegion = (text: string): text is Region => regions.some((region) => region === text);

/** What is known of where a request comes from; each part may be missing. */
export interface Location {
	/** AF, AN, AS, EU, NA, OC or SA. */
	readonly continent?: string | undefined;
	/** ISO 3166, two capitals. */
	readonly country?: string | undefined;
	/** Degrees, west of Greenwich negative. */
	readonly longitude?: number | undefined;
}

/** Countries that are written into Asia, Africa or Europe but whose cables end at the Gulf or the eastern Mediterranean. */
const middleEast: ReadonlySet<string> = new Set("AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE".split(" "));

/** West of it (Denver, El Paso) the west coast is the shorter way. */
const ROCKIES = -103;
/** East of it (Vienna, Poznań) Europe's eastern exchanges are the nearer ones. */
const MID_EUROPE = 16;

/** The region of a place, or null when nothing is known of it. */
export function regionOf({ continent, country, longitude }: Location): Region | null {
	if (country !== undefined && middleEast.has(country)) return "me";
	switch (continent) {
		case "NA":
			return longitude !== undefined && longitude < ROCKIES ? "wnam" : "enam";
		case "SA":
			return "sam";
		case "EU":
			return longitude !== undefined && longitude > MID_EUROPE ? "eeur" : "weur";
		case "AF":
			return "afr";
		case "AS":
			return "apac";
		case "OC":
			return "oc";
		default:
			return null;
	}
}

/** Each region's neighbours by the length of the cables, not of the flight: the nearest first, itself before all. */
const neighbours: Readonly<Record<Region, readonly Region[]>> = {
	wnam: ["enam", "sam", "apac", "oc", "weur", "eeur", "me", "afr"],
	enam: ["wnam", "weur", "eeur", "sam", "me", "apac", "afr", "oc"],
	sam: ["enam", "wnam", "weur", "eeur", "afr", "me", "apac", "oc"],
	weur: ["eeur", "enam", "me", "wnam", "afr", "sam", "apac", "oc"],
	eeur: ["weur", "me", "enam", "afr", "wnam", "apac", "sam", "oc"],
	me: ["eeur", "weur", "apac", "afr", "enam", "wnam", "oc", "sam"],
	afr: ["weur", "me", "eeur", "enam", "apac", "wnam", "sam", "oc"],
	apac: ["oc", "me", "wnam", "eeur", "weur", "enam", "afr", "sam"],
	oc: ["apac", "wnam", "enam", "me", "weur", "eeur", "sam", "afr"],
};

/** The offered region that is nearest to this one, or null when none is offered. */
export const nearestRegion = (region: Region, offered: ReadonlySet<Region>): Region | null =>
	[region, ...neighbours[region]].find((one) => offered.has(one)) ?? null;
