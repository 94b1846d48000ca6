/**
 * What this account needs from its owner, on every page of it and of the settings. A required set-up, now or from a date, has no
 * way to be closed; it goes when the set-up is done (S177, S178). Closing the others lasts as long as the page.
 */
import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { exactTime, now } from "../../clock.ts";
import { language, useWords } from "../../language.ts";
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
	setUpUpcoming: "configure",
	setUpOffered: "configure",
	recoveryCodesLow: "regenerate",
	recoveryCodesGone: "regenerate",
	recoveryCodesUnsaved: "regenerate",
	codesRefused: "password",
};

/** What a rule asks for stays until it is done. */
const stays = (name: NoticeName): boolean => name === "setUpRequired" || name === "setUpUpcoming";

const isSetUp = (name: NoticeName): boolean => stays(name) || name === "setUpOffered";

export function NoticeBar(props: { wide: boolean }) {
	const t = useWords(words);
	const me = useMe();
	const navigate = useNavigate();
	const [closed, setClosed] = createSignal<readonly NoticeName[]>([]);
	const shown = () => me().notices.filter((each) => stays(each) || !closed().includes(each));
	const date = (at: number) => exactTime(at, language());
	const text = (name: NoticeName): string => {
		const { recoveryCodesLeft: left, fromAt, dueAt, limited } = me().twoFactor;
		if (name === "recoveryCodesLow") return left === 1 ? t().recoveryCodesOne : t().recoveryCodesLow(left);
		if (name === "codesRefused") return t().codesRefused(me().session.codesRefused);
		if (name === "setUpUpcoming") return fromAt === null ? t().setUpRequired : t().setUpUpcoming(date(dueAt ?? fromAt));
		if (name !== "setUpRequired") return t()[name];
		if (limited) return t().setUpLimited;
		return dueAt !== null && dueAt > now() ? t().setUpDue(date(dueAt)) : t().setUpRequired;
	};
	const actionOf = (name: NoticeName): string => {
		if (name === "codesRefused") return t().changePassword;
		return isSetUp(name) ? t().setUpNow : t().makeNew;
	};
	const act = (name: NoticeName) => navigate("/account/security", { state: { task: task[name] } });
	return (
		<Show when={shown().length > 0}>
			<section class={styles.notices} aria-label={t().notices} data-wide={props.wide || undefined}>
				<For each={shown()}>
					{(name) => (
						<Notice
							kind={name === "setUpOffered" ? "information" : "warning"}
							actions={
								// While nothing else opens, the set-up stands right below.
								<Show when={!me().twoFactor.limited}>
									<Button kind={stays(name) ? "primary" : "quiet"} onClick={() => act(name)}>
										{actionOf(name)}
									</Button>
									<Show when={!stays(name)}>
										<Button onClick={() => setClosed([...closed(), name])}>{t().notNow}</Button>
									</Show>
								</Show>
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
