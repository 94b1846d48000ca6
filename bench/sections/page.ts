/**
 * The first load of the sign-in page as a person on a phone has it: a slow line, a slow processor, a real browser, at the
 * first visit and at the next, beside a page over Better Auth's client in the same run.
 */
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { buildIfChanged } from "../../dev/build.ts";
import { inRoot } from "../../dev/root.ts";
import { measureSizes, sizeLimits, total } from "../../dev/size.ts";
import { launchChromium, unpackChromium } from "../../tests/support/chromium.ts";
import { figure, median } from "../measure.ts";
import { ourPage, peerPage, type Side } from "../page/sides.ts";
import { type Line, needsNoCall, type Visit, visitTwice } from "../page/visit.ts";
import type { Part, Table } from "../section.ts";

const ROUNDS = 5;

const lines: readonly Line[] = [
	{ name: "1.6 Mbit/s, 150 ms, CPU 4× slower", bitsPerSecond: 1.6e6, roundTripMs: 150, cpuSlowdown: 4 },
	{ name: "10 Mbit/s, 40 ms, this machine's CPU", bitsPerSecond: 10e6, roundTripMs: 40, cpuSlowdown: 1 },
];

/** The first visits of fresh profiles, and their second ones. */
interface Visits {
	readonly cold: Visit[];
	readonly warm: Visit[];
}

const kilobytes = (bytes: number): string => figure(bytes / 1024, 1);

const middle = (some: readonly Visit[], of: keyof Visit): number => median(some.map((visit) => visit[of]));

function row(who: string, visit: string, some: readonly Visit[]): (string | number)[] {
	const of = (name: keyof Visit) => middle(some, name);
	return [
		who,
		visit,
		figure(of("firstPaintMs")),
		figure(of("typableMs")),
		figure(of("sendableMs")),
		of("filesUntilTypable"),
		kilobytes(of("bytesUntilTypable")),
		kilobytes(of("bytesInAll")),
		figure(of("shift"), 3),
	];
}

function table(line: Line, ours: Visits, theirs: Visits | undefined): Table {
	return {
		caption: `Sign-in page at ${line.name}; median of ${ROUNDS}`,
		columns: [
			"page",
			"visit",
			"first paint ms",
			"can type ms",
			"can send ms",
			"files until one can type",
			"KB until then",
			"KB in all",
			"layout shift",
		],
		rows: [
			row("Gatehouse", "first", ours.cold),
			...(theirs ? [row("over Better Auth's client", "first", theirs.cold)] : []),
			row("Gatehouse", "next", ours.warm),
			...(theirs ? [row("over Better Auth's client", "next", theirs.warm)] : []),
		],
	};
}

interface Measured {
	readonly line: Line;
	readonly ours: Visits;
	readonly theirs: Visits | undefined;
}

/** The sides take turns, so that whatever else the machine does meanwhile is shared by both. */
async function measureAt(line: Line, browser: Browser, ours: Side, theirs: Side | undefined): Promise<Measured> {
	console.log(`  ${line.name}`);
	const mine: Visits = { cold: [], warm: [] };
	const others: Visits = { cold: [], warm: [] };
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const [side, seen] of [[ours, mine] as const, ...(theirs ? [[theirs, others] as const] : [])]) {
			const { cold, warm } = await visitTwice(browser, side.signIn, line);
			seen.cold.push(cold);
			seen.warm.push(warm);
		}
	}
	return { line, ours: mine, theirs: theirs && others };
}

async function measure(ours: Side, theirs: Side | undefined) {
	await unpackChromium();
	const browser = await launchChromium();
	try {
		const measured: Measured[] = [];
		for (const line of lines) measured.push(await measureAt(line, browser, ours, theirs));
		return { measured, isAlone: await needsNoCall(browser, ours.signIn) };
	} finally {
		await browser.close();
	}
}

/** How much of the peer's time ours takes; a dash without a peer. */
function ratio(ours: readonly Visit[], theirs: readonly Visit[] | undefined, of: keyof Visit): string {
	return theirs ? `${figure(middle(ours, of) / middle(theirs, of), 2)}×` : "–";
}

export const section: Part = {
	id: "page",
	async run() {
		await buildIfChanged();
		const ours = await ourPage();
		const theirs = existsSync(inRoot("bench/node_modules/better-auth")) ? await peerPage() : undefined;
		try {
			const { measured, isAlone } = await measure(ours, theirs);
			const every = measured.flatMap(({ ours: { cold, warm } }) => [...cold, ...warm]);
			const most = (of: keyof Visit) => Math.max(...every.map((visit) => visit[of]));
			const weight = total(measureSizes().firstLoad);
			const [slow] = measured;
			const lead = Math.min(...every.map(({ restFromMs, sendableMs }) => restFromMs - sendableMs));
			const warmAnswers = Math.max(...measured.map(({ ours: { warm } }) => middle(warm, "bytesUntilTypable")));
			return {
				title: "The sign-in page",
				prose: [
					"A real Chromium in a window of 360 × 640, its network and processor slowed by the browser's own tools. Ours is the production build served by the deployed worker in workerd; an edge in front of both compresses with gzip, which Cloudflare does in production. HTTP/1.1 without TLS, so that only the page's own cost is seen. “First” is a fresh profile, “next” the same profile again.",
					"Better Auth brings no page. The other one is ours, as small as a page over its client can be: its documented calls for password and code, the same Solid and the same build as our page, one screen in one language without styles to speak of, no router. It is served as static files and asks no worker. What it leaves out (two languages, themes, help, refusals as sentences, the organization's name) is in our figures and not in its own.",
					...(slow
						? [
								`Ours beside it at the first visit on the slow line: ready to type ${ratio(slow.ours.cold, slow.theirs?.cold, "typableMs")}, ready to send ${ratio(slow.ours.cold, slow.theirs?.cold, "sendableMs")}, bytes until one can type ${ratio(slow.ours.cold, slow.theirs?.cold, "bytesUntilTypable")}; at the next visit ready to type ${ratio(slow.ours.warm, slow.theirs?.warm, "typableMs")}, ready to send ${ratio(slow.ours.warm, slow.theirs?.warm, "sendableMs")}.`,
							]
						: []),
				],
				tables: measured.map(({ line, ours: one, theirs: other }) => table(line, one, other)),
				aims: [
					{
						what: "First load of the sign-in page, gzip",
						measured: `${kilobytes(weight)} KB`,
						aim: `≤ ${kilobytes(sizeLimits.firstLoad)} KB`,
						isMet: weight <= sizeLimits.firstLoad,
					},
					{
						what: "Can be typed into, and is ready to send, while no call of the API is answered",
						measured: isAlone ? "yes" : "no",
						aim: "yes",
						isMet: isAlone,
					},
					{
						what: "Layout shift, largest of all visits",
						measured: figure(most("shift"), 3),
						aim: "0",
						isMet: most("shift") === 0,
					},
					{
						what: "The rest of the app is asked for after the form can be sent",
						measured: `${figure(lead)} ms later`,
						aim: "later",
						isMet: lead >= 0,
					},
					{
						what: "What the next visit pays until one can type",
						measured: `${kilobytes(warmAnswers)} KB`,
						aim: "≤ 2 KB",
						isMet: warmAnswers <= 2048,
					},
				],
				data: measured,
			};
		} finally {
			await theirs?.stop();
			await ours.stop();
		}
	},
};
