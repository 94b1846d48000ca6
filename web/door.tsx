/**
 * The entry of the sign-in page, which arrives first and alone: no router and no other room is in it. It takes over the form
 * that signin.html has brought already. The rest of the app comes behind it when all is quiet, and takes the page over once
 * a person goes on, without another load.
 * Where the rest cannot be had (the network is gone, or a newer release has replaced it), the next page is loaded anew.
 */
import { render } from "solid-js/web";
import { fetchSteps, SignInPage } from "./features/login/sign-in-page.tsx";
import { rememberedIn } from "./features/login/steps.ts";
import { keepNothingForBack } from "./leaving.ts";
import { place, tenantPath } from "./place.ts";
import { whenQuiet } from "./quiet.ts";
import { wantSentences } from "./sentences.ts";
import { takeTyped } from "./typed-early.ts";
import "./styles/reset.css";
import "./styles/tokens.css";
import "./styles/base.css";

const theRest = () => import("./app.tsx");

function fetchBehind(): void {
	void wantSentences();
	fetchSteps();
	theRest().then(
		({ fetchTheRest }) => fetchTheRest(),
		() => undefined,
	);
}

function standAt(root: HTMLElement): void {
	/** Changes the address by `remember`, and shows the page that it names. */
	const goOn = async (path: string, remember: () => void, loadAnew: () => void) => {
		try {
			const app = await theRest();
			await app.fetchPageAt(path);
			remember();
			leave();
			root.removeEventListener("click", follow);
			window.scrollTo(0, 0);
			app.open(root);
		} catch {
			loadAnew();
		}
	};
	const onward = (path: string) => {
		const address = tenantPath(path);
		return goOn(
			path,
			() => window.history.replaceState(null, "", address),
			() => window.location.replace(address),
		);
	};
	const early = takeTyped(root);
	const leave = render(() => <SignInPage state={rememberedIn(window.history.state)} onward={onward} />, root);
	early.giveBack();

	// What the router does for links of the app, for as long as there is none.
	const follow = (event: MouseEvent) => {
		const link = event.target instanceof Element ? event.target.closest("a") : null;
		const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
		if (link === null || !isPlain || event.defaultPrevented || link.target !== "") return;
		const path = link.origin === window.location.origin ? link.pathname.slice(place.base.length) : "";
		if (!link.pathname.startsWith(place.base) || !/^\/(account|reset)$/.test(path)) return;
		event.preventDefault();
		const { href } = link;
		void goOn(
			path,
			() => window.history.pushState(null, "", href),
			() => window.location.assign(href),
		);
	};
	root.addEventListener("click", follow);
}

const root = document.getElementById("root");
if (root !== null) {
	keepNothingForBack();
	standAt(root);
	whenQuiet(fetchBehind);
}
