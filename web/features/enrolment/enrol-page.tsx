/**
 * The page behind an enrolment link (S42, S43): it says what the link is for, opens it when a person says so and not before
 * (T105, T114), leads through the set-up that is the same everywhere, and ends with the way to the sign-in. It makes no session.
 * The link is used up only when a set-up was confirmed, so that a page closed too early costs nothing; a reload goes on
 * where the half-done set-up stands.
 */
import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { takeMailedToken } from "../../place.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Aside, Column, Doorway, Reason, titleOfPage, Waiting } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import type { Next, Refused } from "../../wire.ts";
import { standing } from "../login/data.ts";
import NewCodesStep from "../login/new-codes-step.tsx";
import { useOnward } from "../login/onward.ts";
import { tenantName, wantProfile } from "../tenants/data.ts";
import { begin } from "../totp/data.ts";
import { SetUp } from "../totp/set-up.tsx";
import { openEnrolment } from "./data.ts";
import { DeadLink, Done, NoLink } from "./endings.tsx";
import { words } from "./words.ts";

type Stage = "asking" | "opening" | "noLink" | "dead" | "over" | "setUp" | "saveCodes" | "done";

export default function EnrolPage() {
	const t = useWords(words);
	const token = takeMailedToken();
	const onward = useOnward();
	const [stage, setStage] = createSignal<Stage>(token === null ? "opening" : "asking");
	const [name, setName] = createSignal<string>();
	const [email, setEmail] = createSignal("");
	const [because, setBecause] = createSignal<Refused>();
	titleOfPage(() => t().title, tenantName);

	/** Whose set-up this browser is in the middle of, if it came from a link. */
	const resume = async () => {
		const found = await standing();
		const isHere = found?.reason === "enrolment" && (found.step === "setUp" || found.step === "saveCodes");
		if (!isHere) return setStage("noLink");
		setEmail(found.email);
		setStage(found.step === "setUp" ? "setUp" : "saveCodes");
	};
	const open = createAct(async () => {
		setBecause(undefined);
		if (token !== null) setName((await openEnrolment(token)).name);
		await resume();
	});
	const begins = async () => {
		setStage("opening");
		await open.run(undefined);
		if (open.refused()?.trouble === "link_invalid") setStage("dead");
	};
	onMount(() => {
		wantProfile();
		if (token === null) void begins();
	});

	const over = (refused: Refused) => {
		setBecause(refused);
		setStage("over");
	};
	/** Behind a link there is no session; the sign-in is what remains. */
	const finished = (next: Next) => (next === "signIn" ? setStage("done") : onward(next));

	return (
		<Doorway name={tenantName()} wide={stage() === "setUp"}>
			<Switch>
				<Match when={stage() === "asking"}>
					<Asking onBegin={() => void begins()} />
				</Match>
				<Match when={stage() === "opening"}>
					<Column>
						<Heading takesFocus>{t().title}</Heading>
						<Show when={open.refused()} fallback={<Opening />}>
							{(refused) => (
								<>
									<RefusalNotice refused={refused()} />
									<Buttons>
										<Button kind="primary" busy={open.pending()} onClick={() => void begins()}>
											{t().tryAgain}
										</Button>
									</Buttons>
								</>
							)}
						</Show>
					</Column>
				</Match>
				<Match when={stage() === "noLink"}>
					<NoLink />
				</Match>
				<Match when={stage() === "dead"}>
					<DeadLink />
				</Match>
				<Match when={stage() === "over"}>
					<Column>
						<Heading takesFocus>{t().overTitle}</Heading>
						<Show when={because()?.trouble === "setup_expired" && because()}>
							{(refused) => <RefusalNotice refused={refused()} />}
						</Show>
						<Reason>
							<p>{token === null ? t().overNextElsewhere : t().overNext}</p>
						</Reason>
						<Show when={token !== null}>
							<Buttons>
								<Button kind="primary" onClick={() => void begins()}>
									{t().again}
								</Button>
							</Buttons>
						</Show>
					</Column>
				</Match>
				<Match when={stage() === "setUp"}>
					<SetUp
						atSignIn
						account={email()}
						service={tenantName()}
						reason={t().reason(name() ?? email(), tenantName())}
						begin={begin}
						onFinished={finished}
						onOver={over}
					/>
				</Match>
				<Match when={stage() === "saveCodes"}>
					<NewCodesStep email={email()} unsaved onFinished={finished} onOver={over} />
				</Match>
				<Match when={stage() === "done"}>
					<Done />
				</Match>
			</Switch>
		</Doorway>
	);
}

function Asking(props: { onBegin: () => void }) {
	const t = useWords(words);
	return (
		<Column>
			<Heading takesFocus>{t().title}</Heading>
			<Reason>
				<p>{t().asked(tenantName())}</p>
			</Reason>
			<Buttons>
				<Button kind="primary" onClick={() => props.onBegin()}>
					{t().begin(tenantName())}
				</Button>
			</Buttons>
			<Aside>
				<p>{t().notAsked}</p>
			</Aside>
		</Column>
	);
}

function Opening() {
	const t = useWords(words);
	return (
		<>
			<Reason>
				<p role="status">{t().opening}</p>
			</Reason>
			<Waiting lines={2} />
		</>
	);
}
