/**
 * Links rows into their tenant's chain, in the order in which they were committed. The head moves by compare-and-set in the
 * batch that gives the rows their places, so two who link at once make one chain, without fork or gap. Before it goes on
 * from a head it checks the head's keyed proof: whoever holds the database alone cannot have their own history continued.
 */
import { GuardFailed, guard, type Statement, together, writeTogether } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { TenantId } from "../../lib/brand.ts";
import { base64url } from "../../lib/encoding.ts";
import type { TenantScope } from "../../scope.ts";
import { CHAIN_START, type ChainPoint, nextPoint, proofMessage } from "./rules.ts";
import { allPlaced, moveHead, placeRows, readHead, readUnlinked, tenantsUnlinked } from "./store.ts";

/** Rows that one batch links at most. */
const MOST_LINKED = 500;
/** Tenants that one sweep of a cell takes on at most, each with one batch, and batches in all. */
const MOST_TENANTS = 200;
const MOST_BATCHES = 300;

type House = Pick<TenantScope, "db" | "tenantId" | "deps">;

/** The keyed proof of a point, `keyId.mac`, under today's key. */
export async function prove({ keys }: Pick<Deps, "keys">, tenantId: TenantId, point: ChainPoint): Promise<string> {
	return `${keys.currentId}.${base64url(await keys.mac(keys.currentId, "audit", proofMessage(tenantId, point)))}`;
}

/** Whether the proof of a point was made by a holder of the key ring. */
export async function proofHolds(
	{ keys }: Pick<Deps, "keys">,
	tenantId: TenantId,
	point: ChainPoint,
	proof: string,
): Promise<boolean> {
	const [keyId = ""] = proof.split(".");
	if (!keys.ids.includes(keyId)) return false;
	return proof === `${keyId}.${base64url(await keys.mac(keyId, "audit", proofMessage(tenantId, point)))}`;
}

/** The two reads that linking starts from. */
export const linkReads = ({ db, tenantId }: Pick<House, "db" | "tenantId">) =>
	[readHead(db, tenantId), readUnlinked(db, tenantId, MOST_LINKED + 1)] as const;

type Read<Reads> = { [Index in keyof Reads]: Awaited<Reads[Index]> };
export type LinkReads = Read<ReturnType<typeof linkReads>>;

export type ChainState = "sound" | "broken";

/** What is to be done about rows that were read. */
export interface Linking {
	readonly state: ChainState;
	/** For a batch; none when nothing waits. */
	readonly statements: readonly Statement[];
	/** Rows that are left for another batch. */
	readonly left: LinkReads[1];
	/**
	 * Has the log name the rows that were linked. Callers must call it when the batch is committed: what is told elsewhere is
	 * what a record that was rewritten or set back as a whole is found by (ASVS 16.4.3).
	 */
	tell(): void;
}

/** Gives the rows that were read their places behind the head, if the head is sound. */
export async function linking({ db, tenantId, deps }: House, [[head], unlinked]: LinkReads): Promise<Linking> {
	const from = head?.seq === null || head?.hash === null || !head ? null : { seq: head.seq, hash: head.hash };
	const isSound = from
		? head?.lastSeq === from.seq &&
			head.lastHash === from.hash &&
			(await proofHolds(deps, tenantId, from, head.proof ?? ""))
		: head?.lastSeq === null;
	const tell = () => undefined;
	if (!isSound) return { state: "broken", statements: [], left: unlinked, tell };
	const rows = unlinked.slice(0, MOST_LINKED);
	if (rows.length === 0) return { state: "sound", statements: [], left: [], tell };
	let end = from ?? CHAIN_START;
	const linked = rows.map((row) => {
		end = nextPoint(tenantId, end, row);
		return { row, ...end };
	});
	const places = Object.fromEntries(linked.map(({ row, seq, hash }) => [row.id, [seq, hash]]));
	const proof = await prove(deps, tenantId, end);
	return {
		state: "sound",
		statements: [
			moveHead(db, tenantId, from, { ...end, proof }),
			guard(db, "conflict"),
			placeRows(db, tenantId, JSON.stringify(places)),
			allPlaced(db, rows.length),
		],
		left: unlinked.slice(MOST_LINKED),
		tell() {
			for (const { row, seq, hash } of linked) {
				const { at, event: what, actorId: actor, targetId: target, requestId: request } = row;
				deps.log.info("audit.linked", { tenant: tenantId, seq, hash, at, what, actor, target, request });
			}
		},
	};
}

/** Links what one batch can take; two requests. `lost`: somebody else was linking at that moment and has done it. */
export async function link(house: House): Promise<"linked" | "more" | "nothing" | "lost" | "broken"> {
	const { state, statements, left, tell } = await linking(house, await together(house.db, [...linkReads(house)]));
	if (state === "broken") return "broken";
	if (statements.length === 0) return "nothing";
	try {
		await writeTogether(house.db, statements);
	} catch (error) {
		if (error instanceof GuardFailed) return "lost";
		throw error;
	}
	tell();
	return left.length > 0 ? "more" : "linked";
}

/**
 * The sweep of one cell: links what is waiting, and reports a chain that somebody else has touched. Each tenant has one batch
 * before anybody has a second, `most` in all, and who is first is drawn: a backlog of one keeps nobody else waiting (T138).
 */
export async function linkDue(deps: Deps, db: Db, most = MOST_BATCHES): Promise<void> {
	let waiting: readonly TenantId[] = await readWaiting(db, deps.random.id("tnt") as TenantId);
	for (let batches = 0; waiting.length > 0 && batches < most; ) {
		const left: TenantId[] = [];
		for (const tenantId of waiting.slice(0, most - batches)) {
			const outcome = await link({ deps, db, tenantId });
			batches += 1;
			if (outcome === "broken") deps.log.error("audit.broken", { tenant: tenantId });
			if (outcome === "more") left.push(tenantId);
		}
		waiting = left;
	}
}

/** Tenants with rows to link, from a drawn place in the order of their ids on, and around. */
async function readWaiting(db: Db, from: TenantId): Promise<readonly TenantId[]> {
	const [behind, before] = await together(db, [
		tenantsUnlinked(db, "behind", from, MOST_TENANTS),
		tenantsUnlinked(db, "before", from, MOST_TENANTS),
	]);
	return [...behind, ...before].slice(0, MOST_TENANTS).map(({ tenantId }) => tenantId);
}
