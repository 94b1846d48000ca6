/** The words of the choice where an organization's records are kept. */
import type { Region } from "./data.ts";

interface RegionWords {
	readonly region: string;
	readonly regionHint: string;
	readonly regions: Readonly<Record<Region, string>>;
}

const en: RegionWords = {
	region: "Where your records are kept",
	regionHint: "Near your people, signing in is quickest.",
	regions: {
		wnam: "Western North America",
		enam: "Eastern North America",
		sam: "South America",
		weur: "Western Europe",
		eeur: "Eastern Europe",
		me: "Middle East",
		afr: "Africa",
		apac: "Asia",
		oc: "Oceania",
	},
};

const es: RegionWords = {
	region: "Dónde se guardan tus datos",
	regionHint: "Cuanto más cerca de tu gente, más rápido se entra.",
	regions: {
		wnam: "Oeste de Norteamérica",
		enam: "Este de Norteamérica",
		sam: "Sudamérica",
		weur: "Europa occidental",
		eeur: "Europa oriental",
		me: "Oriente Medio",
		afr: "África",
		apac: "Asia",
		oc: "Oceanía",
	},
};

export const words = { en, es };
