/**
 * The model behind docs/scaling.md: what a sign-in costs, measured; how many cells and how much money a hundred million people
 * are then; and how long a sign-in takes from ten cities with the worker at the edge or beside the data. Every assumption stands
 * here as a number, and in the output as a sentence.
 */
import { type City, cities, nearest, type Plan, type Setting, type Took, travel } from "../journeys.ts";
import { figure } from "../measure.ts";
import type { Part, Table } from "../section.ts";
import { measureSignIn, type SignInCost } from "../sign-in-cost.ts";

const SEED = 20_261_121;

/** A worker's own work: a hash of the published cost takes 31 ms, everything else a few. */
const setting = (coldShare: number): Setting => ({
	calls: [
		{ name: "page", sequential: 0, workMs: 1 },
		{ name: "login.begin", sequential: 1, workMs: 36 },
		{ name: "login.proveTotp", sequential: 1, workMs: 4 },
		{ name: "sessions.current", sequential: 1, workMs: 2 },
	],
	lastMileMs: 14,
	lastMileSpread: 0.5,
	spread: 0.1,
	besideMs: 1.5,
	databaseMs: 3,
	coldShare,
	coldTrips: 3,
});

const HOME: City = "Frankfurt";
const REGIONS: readonly City[] = ["Washington", "Frankfurt", "Tokyo", "Sydney", "São Paulo"];

const plans: readonly Plan[] = [
	{ name: "edge, one region", worker: null, data: () => HOME },
	{ name: "beside the data, one region", worker: HOME, data: () => HOME },
	{ name: "edge, regional cells", worker: null, data: (city) => nearest(city, REGIONS) },
	{ name: "beside one cell, regional cells", worker: HOME, data: (city) => nearest(city, REGIONS) },
];

const model = {
	people: 1e8,
	signInsPerDay: 0.5,
	checksPerSignIn: 30,
	/** The busiest hour beside the average one. */
	peak: 4,
	/** Share of its one core that the writer of a cell may be busy at the peak. */
	writerShare: 0.5,
	/** Months for which the record is kept in the cell. */
	months: 12,
	/** US dollars: Cloudflare Workers, paid plan, per million requests and per million CPU milliseconds; Turso per thousand million rows read, per million rows written. */
	requestPrice: 0.3,
	cpuPrice: 0.02,
	readPrice: 1,
	writePrice: 1,
	requestsPerSignIn: 4,
	cpuMsPerSignIn: 43,
} as const;

interface Scale {
	readonly signInsPerSecond: number;
	readonly cellCapacity: number;
	readonly cells: number;
	readonly terabytes: number;
	readonly dollarsPerMillion: Readonly<Record<"requests" | "cpu" | "rowsRead" | "rowsWritten", number>>;
}

/** From the measured cost of one sign-in to a hundred million people. */
export function scaleOf({ signIn, check, personBytes, signInBytes }: SignInCost): Scale {
	const perSecond = (model.people * model.signInsPerDay * model.peak) / 86_400;
	const capacity = (1000 / signIn.serverMs) * model.writerShare;
	const recorded = model.signInsPerDay * 30 * model.months * signInBytes;
	const rowsRead = signIn.rowsRead + model.checksPerSignIn * check.rowsRead;
	return {
		signInsPerSecond: perSecond,
		cellCapacity: capacity,
		cells: Math.ceil(perSecond / capacity),
		terabytes: (model.people * (personBytes + recorded)) / 1e12,
		dollarsPerMillion: {
			requests: (model.requestsPerSignIn + model.checksPerSignIn) * model.requestPrice,
			cpu: model.cpuMsPerSignIn * model.cpuPrice,
			rowsRead: (rowsRead / 1000) * model.readPrice,
			rowsWritten: signIn.rowsWritten * model.writePrice,
		},
	};
}

function costTable({ signIn, check, personBytes, signInBytes }: SignInCost): Table {
	return {
		caption: "What a sign-in costs the database, measured",
		columns: ["", "requests", "rows read", "rows written", "server ms"],
		rows: [
			["sign-in, password and code", signIn, 2],
			["session check", check, 2],
		]
			.map(([name, cost, digits]) =>
				typeof cost === "object"
					? [
							String(name),
							figure(cost.requests, 1),
							figure(cost.rowsRead),
							figure(cost.rowsWritten),
							figure(cost.serverMs, Number(digits)),
						]
					: [],
			)
			.concat([
				["a person with app and codes", "", "", "", `${figure(personBytes / 1000, 1)} KB`],
				["what a sign-in adds to the record", "", "", "", `${figure(signInBytes / 1000, 1)} KB`],
			]),
	};
}

function scaleTable(scale: Scale): Table {
	const { requests, cpu, rowsRead, rowsWritten } = scale.dollarsPerMillion;
	const dollars = (value: number) => `$${figure(value, 2)}`;
	return {
		caption: "A hundred million people",
		columns: ["", ""],
		rows: [
			["sign-ins per second at the peak", figure(scale.signInsPerSecond)],
			["sign-ins per second that one cell carries", figure(scale.cellCapacity)],
			["cells", figure(scale.cells)],
			["storage, all cells", `${figure(scale.terabytes, 1)} TB`],
			["per million sign-ins with their checks: worker requests", dollars(requests)],
			["… worker CPU", dollars(cpu)],
			["… rows read", dollars(rowsRead)],
			["… rows written", dollars(rowsWritten)],
			["… in all", dollars(requests + cpu + rowsRead + rowsWritten)],
		],
	};
}

type Journeys = Readonly<Record<string, readonly Took[]>>;

const journeys = (coldShare: number): Journeys =>
	Object.fromEntries(
		plans.map((plan) => [plan.name, cities.map((city, index) => travel(city, plan, setting(coldShare), SEED + index))]),
	);

function journeyTable(caption: string, taken: Journeys): Table {
	const cell = ({ p50, p99 }: Took | undefined = { p50: Number.NaN, p99: Number.NaN }) =>
		`${figure(p50)} / ${figure(p99)}`;
	const mean = (list: readonly Took[]): Took => ({
		p50: list.reduce((sum, { p50 }) => sum + p50, 0) / list.length,
		p99: list.reduce((sum, { p99 }) => sum + p99, 0) / list.length,
	});
	return {
		caption,
		columns: ["from", ...plans.map(({ name }) => name)],
		rows: [
			...cities.map((city, index) => [city, ...plans.map(({ name }) => cell(taken[name]?.[index]))]),
			["mean of the ten", ...plans.map(({ name }) => cell(mean(taken[name] ?? [])))],
		],
	};
}

export const section: Part = {
	id: "distance",
	async run() {
		const cost = await measureSignIn();
		const scale = scaleOf(cost);
		const [warm, cold] = [journeys(0.02), journeys(0.6)];
		return {
			title: "Distance and scale",
			prose: [
				"Costs are measured on one libsql-server with the product in the bench's own process; rows are those that the server itself counts, which is what Turso bills. The sweep's part (linking the record) is in them.",
				`The model: ${model.people.toExponential(0)} people with ${model.signInsPerDay} sign-ins a day each, ${model.checksPerSignIn} session checks to a sign-in, the busiest hour ${model.peak} times the average, a cell's writer busy for at most ${model.writerShare * 100} % of one core, the record kept for ${model.months} months. Prices are list prices in US dollars, read in November 2026: Cloudflare Workers paid plan $${model.requestPrice} per million requests and $${model.cpuPrice} per million CPU milliseconds (developers.cloudflare.com/workers/platform/pricing), Turso $${model.readPrice} per thousand million rows read and $${model.writePrice} per million rows written beyond what a plan includes (as apis.io/rate-limits/turso lists them); without plans' included amounts and without rebates.`,
				`The journeys: page, password, code, first answer inside, one after the other, from a fresh connection (TCP and TLS end at the nearest edge); ${20_000} of them per city and plan, drawn from one seed. Round trips between cities are IBM Cloud's published averages of 17 August to 15 September 2024 (github.com/ibm-cloud-docs/vpc, _include-segments/network-latency.md), scattered log-normally; a person is 14 ms from the edge in the middle. One region stands in ${HOME}; regional cells in ${REGIONS.join(", ")}, each tenant's in the region of its people. A cold sign-in finds at the edge neither a connection to the database nor the directory and pays three round trips more; beside the data there is always somebody before it. No city of Africa or India is in the published table, so none is here.`,
			],
			tables: [
				costTable(cost),
				scaleTable(scale),
				journeyTable("Milliseconds of a sign-in, p50 / p99, busy service (2 % cold)", warm),
				journeyTable("Milliseconds of a sign-in, p50 / p99, quiet service (60 % cold)", cold),
			],
			data: {
				cost,
				scale,
				model,
				setting: setting(0.02),
				warm,
				cold,
				cities,
				regions: REGIONS,
				home: HOME,
				seed: SEED,
			},
		};
	},
};
