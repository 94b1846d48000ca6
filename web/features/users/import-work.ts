/**
 * An import on its way: piece after piece, first as a look (nothing is written), then for good. It belongs to the page as
 * it was loaded and not to a screen, so one may look elsewhere in the meantime. Whatever interrupts it leaves it paused at
 * a whole piece; going on, or importing the same file again, makes nobody twice (the worker knows who is there already).
 */
import { createRoot, createSignal } from "solid-js";
import { wantSentences } from "../../sentences.ts";
import { type Refused, refusedBy } from "../../wire.ts";
import { type ImportInput, type ImportOutcome, importPiece } from "./data.ts";
import { type Format, lineInFile, type Piece, piecesOf } from "./pieces.ts";

type Row = ImportOutcome["rows"][number];
export type Mapping = NonNullable<ImportInput["mapping"]>;

export interface ImportPlan {
	readonly text: string;
	readonly format: Format;
	readonly name: string;
	readonly realmId: string;
	readonly country?: string | undefined;
	readonly invite: boolean;
	readonly mapping?: Mapping | undefined;
}

export interface ImportState {
	readonly plan: ImportPlan;
	/** Only a look, or for good. */
	readonly dryRun: boolean;
	readonly step: "running" | "paused" | "finished";
	readonly refused?: Refused | undefined;
	/** Pieces that are done, of all. */
	readonly piecesDone: number;
	readonly pieces: number;
	readonly counts: ImportOutcome["counts"];
	readonly columns: readonly string[];
	readonly mapping: ImportOutcome["mapping"] | undefined;
	/** The first rows, and the rows with errors, with their lines in the file. */
	readonly sample: readonly Row[];
	readonly errors: readonly Row[];
}

/** Rows that are kept to be shown; counts go on counting. */
const mostSample = 8;
export const mostErrors = 500;

/** Runs a call with the proof that it needs. */
type Proved = (run: () => Promise<ImportOutcome>) => Promise<ImportOutcome>;

const [state, setState] = createRoot(() => createSignal<ImportState>());
let pieces: readonly Piece[] = [];
/** Raised by stop and by every new start, so that an answer which comes late changes nothing. */
let turn = 0;

export { state as importState };

const nothing: ImportOutcome["counts"] = { create: 0, created: 0, exists: 0, error: 0 };

/** Begins: a look, or for good. Callers must pass a plan whose text is the whole file. */
export function beginImport(plan: ImportPlan, dryRun: boolean, proved: Proved): Promise<void> {
	pieces = piecesOf(plan.text, plan.format);
	setState({
		plan,
		dryRun,
		step: "running",
		piecesDone: 0,
		pieces: pieces.length,
		counts: nothing,
		columns: [],
		mapping: undefined,
		sample: [],
		errors: [],
	});
	return run(proved);
}

/** Goes on where it was interrupted. */
export function resumeImport(proved: Proved): Promise<void> {
	const now = state();
	if (now === undefined || now.step !== "paused") return Promise.resolve();
	setState({ ...now, step: "running", refused: undefined });
	return run(proved);
}

/** Stops after the piece that is under way. */
export function pauseImport(): void {
	turn += 1;
	const now = state();
	if (now?.step === "running") setState({ ...now, step: "paused" });
}

/** Forgets the import and its file. */
export function forgetImport(): void {
	turn += 1;
	pieces = [];
	setState(undefined);
}

async function run(proved: Proved): Promise<void> {
	turn += 1;
	const mine = turn;
	for (;;) {
		const now = state();
		const piece = now === undefined ? undefined : pieces[now.piecesDone];
		if (now === undefined || mine !== turn) return;
		if (piece === undefined) {
			setState({ ...now, step: "finished" });
			return;
		}
		try {
			const outcome = await proved(() => importPiece(inputFor(now, piece)));
			const before = state();
			if (before === undefined || before.plan !== now.plan || before.dryRun !== now.dryRun) return;
			setState(withOutcome(before, piece, outcome));
		} catch (error) {
			await wantSentences();
			const before = state();
			if (mine === turn && before !== undefined) setState({ ...before, step: "paused", refused: refusedBy(error) });
			return;
		}
	}
}

function inputFor({ plan, dryRun }: ImportState, piece: Piece): ImportInput {
	return {
		realmId: plan.realmId,
		text: piece.text,
		format: plan.format,
		dryRun,
		...(!dryRun && { invite: plan.invite }),
		...(plan.country !== undefined && { country: plan.country }),
		...(plan.mapping !== undefined && { mapping: plan.mapping }),
	};
}

function withOutcome(before: ImportState, piece: Piece, outcome: ImportOutcome): ImportState {
	const rows = outcome.rows.map((row) => ({ ...row, line: lineInFile(piece, row.line) }));
	const { counts } = before;
	return {
		...before,
		piecesDone: before.piecesDone + 1,
		columns: before.columns.length > 0 ? before.columns : outcome.columns,
		mapping: before.mapping ?? outcome.mapping,
		sample: [...before.sample, ...rows].slice(0, mostSample),
		errors: [...before.errors, ...rows.filter(({ result }) => result === "error")].slice(0, mostErrors),
		counts: {
			create: counts.create + outcome.counts.create,
			created: counts.created + outcome.counts.created,
			exists: counts.exists + outcome.counts.exists,
			error: counts.error + outcome.counts.error,
		},
	};
}
