/**
 * What this account needs from its owner, on every page of it. A required set-up has no way to be closed; it goes when
 * the set-up is done. Closing the others lasts as long as the page.
 */
import { useNavigate } from "@solidjs/router";
import { createSignal, For, type JSX, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Me } from "../sessions/me.ts";
import { useMe } from "../sessions/who.tsx";
import styles from "./account.module.css";
import type { Task } from "./security-page.tsx";
import { words } from "./words.ts";

type NoticeName = Me["notices"][number];

const task: Record<NoticeName, Task> = {
	setUpRequired: "configure",
	setUpOffered: "configure",
	recoveryCodesLow: "regenerate",
	recoveryCodesGone: "regenerate",
	recoveryCodesUnsaved: "regenerate",
};

export function NoticeBar() {
	const t = useWords(words);
	const me = useMe();
	const navigate = useNavigate();
	const [closed, setClosed] = createSignal<readonly NoticeName[]>([]);
	const shown = () => me().notices.filter((each) => !closed().includes(each));
	const text = (name: NoticeName): JSX.Element => {
		const left = me().twoFactor.recoveryCodesLeft;
		if (name === "recoveryCodesLow") return left === 1 ? t().recoveryCodesOne : t().recoveryCodesLow(left);
		return t()[name];
	};
	const act = (name: NoticeName) => navigate("/account/security", { state: { task: task[name] } });
	return (
		<Show when={shown().length > 0}>
			<section class={styles.notices} aria-label={t().notices}>
				<For each={shown()}>
					{(name) => (
						<Notice
							kind={name === "setUpOffered" ? "information" : "warning"}
							actions={
								<>
									<Button kind={name === "setUpRequired" ? "primary" : "quiet"} onClick={() => act(name)}>
										{name === "setUpRequired" || name === "setUpOffered" ? t().setUpNow : t().makeNew}
									</Button>
									<Show when={name !== "setUpRequired"}>
										<Button onClick={() => setClosed([...closed(), name])}>{t().notNow}</Button>
									</Show>
								</>
							}
						>
							{text(name)}
						</Notice>
					)}
				</For>
			</section>
		</Show>
	);
}
