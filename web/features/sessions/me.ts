/**
 * Who is signed in: the one thing that the whole account page shares. Fetched when the account opens, again after each
 * act that changes it, when the window comes back, when an answer says that it has changed, and once a minute, so that a new
 * requirement shows within one poll.
 */
import { createRoot, createSignal, onCleanup } from "solid-js";
import { api } from "../../door-api.ts";
import { followProfile } from "../../language.ts";
import { wantSentences } from "../../sentences.ts";
import { type Outputs, onStandingChanged, type Refused, refusedBy } from "../../wire.ts";

export type Me = NonNullable<Outputs["sessions"]["current"]>;

const pollMillis = 60_000;

/** Undefined until known, null when nobody is signed in. */
const [me, setMe] = createRoot(() => createSignal<Me | null>());
const [absence, setAbsence] = createRoot(() => createSignal<Refused>());

export { absence, me };

/** Asks the worker who is signed in. A failure after the first answer leaves that answer standing. */
export async function refreshMe(): Promise<Me | null | undefined> {
	try {
		const found = await api.sessions.current.query();
		setAbsence(undefined);
		setMe(() => found);
		if (found !== null) followProfile(found.user.locale);
	} catch (error) {
		await wantSentences();
		if (me() === undefined) setAbsence(refusedBy(error));
	}
	return me();
}

/** Polls without a key or a click in between; then an untouched page asks no more, or it would keep its session from going idle. */
const mostUntouchedPolls = 10;

/** Keeps `me` fresh while the calling component lives. */
export function keepFresh(): void {
	let untouched = 0;
	const touched = () => {
		untouched = 0;
	};
	const look = () => {
		if (document.visibilityState === "visible") void refreshMe();
	};
	const poll = () => {
		untouched += 1;
		if (untouched <= mostUntouchedPolls) look();
	};
	const timer = setInterval(poll, pollMillis);
	for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, touched, { passive: true });
	onStandingChanged(() => void refreshMe());
	document.addEventListener("visibilitychange", look);
	onCleanup(() => {
		clearInterval(timer);
		for (const event of ["pointerdown", "keydown"]) document.removeEventListener(event, touched);
		onStandingChanged(undefined);
		document.removeEventListener("visibilitychange", look);
	});
}
