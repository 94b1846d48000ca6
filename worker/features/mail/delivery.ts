/**
 * Delivers letters that are committed: takes them, sends them, notes what became of each (T140). Whoever takes a letter has it
 * for a minute, and stops when that time nearly ends, so nobody else sends it in the meantime; a letter that was sent and not
 * noted is sent again under the same key, which is one mail. Letters to one reader leave one after the other, the oldest first.
 */
import type { Db } from "../../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";
import { after, before, seconds } from "../../lib/duration.ts";
import { type Lanes, openLanes } from "../../lib/lanes.ts";
import type { Delivery } from "../../ports/delivery.ts";
import { errorFacts } from "../../ports/log.ts";
import type { Place } from "../../ports/sealer.ts";
import type { Letter, TextMessage } from "./letters.ts";
import { type Channel, dropLetter, dueLetters, markSent, takeLetters, theseLetters } from "./store.ts";

/** Most letters that are taken at once: what a provider that hangs can hold is done before the claim ends. */
const BATCH = 24;
/** How long one sweep goes on taking letters: it ends before the next one has waited for long. */
const SWEEP_BUDGET = seconds(25);
/** One try and its note take less: a letter whose claim ends sooner is left for later. */
const ONE_TRY = seconds(10);

/** Sends under way at once. Text messages have lanes of their own, so that a provider of theirs that hangs delays no mail. */
export type DeliveryLanes = Readonly<Record<Channel, Lanes>>;

/** The lanes of one sweep over all cells, or of one request: a worker has six connections. */
export const openDeliveryLanes = (): DeliveryLanes => ({ email: openLanes(4), sms: openLanes(2) });

type Taken = Awaited<ReturnType<typeof takeLetters>>[number];

/** Where a letter of the outbox is sealed. */
export const letterPlace = (tenantId: TenantId, id: string): Place => ({
	purpose: "seal",
	tenantId,
	ownerId: "outbox",
	record: id,
});

/** The sweep of one cell: delivers what is due until nothing is, or the time is over. Gives the number of letters sent. */
export async function deliverDue(deps: Deps, db: Db, lanes: DeliveryLanes = openDeliveryLanes()): Promise<number> {
	const until = after(deps.clock.now(), SWEEP_BUDGET);
	const [mails, texts] = await Promise.all([
		deliverAll(deps, db, "email", lanes, until),
		deliverAll(deps, db, "sms", lanes, until),
	]);
	return mails + texts;
}

/** Goes round the houses, beginning anywhere, until a whole round finds nothing. */
async function deliverAll(deps: Deps, db: Db, channel: Channel, lanes: DeliveryLanes, until: Millis): Promise<number> {
	let sent = 0;
	let house: string = deps.random.id("tnt");
	while (deps.clock.now() < until) {
		const now = deps.clock.now();
		const taken = await takeLetters(db, now, deps.config.globalEpoch, dueLetters(channel, house, now, BATCH));
		if (taken.length === 0 && house === "") break;
		house =
			taken
				.map(({ tenantId }) => tenantId)
				.sort()
				.at(-1) ?? "";
		sent += await sendAll(deps, db, taken, lanes);
	}
	return sent;
}

/** Delivers these letters of one house, behind the answer of the request that posted them. */
export async function deliverThese(deps: Deps, db: Db, tenantId: TenantId, ids: readonly string[]): Promise<void> {
	const lanes = openDeliveryLanes();
	for (let from = 0; from < ids.length; from += BATCH) {
		const which = theseLetters(tenantId, ids.slice(from, from + BATCH));
		await sendAll(deps, db, await takeLetters(db, deps.clock.now(), deps.config.globalEpoch, which), lanes);
	}
}

async function sendAll(deps: Deps, db: Db, taken: readonly Taken[], lanes: DeliveryLanes): Promise<number> {
	const readers = new Map<string, Taken[]>();
	for (const row of [...taken].sort((a, b) => a.createdAt - b.createdAt || a.row - b.row))
		readers.set(row.recipient, [...(readers.get(row.recipient) ?? []), row]);
	const counts = await Promise.all(
		[...readers.values()].map(async (rows) => {
			let sent = 0;
			for (const row of rows) if (await lanes[row.channel](() => sendOne(deps, db, row))) sent += 1;
			return sent;
		}),
	);
	return counts.reduce((sum, count) => sum + count, 0);
}

/** Sends one letter and notes it; never throws, so that no letter holds up another. */
async function sendOne(deps: Deps, db: Db, row: Taken): Promise<boolean> {
	const facts = { letter: row.id, kind: row.kind, tries: row.tries };
	try {
		const now = deps.clock.now();
		if (row.sealedLetter === null || row.expiresAt <= now) {
			deps.log.info("mail.dropped", facts);
			if (row.sealedLetter !== null) await dropLetter(db, row.tenantId, row.id);
			return false;
		}
		if (before(row.notBeforeAt, ONE_TRY) < now) return false;
		const letter = await deps.sealer.open(letterPlace(row.tenantId, row.id), row.sealedLetter);
		if (letter === null) {
			deps.log.error("mail.unreadable", facts);
			return false;
		}
		const delivery = await send(deps, row, letter);
		if (delivery.is === "taken") {
			await markSent(db, row.tenantId, row.id, deps.clock.now());
			return true;
		}
		deps.log.error(`mail.${delivery.is}`, { ...facts, status: delivery.status });
		if (delivery.is === "refused") await dropLetter(db, row.tenantId, row.id);
	} catch (error) {
		deps.log.error("mail.failed", { ...facts, ...errorFacts(error) });
	}
	return false;
}

const send = ({ texter, mailer }: Deps, { channel, id }: Taken, letter: string): Promise<Delivery> =>
	channel === "sms"
		? texter.send(JSON.parse(letter) as TextMessage, id)
		: mailer.send(JSON.parse(letter) as Letter, id);
