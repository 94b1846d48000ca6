/**
 * Whether a sign-in, a session check and the users grid cost the same with more people in a cell and more organizations in the
 * directory. All sizes stand at once and are asked in turn, so that whatever else the machine does falls on all of them alike.
 * The deployed bundle asks its database itself, on the same machine: what differs is the database's own work.
 */
import type { Visitor } from "../../tests/support/browser.ts";
import { openPlace, type Place, SIGNING_IN } from "../growth-world.ts";
import { figure, median, percentile } from "../measure.ts";
import type { Aim, Part, Table } from "../section.ts";

const people = [1000, 100_000, 1_000_000];
const tenants = [1, 1000, 100_000];
const AIM = 1.3;
/** How often each page is asked at each size. */
const ROUNDS = 60;
/** Rounds at the beginning that nobody counts: caches and the runtime warm up. */
const WARMING = 5;

type Measure = () => Promise<number>;
/** What is measured → size → milliseconds. */
type Times = Map<string, Map<number, number[]>>;

const count = (value: number): string => value.toLocaleString("en");

async function timed(act: () => Promise<unknown>): Promise<number> {
	const startedAt = performance.now();
	await act();
	return performance.now() - startedAt;
}

function note(times: Times, what: string, size: number, ms: number): void {
	const bySize = times.get(what) ?? new Map<number, number[]>();
	times.set(what, bySize.set(size, [...(bySize.get(size) ?? []), ms]));
}

/** Asks everything at every size in turn; the order of the sizes goes round. */
async function interleave(
	times: Times,
	rounds: number,
	places: readonly (readonly [size: number, measures: Readonly<Record<string, Measure>>])[],
): Promise<void> {
	const names = Object.keys(places[0]?.[1] ?? {});
	for (let round = 0; round < rounds + WARMING; round += 1)
		for (const name of names)
			for (let index = 0; index < places.length; index += 1) {
				const [size, measures] = places[(index + round) % places.length] ?? [0, {}];
				const ms = (await measures[name]?.()) ?? Number.NaN;
				if (round >= WARMING) note(times, name, size, ms);
			}
}

const sorts = ["name", "email", "realm", "role", "twoFactor", "required", "lastSignIn"] as const;

interface GridPage {
	readonly nextCursor?: string;
	readonly users: readonly unknown[];
}

/** The pages that an administrator of this house asks for. */
async function pagesOf(desk: Visitor, house: string): Promise<Readonly<Record<string, Measure>>> {
	const inputs: Record<string, object> = { "first page": {} };
	for (const sort of sorts) {
		if (sort !== "name") inputs[`by ${sort}`] = { sort };
		inputs[`by ${sort}, backwards`] = { sort, direction: "desc" };
		const { nextCursor } = await desk.okQuery<GridPage>("users.list", { sort });
		if (nextCursor !== undefined) inputs[`by ${sort}, next page`] = { sort, cursor: nextCursor };
	}
	inputs["a search that finds one"] = { search: "bench-7@" };
	inputs["a search that finds nobody"] = { search: "nobody of this name" };
	inputs["a search that finds many"] = { search: "ada" };
	inputs["those who must and have none"] = { status: "missing" };
	inputs["the locked"] = { status: "locked" };
	inputs["the disabled"] = { status: "disabled" };
	inputs["one realm"] = { realmId: `rlm_${"7".padStart(20, "0")}` };
	return Object.fromEntries([
		...Object.entries(inputs).map(([name, input]) => [
			`${house}: grid, ${name}`,
			() => timed(() => desk.okQuery("users.list", input)),
		]),
		[`${house}: session check`, () => timed(() => desk.okQuery("sessions.current"))],
		[`${house}: overview`, () => timed(() => desk.okQuery("overview.get"))],
		[`${house}: realms`, () => timed(() => desk.okQuery("realms.list"))],
		[`${house}: the record, newest`, () => timed(() => desk.okQuery("audit.list", {}))],
	]);
}

const signsIn = (house: string) =>
	({ code: `${house}: sign-in, the code`, whole: `${house}: sign-in, password and code` }) as const;

/** Everybody signs in once, at one size after the other. */
async function signIns(times: Times, places: readonly Place[], slugs: readonly (readonly [string, string])[]) {
	for (let index = 0; index < SIGNING_IN; index += 1)
		for (const [slug, house] of slugs)
			for (let turn = 0; turn < places.length; turn += 1) {
				const place = places[(turn + index) % places.length];
				const account = place?.accounts[slug]?.[index];
				if (!place || !account) continue;
				const { passwordMs, codeMs } = await place.signIn(slug, account);
				const hashMs = await place.hash();
				if (index < WARMING) continue;
				note(times, signsIn(house).whole, place.size, passwordMs + codeMs);
				note(times, `${signsIn(house).whole}, without the hash`, place.size, passwordMs + codeMs - hashMs);
				note(times, signsIn(house).code, place.size, codeMs);
			}
}

async function measureCells(times: Times): Promise<void> {
	const places: Place[] = [];
	try {
		for (const size of people) places.push(await openPlace("cell", size));
		const houses = [
			["house", "1,000 among all"],
			["whole", "all in one"],
		] as const;
		await signIns(times, places, houses);
		for (const [slug, name] of houses) {
			const asked: (readonly [number, Readonly<Record<string, Measure>>])[] = [];
			for (const place of places) {
				const owner = place.accounts[slug]?.at(-1);
				if (!owner) throw new Error("the bench has no owner");
				const { visitor } = await place.signIn(slug, owner);
				asked.push([place.size, await pagesOf(visitor, name)]);
			}
			await interleave(times, ROUNDS, asked);
		}
	} finally {
		for (const place of places) await place.stop();
	}
}

async function measureDirectories(times: Times): Promise<void> {
	const places: Place[] = [];
	try {
		for (const size of tenants) places.push(await openPlace("directory", size));
		await signIns(times, places, [["house", "directory"]]);
		const asked = places.map((place) => {
			const platform = place.visitor(null);
			const look = () => timed(() => platform.okQuery("tenants.checkSlug", { slug: "house" }));
			return [place.size, { "directory: look-up of a slug": look }] as const;
		});
		await interleave(times, ROUNDS * 3, asked);
	} finally {
		for (const place of places) await place.stop();
	}
}

interface Line {
	readonly what: string;
	readonly p50: readonly number[];
	readonly p99: readonly number[];
	readonly ratio: number;
}

const linesOf = (times: Times, sizes: readonly number[]): readonly Line[] =>
	[...times].map(([what, bySize]) => {
		const all = sizes.map((size) => bySize.get(size) ?? []);
		const p50 = all.map(median);
		return { what, p50, p99: all.map((one) => percentile(one, 0.99)), ratio: (p50.at(-1) ?? 0) / (p50[0] ?? 1) };
	});

function table(caption: string, of: string, sizes: readonly number[], lines: readonly Line[]): Table {
	return {
		caption,
		columns: ["what", ...sizes.map((size) => `p50 (p99) ms, ${count(size)} ${of}`), "largest / smallest"],
		rows: lines.map(({ what, p50, p99, ratio }) => [
			what.slice(what.indexOf(": ") + 2),
			...p50.map((ms, index) => `${figure(ms, 1)} (${figure(p99[index] ?? 0, 1)})`),
			`${figure(ratio, 2)}×`,
		]),
	};
}

/** The worst of these lines, as one claim. */
function aim(what: string, lines: readonly Line[]): Aim {
	const worst = lines.reduce((one, other) => (other.ratio > one.ratio ? other : one));
	return {
		what: `${what} (the worst: ${worst.what.slice(worst.what.indexOf(": ") + 2)})`,
		measured: `${figure(worst.ratio, 2)}×`,
		aim: `≤ ${AIM}×`,
		isMet: worst.ratio <= AIM,
	};
}

export const section: Part = {
	id: "growth",
	async run() {
		const [cells, directories]: [Times, Times] = [new Map(), new Map()];
		await measureCells(cells);
		await measureDirectories(directories);
		const lines = linesOf(cells, people);
		const looks = linesOf(directories, tenants);
		const of = (house: string, part: RegExp) =>
			lines.filter(({ what }) => what.startsWith(`${house}: `) && part.test(what));
		const claims = (house: string, words: string) => [
			aim(`sign-in, ${words}`, of(house, /sign-in/)),
			aim(`session check, ${words}`, of(house, /session check/)),
			aim(`users grid, ${words}`, of(house, /: grid/)),
		];
		return {
			title: "Growth",
			prose: [
				"Each size is a database of its own, filled by a seeded generator (people, factors, ten recovery codes each, sessions, attempts, two or three events each), with its own libsql-server and its own worker. All of them stand at once and are asked in turn. A cell holds a house of 1,000 people, and one house with all the people that the column names.",
				"A sign-in is a password and a code, through the deployed bundle; without the hash, the time of one hash by itself is taken off. No statistics are gathered in the database (no ANALYZE), as in production.",
			],
			tables: [
				table("A house of 1,000 people in a growing cell", "people", people, of("1,000 among all", /./)),
				table("One house with all the people of the cell", "people", people, of("all in one", /./)),
				table("A growing directory", "organizations", tenants, looks),
			],
			aims: [
				...claims("1,000 among all", "1,000 people in a cell of 10⁶ against 10³"),
				...claims("all in one", "a tenant of 10⁶ people against 10³"),
				aim("sign-in and look-up with 10⁵ organizations in the directory against 1", looks),
			],
			data: { cells: lines, directories: looks },
		};
	},
};
