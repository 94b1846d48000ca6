/**
 * Mounts the page. The sign-in is part of this first file; every other room is fetched when it is wanted or when all is quiet.
 * Without a root element it does nothing; the page then shows what stands in `noscript`.
 */
import { render } from "solid-js/web";
import { App, fetchTheRest } from "./app.tsx";
import "./styles/reset.css";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root !== null) {
	render(() => <App />, root);
	// The rest comes only after the first screen is there and the browser has nothing better to do.
	window.addEventListener("load", () => {
		if ("requestIdleCallback" in window) window.requestIdleCallback(fetchTheRest, { timeout: 4000 });
		else setTimeout(fetchTheRest, 1500);
	});
}
