/**
 * The route table: every address of the product on one screen. A tenant's addresses stand below `/t/{slug}` or at the
 * root of its own host; the product's own (front page, sign-up, help) stand at the root only.
 */
import { Navigate, Route, Router } from "@solidjs/router";
import { type JSX, lazy, Suspense } from "solid-js";
import { render } from "solid-js/web";
import { onLeaving } from "./leaving.ts";
import { place } from "./place.ts";
import { wantSentences } from "./sentences.ts";

const pages = {
	signIn: () => import("./features/login/sign-in-route.tsx"),
	home: () => import("./features/tenants/home-page.tsx"),
	signUp: () => import("./features/tenants/sign-up-page.tsx"),
	help: () => import("./features/help/help-page.tsx"),
	status: () => import("./features/service/status-page.tsx"),
	verify: () => import("./features/users/verify-page.tsx"),
	invitation: () => import("./features/users/invitation-page.tsx"),
	enrol: () => import("./features/enrolment/enrol-page.tsx"),
	reset: () => import("./features/passwords/reset-page.tsx"),
	account: () => import("./features/account/account-page.tsx"),
	profile: () => import("./features/users/profile-page.tsx"),
	security: () => import("./features/account/security-page.tsx"),
	browsers: () => import("./features/trusted-browsers/browsers-page.tsx"),
	sessions: () => import("./features/sessions/sessions-page.tsx"),
	settings: () => import("./features/settings/settings-page.tsx"),
	overview: () => import("./features/overview/overview-page.tsx"),
	users: () => import("./features/users/users-page.tsx"),
	newUser: () => import("./features/users/create-page.tsx"),
	importUsers: () => import("./features/users/import-page.tsx"),
	user: () => import("./features/users/user-page.tsx"),
	realms: () => import("./features/realms/realms-page.tsx"),
	policy: () => import("./features/policy/policy-page.tsx"),
	audit: () => import("./features/audit/audit-page.tsx"),
	organization: () => import("./features/tenants/organization-page.tsx"),
	notFound: () => import("./features/tenants/not-found-page.tsx"),
};

/** Fetches what a person is likely to need next, so that the next step is there when they are. */
export function fetchTheRest(): void {
	void wantSentences();
	const rest = place.slug === null ? [pages.signUp, pages.help] : [pages.account, pages.security, pages.reset];
	for (const fetchPage of rest) fetchPage().catch(() => undefined);
}

/** Fetches what the page at a tenant's path is made of, so that it can be shown in one go. */
export async function fetchPageAt(path: string): Promise<void> {
	const wanted = path.startsWith("/reset")
		? [pages.reset]
		: path.startsWith("/settings")
			? [pages.settings, pages.overview]
			: [pages.account, pages.security];
	await Promise.all(wanted.map((fetchPage) => fetchPage()));
}

const SignIn = lazy(pages.signIn);
const Home = lazy(pages.home);
const SignUp = lazy(pages.signUp);
const Help = lazy(pages.help);
const Status = lazy(pages.status);
const Verify = lazy(pages.verify);
const Invitation = lazy(pages.invitation);
const Enrol = lazy(pages.enrol);
const Reset = lazy(pages.reset);
const Account = lazy(pages.account);
const Profile = lazy(pages.profile);
const Security = lazy(pages.security);
const Browsers = lazy(pages.browsers);
const Sessions = lazy(pages.sessions);
const Settings = lazy(pages.settings);
const Overview = lazy(pages.overview);
const Users = lazy(pages.users);
const NewUser = lazy(pages.newUser);
const ImportUsers = lazy(pages.importUsers);
const User = lazy(pages.user);
const Realms = lazy(pages.realms);
const Policy = lazy(pages.policy);
const Audit = lazy(pages.audit);
const Organization = lazy(pages.organization);
const NotFound = lazy(pages.notFound);

function Frame(props: { children?: JSX.Element }) {
	return <Suspense>{props.children}</Suspense>;
}

/** Shows the page that the address names, in place of whatever stood there. */
export function open(root: HTMLElement): void {
	onLeaving(render(() => <App />, root));
}

function App() {
	return (
		<Router base={place.base} root={Frame} preload={false}>
			<Route path="/" component={place.slug === null ? Home : () => <Navigate href="/signin" />} />
			<Route path="/signin" component={SignIn} />
			<Route path="/verify" component={Verify} />
			<Route path="/invitation" component={Invitation} />
			<Route path="/enrol" component={Enrol} />
			<Route path="/reset" component={Reset} />
			<Route path="/account" component={Account}>
				<Route path="/" component={() => <Navigate href="/account/security" />} />
				<Route path="/profile" component={Profile} />
				<Route path="/security" component={Security} />
				<Route path="/browsers" component={Browsers} />
				<Route path="/sessions" component={Sessions} />
			</Route>
			<Route path="/settings" component={Settings}>
				<Route path="/" component={() => <Navigate href="/settings/overview" />} />
				<Route path="/overview" component={Overview} />
				<Route path="/users" component={Users} />
				<Route path="/users/new" component={NewUser} />
				<Route path="/users/import" component={ImportUsers} />
				<Route path="/users/:id" component={User} />
				<Route path="/realms" component={Realms} />
				<Route path="/policy" component={Policy} />
				<Route path="/audit" component={Audit} />
				<Route path="/organization" component={Organization} />
			</Route>
			{place.slug === null && (
				<>
					<Route path="/signup" component={SignUp} />
					<Route path="/help/:page?" component={Help} />
					<Route path="/status" component={Status} />
				</>
			)}
			<Route path="*rest" component={NotFound} />
		</Router>
	);
}
