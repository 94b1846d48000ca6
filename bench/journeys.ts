/**
 * A sign-in as a journey over the world: how long it takes from each of ten cities when the worker runs at the edge or beside the
 * data, with the data in one region or near the people. Distances are published round trips between cities, everything else is a
 * parameter; the same seed draws the same journeys. It models time on the way and knows nothing of load.
 */
import { drawing } from "./generator.ts";
import { percentile } from "./measure.ts";

/**
 * Average round trips in milliseconds between data centres of IBM Cloud, 17 August to 15 September 2024, as IBM publishes them in
 * the documentation of its network (github.com/ibm-cloud-docs/vpc, _include-segments/network-latency.md).
 */
export const cities = [
	"Dallas",
	"Toronto",
	"Washington",
	"Frankfurt",
	"London",
	"Madrid",
	"Osaka",
	"Sydney",
	"Tokyo",
	"São Paulo",
] as const;
export type City = (typeof cities)[number];

const roundTrips: Readonly<Record<City, readonly number[]>> = {
	Dallas: [0, 34, 31, 123, 113, 117, 150, 185, 143, 145],
	Toronto: [34, 0, 19, 92, 82, 109, 169, 215, 161, 130],
	Washington: [32, 20, 0, 91, 76, 88, 173, 214, 166, 118],
	Frankfurt: [123, 93, 91, 0, 13, 29, 232, 250, 228, 197],
	London: [113, 83, 75, 13, 0, 27, 244, 261, 242, 187],
	Madrid: [121, 109, 90, 29, 27, 0, 259, 275, 256, 207],
	Osaka: [151, 168, 175, 232, 244, 258, 0, 122, 9, 292],
	Sydney: [186, 214, 216, 250, 261, 275, 122, 0, 115, 327],
	Tokyo: [143, 162, 166, 231, 242, 257, 9, 115, 0, 284],
	"São Paulo": [146, 130, 119, 198, 187, 205, 290, 328, 285, 0],
};

/** A call of the page that the person waits for. */
export interface Call {
	readonly name: string;
	/** Database requests that wait for one another. */
	readonly sequential: number;
	/** Milliseconds of work in the worker. */
	readonly workMs: number;
}

export interface Setting {
	/** What the person waits for, in order; the first is the page itself. */
	readonly calls: readonly Call[];
	/** Milliseconds between a person and the nearest edge and back, in the middle; how far it scatters (sigma of its logarithm). */
	readonly lastMileMs: number;
	readonly lastMileSpread: number;
	/** Sigma of the logarithm by which a round trip between cities scatters. */
	readonly spread: number;
	/** A database request's round trip within one region, and its own work, in milliseconds. */
	readonly besideMs: number;
	readonly databaseMs: number;
	/** Share of sign-ins that meet an edge without connection to the database and without memory of the directory. */
	readonly coldShare: number;
	/** Round trips that such a sign-in pays more, once: TCP, TLS, and the directory. */
	readonly coldTrips: number;
}

/** Where the worker runs, and where the data of somebody in this city is. */
export interface Plan {
	readonly name: string;
	/** Null: at the edge, in the person's own city. */
	readonly worker: City | null;
	data(city: City): City;
}

/** The region nearest to a city among some. */
export const nearest = (city: City, among: readonly City[]): City =>
	among.reduce((best, one) => (between(city, one) < between(city, best) ? one : best));

const between = (from: City, to: City): number => roundTrips[from][cities.indexOf(to)] ?? Number.NaN;

export interface Took {
	readonly p50: number;
	readonly p99: number;
}

const JOURNEYS = 20_000;

/** Draws sign-ins of people in this city. */
export function travel(city: City, plan: Plan, setting: Setting, seed: number): Took {
	const draw = drawing(seed);
	/** Log-normal around the middle value (Box and Muller). */
	const scattered = (middle: number, sigma: number): number =>
		middle * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw()));
	const data = plan.data(city);
	const trip = (from: City, to: City): number =>
		from === to ? scattered(setting.besideMs, setting.spread) : scattered(between(from, to), setting.spread);
	const times = Array.from({ length: JOURNEYS }, () => {
		const isCold = draw() < setting.coldShare;
		const mile = () => scattered(setting.lastMileMs, setting.lastMileSpread);
		const place = plan.worker ?? city;
		// TCP and TLS end at the nearest edge, wherever the worker runs.
		let time = mile() + mile();
		let owed = isCold ? setting.coldTrips : 0;
		for (const { sequential, workMs } of setting.calls) {
			time += mile() + workMs;
			if (plan.worker !== null && plan.worker !== city) time += trip(city, plan.worker);
			// Beside its data a worker is warm for everybody: all requests of the world meet there.
			const trips = sequential + (sequential > 0 && plan.worker === null ? owed : 0);
			if (sequential > 0) owed = 0;
			for (let one = 0; one < trips; one += 1) time += trip(place, data) + setting.databaseMs;
		}
		return time;
	});
	return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
