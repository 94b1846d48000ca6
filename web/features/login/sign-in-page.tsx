/**
 * The sign-in page: one address, one step at a time. It renders the password form at once and asks beside it where a
 * half-done sign-in stands, so that a reload, a new tab or another address of the tenant leads back to the right step.
 *
 *   password ──► code ──► signed in            code ──► recovery ──► signed in | newRecoveryCodes
 *       └──► setUp ──► (codes saved) signed in  code ──► reset ──► setUp
 *
 * The step is only what is shown: the worker decides what is allowed, at every call. The page knows no router, so that it
 * can arrive alone (`door.tsx`); behind another page it stands as a route (`sign-in-route.tsx`).
 */
import { createSignal, lazy, Match, onMount, Suspense, Switch } from "solid-js";
import { Doorway, Waiting } from "../../ui/frame.tsx";
import type { Next, Refused } from "../../wire.ts";
import { refreshMe, tellOtherTabs } from "../sessions/me.ts";
import { tenantName, wantProfile } from "../tenants/data.ts";
import { cancel, type Standing, standing, type Trust } from "./data.ts";
import { type Begun, PasswordScreen } from "./password-screen.tsx";
import { type SignInState, type Step, stepOf } from "./steps.ts";

const screens = {
	code: () => import("./code-screen.tsx"),
	recovery: () => import("./recovery-screen.tsx"),
	reset: () => import("./reset-screen.tsx"),
	setUp: () => import("./set-up-step.tsx"),
	newCodes: () => import("./new-codes-step.tsx"),
	verify: () => import("./verify-step.tsx"),
};

/** Fetches the screens of the later steps, so that each is there when its turn comes. */
export function fetchSteps(): void {
	for (const fetchScreen of Object.values(screens)) fetchScreen().catch(() => undefined);
}

const CodeScreen = lazy(screens.code);
const RecoveryScreen = lazy(screens.recovery);
const ResetScreen = lazy(screens.reset);
const SetUpStep = lazy(screens.setUp);
const NewCodesStep = lazy(screens.newCodes);
const VerifyStep = lazy(screens.verify);

interface Person {
	email: string;
	trust: Trust;
	reason: Standing["reason"] | null;
}

interface SignInPageProps {
	/** What the history remembers of this page. */
	state: SignInState;
	/** Goes on to a page behind the sign-in, such as `/account`. */
	onward: (path: string) => unknown;
}

export function SignInPage(props: SignInPageProps) {
	const [step, setStep] = createSignal<Step>(props.state.halfway ? "waiting" : "password");
	const [because, setBecause] = createSignal<Refused>();
	const [person, setPerson] = createSignal<Person>({ email: "", trust: { allowed: false, days: 0 }, reason: null });

	const show = (next: Step, why?: Refused) => {
		setBecause(why);
		setStep(next);
		const halfway = next !== "password" && next !== "verifyEmail";
		window.history.replaceState({ ...window.history.state, halfway }, "");
	};

	const leave = async () => {
		tellOtherTabs();
		await refreshMe();
		const wanted = props.state.to;
		await props.onward(wanted && /^\/(account|settings)(\/|$)/.test(wanted) ? wanted : "/account");
	};

	const go = (next: Next) => {
		if (next === "signedIn") return leave();
		show(next === "secondFactor" ? "code" : next === "signIn" ? "password" : next);
	};

	const begun = (answer: Begun, email: string) => {
		setPerson({ email, trust: answer.trust ?? { allowed: false, days: 0 }, reason: answer.reason ?? null });
		return go(answer.next);
	};

	/** The sign-in is dead: what is left of it goes too, or the next load would lead back to it. */
	const over = async (refused: Refused) => {
		await cancel().catch(() => undefined);
		// Once the browser has dropped the sign-in's cookie, the worker sees nobody at all.
		show("password", refused.trouble === "not_signed_in" ? { trouble: "challenge_gone" } : refused);
	};

	const someoneElse = async () => {
		// A challenge that cannot be cancelled dies by itself; the person goes back to the password either way.
		await cancel().catch(() => undefined);
		show("password");
	};

	onMount(() => {
		wantProfile();
		standing().then(
			(found) => {
				// A person who was quicker than this answer is already further.
				if (step() !== "password" && step() !== "waiting") return;
				if (found === null) {
					if (step() === "waiting") show("password");
					void refreshMe();
					return;
				}
				setPerson(found);
				show(stepOf[found.step]);
			},
			() => step() === "waiting" && show("password"),
		);
	});

	return (
		<Doorway name={tenantName()} wide={step() === "setUp"}>
			<Suspense fallback={<Waiting />}>
				<Switch fallback={<Waiting />}>
					<Match when={step() === "password"}>
						<PasswordScreen because={because()} onBegun={begun} />
					</Match>
					<Match when={step() === "code"}>
						<CodeScreen
							email={person().email}
							trust={person().trust}
							onProved={go}
							onOver={(refused) => void over(refused)}
							onRecovery={() => show("recovery")}
							onReset={() => show("reset")}
							onSomeoneElse={() => void someoneElse()}
						/>
					</Match>
					<Match when={step() === "recovery"}>
						<RecoveryScreen
							email={person().email}
							onProved={go}
							onOver={(refused) => void over(refused)}
							onBack={() => show("code")}
						/>
					</Match>
					<Match when={step() === "reset"}>
						<ResetScreen
							email={person().email}
							onReset={(next) => {
								setPerson((before) => ({ ...before, reason: "reset" }));
								return go(next);
							}}
							onOver={(refused) => void over(refused)}
							onBack={() => show("code")}
						/>
					</Match>
					<Match when={step() === "setUp"}>
						<SetUpStep
							email={person().email}
							reason={person().reason}
							onFinished={go}
							onOver={(refused) => void over(refused)}
							onSignIn={() => void someoneElse()}
						/>
					</Match>
					<Match when={step() === "newRecoveryCodes" || step() === "saveCodes"}>
						<NewCodesStep
							email={person().email}
							unsaved={step() === "saveCodes"}
							onFinished={go}
							onOver={(refused) => void over(refused)}
						/>
					</Match>
					<Match when={step() === "verifyEmail"}>
						<VerifyStep onBack={() => show("password")} />
					</Match>
				</Switch>
			</Suspense>
		</Doorway>
	);
}
