/**
 * Mounts the app for every address but the sign-in's own, which has a smaller entry (`door.tsx`).
 * Without a root element it does nothing; the page then shows what stands in `noscript`.
 */
import { fetchTheRest, open } from "./app.tsx";
import { keepNothingForBack } from "./leaving.ts";
import { whenQuiet } from "./quiet.ts";
import "./styles/reset.css";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root !== null) {
	keepNothingForBack();
	open(root);
	whenQuiet(fetchTheRest);
}
