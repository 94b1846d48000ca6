/**
 * Leaving so that nothing of a person stays: the page is emptied and another is loaded, which keeps no state of this one; and
 * whatever a browser keeps of a page for its Back button is empty, too (T089, T090).
 * It asks nobody who is signed in; `features/sessions/me.ts` does.
 */
import { tenantPath } from "./place.ts";

let closeApp: (() => void) | undefined;
let isLeft = false;

/** Tells how the app is taken off the screen, with its timers and its questions before a page is left. */
export function onLeaving(close: () => void): void {
	closeApp = close;
}

function empty(): void {
	closeApp?.();
	closeApp = undefined;
	document.body.replaceChildren();
}

/** Empties the page and goes on by `go`, which must load another one. The answer never comes: nothing happens here any more. */
export function leaveBy(go: () => void): Promise<never> {
	if (!isLeft) {
		isLeft = true;
		empty();
		go();
	}
	return new Promise(() => undefined);
}

/** Empties the page and loads the tenant's page at this path in its place. */
export function loadAnew(path: string, state: object | null = null): Promise<never> {
	return leaveBy(() => {
		window.history.replaceState(state, "", tenantPath(path));
		window.location.reload();
	});
}

/** Pages that are the same for everybody; each other one can show what is somebody's. */
const isForEverybody = (path: string): boolean => /^\/(?:signup|status|help(?:\/.*)?)?$/.test(path);

/** Has the browser keep an empty page for Back, which loads anew when it is shown. */
export function keepNothingForBack(): void {
	window.addEventListener("pagehide", ({ persisted }) => {
		if (persisted && !isForEverybody(window.location.pathname)) empty();
	});
	window.addEventListener("pageshow", ({ persisted }) => {
		if (persisted && document.body.childElementCount === 0) window.location.reload();
	});
}
