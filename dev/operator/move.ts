/**
 * `tenants move`: a living tenant goes from one cell to another while people sign in (decision 022).
 *
 *   copying:   freeze the old cell ─► copy ─► compare ─► close the old cell ─► switch the directory (the one point of no return)
 *   switched:  open the new cell, with a row in the record ─► clear the old one down to a stone that says "moved"
 *
 * At no moment can the tenant act in both. Killed anywhere, the same command goes on; before the switch `--cancel` takes it back.
 * It ends no session and no trust: a move is no event of security.
 */
import { and, eq, sql } from "drizzle-orm";
import { guard, together } from "../../db/batch.ts";
import { directory, moves } from "../../db/schema/catalog/index.ts";
import { tenants } from "../../db/schema/index.ts";
import { entry } from "../../worker/features/audit/service.ts";
import { tenantScope } from "../../worker/features/tenants/service.ts";
import { type Call, type Command, operatorOf, operatorOption, Refused, type Service, tenantOption } from "./command.ts";
import { clear, contentOf, copy, countRows, demandSame } from "./move-copy.ts";
import { allowClearing, claimPlace, close, freeze, leaveStone, open, type Post, takeOver } from "./move-fence.ts";

/** How long the old cell keeps its fence behind the switch, in milliseconds: longer than any request of the service lives. */
const LINGER_MS = 15_000;

type Move = typeof moves.$inferSelect;

export const moveTenant: Command = {
	help: "Moves an organization to another cell while it is in use. Killed half-way, run it again; --cancel takes it back before the switch.",
	changes: true,
	words: ["tenant"],
	options: {
		tenant: tenantOption,
		to: { value: "cell", help: "the cell to move it to; may be left out to go on with a move, or to cancel it" },
		cancel: { help: "takes a move back that has not switched yet" },
		operator: { ...operatorOption, needed: false, help: "your name, for the record of the organization" },
	},
	async run(call) {
		const service = await call.open();
		const scope = await service.house(call.text("tenant"));
		const [under] = await service.deps.openCatalog().select().from(moves).where(eq(moves.tenantId, scope.tenantId));
		if (call.has("cancel")) return cancel(call, service, under);
		const move = await begun(call, service, under);
		if (!move) return;
		if (move.stage === "copying") await bring(call, service, move);
		await finish(call, service, move);
		call.terminal.say(`${move.slug} lives in ${move.to} now.`);
	},
};

/** The move that is to be made: the one under way, taken over by this run, or a new one; null when there is nothing to do. */
async function begun(call: Call, service: Service, under: Move | undefined): Promise<Move | null> {
	const { deps } = service;
	const to = call.optional("to");
	if (under) {
		if (under.stage === "cancelling")
			throw new Refused(`A move of ${under.slug} is being taken back. Finish that with --cancel.`);
		if (to !== undefined && to !== under.to)
			throw new Refused(
				`A move of ${under.slug} to ${under.to} is under way. Finish it, or take it back with --cancel.`,
			);
		if (!call.isDryRun) return taken(service, under, under.stage);
		call.terminal.say(`Would go on with the move of ${under.slug} from ${under.from} to ${under.to}.`);
		return null;
	}
	const scope = await service.house(call.text("tenant"));
	if (to === undefined) throw new Refused(`No move of ${scope.slug} is under way. Say where to: --to <cell>.`);
	if (!deps.config.cells.has(to)) throw new Refused(`There is no cell "${to}" in CELLS.`);
	if (scope.cell === to) {
		call.terminal.say(`${scope.slug} lives in ${to} already; nothing changed.`);
		return null;
	}
	const [house] = await scope.db.select().from(tenants).where(eq(tenants.id, scope.tenantId));
	if (!house || house.state === "unverified")
		throw new Refused(`${scope.slug} was never opened (its owner has not verified the address). Nothing to move.`);
	if (call.isDryRun) {
		const rows = await countRows(scope.db, scope.tenantId);
		call.terminal.say(`Would move ${scope.slug} ("${house.name}", ${rows} rows) from ${scope.cell} to ${to}.`);
		return null;
	}
	const { tenantId, slug, cell, now } = scope;
	const move: Move = {
		tenantId,
		slug,
		from: cell,
		to,
		stage: "copying",
		run: now,
		state: house.state,
		operator: operatorOf(call),
		startedAt: now,
	};
	const [mine] = await deps.openCatalog().insert(moves).values(move).onConflictDoNothing().returning();
	return mine ?? lostTo(slug);
}

const lostTo = (slug: string): never => {
	throw new Refused(`Another run has taken the move of ${slug} over. Look again, and repeat the command.`);
};

/** Takes a move over for this run; every earlier run is shut out by it. */
async function taken(
	service: Service,
	{ tenantId, run, slug, stage: found }: Move,
	stage: Move["stage"],
): Promise<Move> {
	const [mine] = await service.deps
		.openCatalog()
		.update(moves)
		.set({ run: run + 1, stage })
		.where(and(eq(moves.tenantId, tenantId), eq(moves.run, run), eq(moves.stage, found)))
		.returning();
	return mine ?? lostTo(slug);
}

const postOf = ({ deps }: Service, { tenantId, run, from, to }: Move, way: Post["way"]): Post => ({
	db: deps.openCell(way === "out" ? from : to),
	tenantId,
	run,
	way,
});

/** Everything up to the switch. It may be begun again at any point: the freeze holds, and the copy starts over. */
async function bring(call: Call, service: Service, move: Move): Promise<void> {
	const [out, into] = [postOf(service, move, "out"), postOf(service, move, "in")];
	const { tenantId, slug, state } = move;
	await claimPlace(into);
	await clear(into, () => undefined);
	await into.db.delete(tenants).where(sql`${tenants.id} = ${tenantId} and ${tenants.state} = 'moving'`);
	await freeze(out, state);
	const total = await countRows(out.db, tenantId);
	const copying = call.terminal.progress(`Copying ${slug}`, total);
	const left = await copy(out.db, into, state, copying.to);
	copying.end();
	const comparing = call.terminal.progress(`Comparing ${slug}`, total);
	demandSame(left, await contentOf(into.db, tenantId, state, comparing.to));
	comparing.end();
	await close(out, state);
	await switchDirectory(service, move);
}

/** The one point of no return: the directory names the new cell, and the move says so, or neither. */
async function switchDirectory({ deps }: Service, { tenantId, slug, from, to, run }: Move): Promise<void> {
	const catalog = deps.openCatalog();
	await together(catalog, [
		catalog
			.update(moves)
			.set({ stage: "switched" })
			.where(and(eq(moves.tenantId, tenantId), eq(moves.run, run), eq(moves.stage, "copying"))),
		guard(catalog, "conflict"),
		catalog
			.update(directory)
			.set({ cell: to })
			.where(and(eq(directory.slug, slug), eq(directory.tenantId, tenantId), eq(directory.cell, from))),
		guard(catalog, "conflict"),
	]);
}

/** Everything behind the switch. */
async function finish(call: Call, service: Service, move: Move): Promise<void> {
	const [out, into] = [postOf(service, move, "out"), postOf(service, move, "in")];
	const { tenantId, slug, from, to, state, operator } = move;
	if (await takeOver(into)) {
		const scope = tenantScope(service.scope, slug, { tenantId, cell: to });
		const told = entry({ ...scope, db: into.db }, null, { event: "tenant.moved", evidence: { operator, from, to } });
		await open(into, state, [told]);
	}
	if (await takeOver(out)) {
		// Whoever began in the old cell before the freeze still meets the fence there, and not an emptied house.
		await call.wait(LINGER_MS);
		const clearing = call.terminal.progress(`Clearing ${from}`, 0);
		await allowClearing(out);
		await clear(out, clearing.to);
		await leaveStone(out, slug, service.scope.now);
		clearing.end();
	}
	await forget(service, move);
}

const forget = ({ deps }: Service, { tenantId, run }: Move): Promise<unknown> =>
	deps
		.openCatalog()
		.delete(moves)
		.where(and(eq(moves.tenantId, tenantId), eq(moves.run, run)));

/** Takes a move back: the new cell is cleared, the old one opens as it was. */
async function cancel(call: Call, service: Service, under: Move | undefined): Promise<void> {
	if (!under) return call.terminal.say("No move of it is under way; nothing changed.");
	if (under.stage === "switched")
		throw new Refused(`${under.slug} lives in ${under.to} already. Run the command again without --cancel to finish.`);
	if (call.isDryRun) return call.terminal.say(`Would take the move of ${under.slug} to ${under.to} back.`);
	const move = await taken(service, under, "cancelling");
	const [out, into] = [postOf(service, move, "out"), postOf(service, move, "in")];
	// The old cell first: whoever waits for the tenant waits for this alone.
	if (await takeOver(out)) await open(out, move.state);
	if (await takeOver(into)) {
		await clear(into, () => undefined);
		await leaveStone(into, move.slug, service.scope.now);
	}
	await forget(service, move);
	call.terminal.say(`The move of ${move.slug} was taken back: it lives in ${move.from} as before.`);
}
