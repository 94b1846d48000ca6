/**
 * Who is signed in: the one thing that the whole account page shares. Fetched when the account opens, again after each
 * act that changes it, when the window comes back, when an answer or another tab says that it has changed, and once a minute,
 * so that a new requirement shows within one poll. A page that has known one person is never another's: it is loaded anew (T090).
 */
import { createRoot, createSignal, onCleanup } from "solid-js";
import { api } from "../../door-api.ts";
import { followProfile } from "../../language.ts";
import { loadAnew } from "../../leaving.ts";
import { tenantPath } from "../../place.ts";
import { wantSentences } from "../../sentences.ts";
import { type Outputs, onStandingChanged, type Refused, refusedBy } from "../../wire.ts";
import type { SignInState } from "../login/steps.ts";

export type Me = NonNullable<Outputs["sessions"]["current"]>;

const pollMillis = 60_000;

/** Undefined until known, null when nobody is signed in. */
const [me, setMe] = createRoot(() => createSignal<Me | null>());
const [absence, setAbsence] = createRoot(() => createSignal<Refused>());

export { absence, me };

const TABS = "gatehouse.signedIn";

/** Has the other tabs of this browser look who is signed in now; nothing is told but that. */
export function tellOtherTabs(): void {
	const tabs = new BroadcastChannel(TABS);
	tabs.postMessage(null);
	tabs.close();
}

/** Who is signed in; null also when it is no more the person whom this page shows. */
async function ask(): Promise<Me | null> {
	try {
		return await api.sessions.current.query();
	} catch (error) {
		if (refusedBy(error).trouble === "not_signed_in") return null;
		throw error;
	}
}

/** Asks the worker who is signed in. A failure after the first answer leaves that answer standing. */
export async function refreshMe(): Promise<Me | null | undefined> {
	try {
		const found = await ask();
		const known = me();
		if (known && known.user.id !== found?.user.id) return goOnWithout(found);
		setAbsence(undefined);
		setMe(() => found);
		if (found !== null) followProfile(found.user.locale);
	} catch (error) {
		await wantSentences();
		if (me() === undefined) setAbsence(refusedBy(error));
	}
	return me();
}

/** Nothing of the person whom this page has known stays: whoever is here now begins with another page. */
function goOnWithout(found: Me | null): Promise<never> {
	if (found !== null) return loadAnew("/account");
	// What was wanted, without the tenant's part of the path, for after the sign-in.
	const to = window.location.pathname.slice(tenantPath("").length);
	return loadAnew("/signin", { to } satisfies SignInState);
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
	const tabs = new BroadcastChannel(TABS);
	tabs.onmessage = () => void refreshMe();
	document.addEventListener("visibilitychange", look);
	onCleanup(() => {
		clearInterval(timer);
		tabs.close();
		for (const event of ["pointerdown", "keydown"]) document.removeEventListener(event, touched);
		onStandingChanged(undefined);
		document.removeEventListener("visibilitychange", look);
	});
}
