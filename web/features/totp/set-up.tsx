/**
 * Setting up an authenticator app: one machine, used at sign-in and behind an enrolment link (where it cannot be
 * cancelled) and in the account.
 *
 *   enable (password, account only) ──► install ──► scan ──► code ──► save ──► finished
 *                                                    └ ten minutes over ──► enable, or the password at sign-in
 *
 * The key lives in this component only and is gone with it. Nothing is on until the worker has accepted a code.
 */
import { createSignal, Match, Show, Switch } from "solid-js";
import { createAct, isOver } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { bareCode, CodeField, isAppCode } from "../../ui/code-field.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Column, HelpLink, Reason } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import type { Next, Refused } from "../../wire.ts";
import { SaveCodes } from "../recovery-codes/save-codes.tsx";
import { Countdown } from "./countdown.tsx";
import { type Begun, confirm } from "./data.ts";
import { holdsTheApp } from "./device.ts";
import { InstallWords } from "./install-step.tsx";
import { ScanStep } from "./scan-step.tsx";
import { Steps } from "./steps.tsx";
import { words } from "./words.ts";

type Stage = "enable" | "install" | "scan" | "code" | "save";

const stepOf: Record<Stage, number> = { enable: 1, install: 2, scan: 3, code: 3, save: 3 };

interface SetUpProps {
	account: string;
	service: string;
	/** Why this is asked; only at sign-in. */
	reason?: string | undefined;
	/** At sign-in the password was right a moment ago and nothing can be cancelled. */
	atSignIn: boolean;
	/** A live app is being replaced. */
	newPhone?: boolean;
	begin: (password?: string) => Promise<Begun>;
	onFinished: (next: Next) => unknown;
	onOver?: (refused: Refused) => void;
	onCancel?: () => void;
}

export function SetUp(props: SetUpProps) {
	const t = useWords(words);
	const first = (): Stage => (props.atSignIn ? "install" : "enable");
	const [stage, setStage] = createSignal<Stage>(first());
	const [begun, setBegun] = createSignal<Begun>();
	const [codes, setCodes] = createSignal<readonly string[]>([]);
	const [timeOver, setTimeOver] = createSignal(false);

	const begin = createAct(async (password: string | undefined) => {
		const answer = await props.begin(password);
		setTimeOver(false);
		setBegun(answer);
		setStage(props.atSignIn ? "scan" : "install");
	});
	const confirmed = createAct(confirm, ({ recoveryCodes }) => {
		setBegun(undefined);
		setCodes(recoveryCodes);
		setStage("save");
	});

	const expire = () => {
		if (stage() === "save" || begun() === undefined) return;
		// The sign-in around it ends at the same moment.
		if (props.atSignIn) return props.onOver?.({ trouble: "setup_expired" });
		setBegun(undefined);
		setTimeOver(true);
		setStage(first());
	};

	/** Refusals that end more than this form: the window is over, or the sign-in itself. */
	const watch = async (run: Promise<void>, refused: () => Refused | undefined) => {
		await run;
		const why = refused();
		if (why?.trouble === "setup_expired") expire();
		else if (why !== undefined && isOver(why)) props.onOver?.(why);
	};
	const begins = { ...begin, run: (password: string | undefined) => watch(begin.run(password), begin.refused) };
	const confirms = { ...confirmed, run: (input: { code: string }) => watch(confirmed.run(input), confirmed.refused) };

	return (
		<Column>
			<Heading level={props.atSignIn ? 1 : 2} takesFocus>
				{props.newPhone ? t().newPhoneTitle : t().title}
			</Heading>
			<Show when={stage() === "install" && props.reason}>
				{(reason) => (
					<Reason>
						<p>{reason()}</p>
					</Reason>
				)}
			</Show>
			<Steps current={stepOf[stage()]} />
			<Show when={timeOver()}>
				<Notice kind="warning">
					<strong>{t().over}</strong> {t().overPassword}
				</Notice>
			</Show>
			<Show when={begun()}>{(window) => <Countdown until={window().expiresAt} onOver={expire} />}</Show>
			<Switch>
				<Match when={stage() === "enable"}>
					<Heading level={2}>{t().enableTitle}</Heading>
					<Reason>
						<p>{props.newPhone ? t().newPhoneReason : t().enableReason}</p>
					</Reason>
					<Form act={begins} read={(value) => value("password")} at={{ credentials_wrong: "password" }} passwordOnly>
						<Field
							name="password"
							type="password"
							label={t().password}
							autocomplete="current-password"
							first
							check={(value) => (value === "" ? () => t().passwordMissing : undefined)}
						/>
						<Buttons>
							<Button type="submit" kind="primary" busy={begin.pending()}>
								{t().enable}
							</Button>
							<Show when={props.onCancel}>{(cancel) => <Button onClick={() => cancel()()}>{t().cancel}</Button>}</Show>
						</Buttons>
					</Form>
				</Match>
				<Match when={stage() === "install"}>
					<Heading level={2} takesFocus={!props.atSignIn}>
						{t().installTitle}
					</Heading>
					<InstallWords />
					<Show when={begin.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
					<Buttons>
						<Button
							kind="primary"
							busy={begin.pending()}
							onClick={() => (begun() === undefined ? void begins.run(undefined) : setStage("scan"))}
						>
							{t().have}
						</Button>
						<Show when={props.onCancel}>{(cancel) => <Button onClick={() => cancel()()}>{t().cancel}</Button>}</Show>
					</Buttons>
				</Match>
				<Match when={stage() === "scan" && begun()}>
					{(window) => (
						<>
							<Heading level={2} takesFocus>
								{holdsTheApp() ? t().openTitle : t().scanTitle}
							</Heading>
							<ScanStep
								begun={window()}
								account={props.account}
								service={props.service}
								onContinue={() => setStage("code")}
							/>
						</>
					)}
				</Match>
				<Match when={stage() === "code"}>
					<Heading level={2} takesFocus>
						{t().codeTitle}
					</Heading>
					<Reason>
						<p>{t().codeReason(props.service, props.account)}</p>
					</Reason>
					<Form
						act={confirms}
						read={(value) => ({ code: bareCode(value("code")) })}
						at={{ code_wrong: "code", code_clock_off: "code" }}
					>
						<CodeField label={t().code} accepts={isAppCode} wrong={() => t().codeWrong} />
						<Show when={confirmed.refused()?.trouble === "code_clock_off"}>
							<p>
								<HelpLink page="clock">{t().clockHelp}</HelpLink>
							</p>
						</Show>
						<Buttons>
							<Button type="submit" kind="primary" busy={confirmed.pending()}>
								{t().authenticate}
							</Button>
							<Button onClick={() => setStage("scan")}>{holdsTheApp() ? t().backToApp : t().backToQr}</Button>
						</Buttons>
					</Form>
				</Match>
				<Match when={stage() === "save"}>
					<SaveCodes
						codes={codes()}
						service={props.service}
						account={props.account}
						good={t().onTitle}
						onFinished={props.onFinished}
						onOver={(refused) => props.onOver?.(refused)}
					/>
				</Match>
			</Switch>
		</Column>
	);
}
