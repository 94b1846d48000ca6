/**
 * The desk at which administrators act on people: one act at a time goes from its question, where it takes something
 * away, to what came of it, and on to the enrolment link where one may be wanted (S103). The worker decides every act
 * anew; the desk only asks, sends and tells.
 */
import { batch, createSignal } from "solid-js";
import { type Act, createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { useProof } from "../sessions/proof.tsx";
import { words } from "./act-words.ts";
import { actOnAll, type Progressed, sendToAll } from "./bulk.ts";
import {
	disablePeople,
	enablePeople,
	moveToRealm,
	removePeople,
	resetSecondFactor,
	type Sendings,
	sendEnrolment,
	setMethod,
	setRequirement,
	unlockPeople,
} from "./data.ts";
import { type Bulk, calledBy, type Named } from "./people.ts";

/** Acts that ask first. */
export type Question = "require" | "notRequire" | "inherit" | "reset" | "disable" | "remove" | "move";
/** Acts that a click begins at once. */
export type Click = "unlock" | "enable" | "phoneLink" | "authenticator";
export type ActName = Question | Click | "send";

/** What the questions ask beside yes or no. */
export interface Details {
	readonly reason?: string;
	readonly endSessions?: boolean;
	readonly realmId?: string;
}

export type Stage =
	| { readonly at: "question"; readonly act: Question; readonly people: readonly Named[] }
	| { readonly at: "send"; readonly people: readonly Named[]; readonly before?: Bulk | undefined }
	| { readonly at: "sent"; readonly people: readonly Named[]; readonly sendings: Sendings }
	| { readonly at: "result"; readonly people: readonly Named[]; readonly act: Click | Question; readonly bulk: Bulk }
	| { readonly at: "refused"; readonly people: readonly Named[]; readonly act: Click };

export interface Desk {
	readonly stage: () => Stage | undefined;
	readonly progress: () => Progressed | undefined;
	/** Runs the act of the question, or a click. */
	readonly acting: Act<{ act: Click | Question; people: readonly Named[]; details: Details }>;
	readonly sending: Act<{ people: readonly Named[]; by: "email" | "sms" }>;
	readonly begin: (act: ActName, people: readonly Named[]) => void;
	/** Offers to send the enrolment link, as after a change on the user's page. */
	readonly offer: (people: readonly Named[]) => void;
	readonly close: () => void;
	/** "Ana Ruiz", or "12 people". */
	readonly whom: (people: readonly Named[]) => string;
}

const clicks: readonly ActName[] = ["unlock", "enable", "phoneLink", "authenticator"];
const isClick = (act: ActName): act is Click => clicks.includes(act);

/** What the worker is asked for each act. */
const sends: Readonly<Record<Click | Question, (ids: readonly string[], details: Details) => Promise<Bulk>>> = {
	require: (ids) => setRequirement(ids, "required"),
	notRequire: (ids) => setRequirement(ids, "notRequired"),
	inherit: (ids) => setRequirement(ids, "inherit"),
	reset: (ids, { reason, endSessions }) =>
		resetSecondFactor(ids, { ...(reason && { reason }), ...(endSessions && { endSessions }) }),
	disable: disablePeople,
	enable: enablePeople,
	remove: removePeople,
	move: (ids, { realmId }) => moveToRealm(ids, realmId ?? ""),
	unlock: unlockPeople,
	phoneLink: (ids) => setMethod(ids, "phoneLink"),
	authenticator: (ids) => setMethod(ids, "authenticator"),
};

/** Acts that always need a proof of the last minutes. */
const sensitive: ReadonlySet<ActName> = new Set<ActName>([
	"require",
	"notRequire",
	"inherit",
	"reset",
	"disable",
	"enable",
	"remove",
	"move",
	"unlock",
]);

/** Acts after which somebody without a second factor may want the link to its set-up. */
const leadsToSetUp: ReadonlySet<ActName> = new Set<ActName>(["require", "phoneLink", "authenticator"]);

/** Makes a desk; `done` hears of each act that changed something, with a sentence about it where that is enough. */
export function createDesk(done: (act: Click | Question, said: string | undefined) => unknown): Desk {
	const t = useWords(words);
	const proved = useProof();
	const [stage, setStage] = createSignal<Stage>();
	const [progress, setProgress] = createSignal<Progressed>();
	const whom = (people: readonly Named[]) => {
		const [first] = people;
		return people.length === 1 && first !== undefined ? calledBy(first) : t().people(people.length);
	};

	const acting: Desk["acting"] = createAct(
		({ act, people, details }) => {
			const ids = people.map(({ id }) => id);
			const run = () => actOnAll(ids, (some) => sends[act](some, details), setProgress);
			return (sensitive.has(act) ? proved(run, "sure") : proved(run)).finally(() => setProgress(undefined));
		},
		async (bulk, { act, people }) => {
			const changed = new Set(bulk.results.filter((each) => each.done || each.why === "unchanged").map(({ id }) => id));
			const reached = leadsToSetUp.has(act)
				? people.filter(({ id, twoFactor, status }) => changed.has(id) && twoFactor === "off" && status !== "disabled")
				: [];
			const alone = people.length === 1 && bulk.failed === 0;
			const name = act === "phoneLink" || act === "authenticator" ? "method" : act;
			await done(act, alone ? t().said[name](whom(people)) : undefined);
			if (reached.length > 0) setStage({ at: "send", people: reached, before: alone ? undefined : bulk });
			else setStage(alone ? undefined : { at: "result", people, act, bulk });
		},
	);

	const sending: Desk["sending"] = createAct(
		({ people, by }) => {
			const ids = people.map(({ id }) => id);
			const run = () => sendToAll(ids, (some) => sendEnrolment(some, by), setProgress);
			return proved(run, "sure").finally(() => setProgress(undefined));
		},
		(sendings, { people }) => {
			setStage({ at: "sent", people, sendings });
		},
	);

	return {
		stage,
		progress,
		acting,
		sending,
		whom,
		begin(act, people) {
			acting.clear();
			sending.clear();
			if (act === "send") setStage({ at: "send", people });
			else if (!isClick(act)) setStage({ at: "question", act, people });
			else
				void acting.run({ act, people, details: {} }).then(() => {
					if (acting.refused() !== undefined) setStage({ at: "refused", people, act });
				});
		},
		offer(people) {
			sending.clear();
			setStage({ at: "send", people });
		},
		close() {
			batch(() => {
				setStage(undefined);
				setProgress(undefined);
			});
		},
	};
}
