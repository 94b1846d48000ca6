/**
 * When the page has done what it was opened for: only then may it fetch what comes later.
 * Nothing that a person is waiting for belongs here.
 */

/** Runs `work` once, after the load and when the browser has nothing better to do. */
export function whenQuiet(work: () => void): void {
	const soon = () => {
		if ("requestIdleCallback" in window) window.requestIdleCallback(work, { timeout: 4000 });
		else setTimeout(work, 1500);
	};
	if (document.readyState === "complete") soon();
	else window.addEventListener("load", soon, { once: true });
}
