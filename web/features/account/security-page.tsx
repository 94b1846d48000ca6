/**
 * My account > Security: whether the second factor is on, everything one can do about it, and the password.
 * One task at a time takes the whole page, so that there is one decision to make; without a task it shows how things are.
 */
import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createSignal, lazy, Match, on, onCleanup, Show, Switch } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { refreshMe } from "../sessions/me.ts";
import styles from "./account.module.css";
import { TwoFactorRow } from "./two-factor-row.tsx";
import { words } from "./words.ts";

const SetUpTask = lazy(() => import("../totp/set-up-task.tsx"));
const DisableTask = lazy(() => import("../totp/disable-task.tsx"));
const ShowTask = lazy(() => import("../recovery-codes/show-task.tsx"));
const RegenerateTask = lazy(() => import("../recovery-codes/regenerate-task.tsx"));
const ChangeTask = lazy(() => import("../passwords/change-task.tsx"));

export type Task = "configure" | "newPhone" | "disable" | "showCodes" | "regenerate" | "password";

interface SecurityState {
	task?: Task;
}

export default function SecurityPage() {
	const t = useWords(words);
	const location = useLocation<SecurityState>();
	const navigate = useNavigate();
	const [task, setTask] = createSignal<Task>();
	const [said, setSaid] = createSignal<string>();

	// The bar of notices asks for a task through the history, so that Back leaves the task and not the page.
	createEffect(
		on(
			() => location.state?.task,
			(asked) => {
				setTask(asked);
				if (asked !== undefined) setSaid(undefined);
			},
		),
	);
	const begin = (next: Task) => navigate("/account/security", { state: { task: next } satisfies SecurityState });
	const [back, setBack] = createSignal(false);
	let isHere = true;
	onCleanup(() => {
		isHere = false;
	});
	const end = () => {
		// A person who has gone on to another page in the meantime is not called back.
		if (!isHere) return;
		setBack(true);
		navigate("/account/security", { replace: true });
	};
	const done = async (sentence: string) => {
		await refreshMe();
		end();
		setSaid(sentence);
	};

	return (
		<Switch
			fallback={
				<Panel heading={t().security} lead={t().securityLead} takesFocus={back()}>
					<Show when={said()}>{(sentence) => <Notice kind="good">{sentence()}</Notice>}</Show>
					<TwoFactorRow begin={begin} />
					<div class={styles.row}>
						<div class={styles.rowHead}>
							<div>
								<h3>{t().password}</h3>
								<p class={styles.soft}>{t().passwordText}</p>
							</div>
							<Buttons inline>
								<Button onClick={() => begin("password")}>{t().changePassword}</Button>
							</Buttons>
						</div>
					</div>
				</Panel>
			}
		>
			<Match when={task() === "configure" || task() === "newPhone"}>
				<SetUpTask newPhone={task() === "newPhone"} onDone={() => done(t().configured)} onCancel={end} />
			</Match>
			<Match when={task() === "disable"}>
				<DisableTask onDone={() => done(t().disabled)} onCancel={end} />
			</Match>
			<Match when={task() === "showCodes"}>
				<ShowTask onBack={end} onRegenerate={() => begin("regenerate")} />
			</Match>
			<Match when={task() === "regenerate"}>
				<RegenerateTask onDone={() => done(t().regenerated)} onCancel={end} />
			</Match>
			<Match when={task() === "password"}>
				<ChangeTask onDone={done} onCancel={end} />
			</Match>
		</Switch>
	);
}
