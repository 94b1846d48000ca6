/**
 * The route table: every address of the product on one screen. A tenant's addresses stand below `/t/{slug}` or at the
 * root of its own host; the product's own (front page, sign-up, help) stand at the root only.
 */
import { Navigate, Route, Router } from "@solidjs/router";
import { type JSX, lazy, Suspense } from "solid-js";
import { fetchSteps, SignInPage } from "./features/login/sign-in-page.tsx";
import { place } from "./place.ts";
import { wantSentences } from "./sentences.ts";

const pages = {
	home: () => import("./features/tenants/home-page.tsx"),
	signUp: () => import("./features/tenants/sign-up-page.tsx"),
	help: () => import("./features/help/help-page.tsx"),
	verify: () => import("./features/users/verify-page.tsx"),
	invitation: () => import("./features/users/invitation-page.tsx"),
	reset: () => import("./features/passwords/reset-page.tsx"),
	account: () => import("./features/account/account-page.tsx"),
	profile: () => import("./features/users/profile-page.tsx"),
	security: () => import("./features/account/security-page.tsx"),
	browsers: () => import("./features/trusted-browsers/browsers-page.tsx"),
	sessions: () => import("./features/sessions/sessions-page.tsx"),
	notFound: () => import("./features/tenants/not-found-page.tsx"),
};

/** Fetches what a person is likely to need next, so that the next step is there when they are. */
export function fetchTheRest(): void {
	void wantSentences();
	fetchSteps();
	const rest = place.slug === null ? [pages.signUp, pages.help] : [pages.account, pages.security, pages.reset];
	for (const fetchPage of rest) fetchPage().catch(() => undefined);
}

const Home = lazy(pages.home);
const SignUp = lazy(pages.signUp);
const Help = lazy(pages.help);
const Verify = lazy(pages.verify);
const Invitation = lazy(pages.invitation);
const Reset = lazy(pages.reset);
const Account = lazy(pages.account);
const Profile = lazy(pages.profile);
const Security = lazy(pages.security);
const Browsers = lazy(pages.browsers);
const Sessions = lazy(pages.sessions);
const NotFound = lazy(pages.notFound);

function Frame(props: { children?: JSX.Element }) {
	return <Suspense>{props.children}</Suspense>;
}

export function App() {
	return (
		<Router base={place.base} root={Frame} preload={false}>
			<Route path="/" component={place.slug === null ? Home : () => <Navigate href="/signin" />} />
			<Route path="/signin" component={SignInPage} />
			<Route path="/verify" component={Verify} />
			<Route path="/invitation" component={Invitation} />
			<Route path="/reset" component={Reset} />
			<Route path="/account" component={Account}>
				<Route path="/" component={() => <Navigate href="/account/security" />} />
				<Route path="/profile" component={Profile} />
				<Route path="/security" component={Security} />
				<Route path="/browsers" component={Browsers} />
				<Route path="/sessions" component={Sessions} />
			</Route>
			{place.slug === null && (
				<>
					<Route path="/signup" component={SignUp} />
					<Route path="/help/:page?" component={Help} />
				</>
			)}
			<Route path="*rest" component={NotFound} />
		</Router>
	);
}
