/**
 * My account > Sessions: every place where this person is signed in, and the way to end each of them.
 * Places are rough on purpose, and each act names the session that it ends.
 */
import { createAsync, revalidate, useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Confirm } from "../../ui/dialog.tsx";
import { Badge, Entries, Entry } from "../../ui/entries.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Moment } from "../../ui/time.tsx";
import { listSessions, revokeOtherSessions, revokeSession, type Session } from "./data.ts";
import { refreshMe } from "./me.ts";
import { words } from "./words.ts";

export default function SessionsPage() {
	const t = useWords(words);
	return (
		<Panel heading={t().title} lead={t().lead}>
			<Loaded keys={listSessions.key}>
				<SessionList />
			</Loaded>
		</Panel>
	);
}

function SessionList() {
	const t = useWords(words);
	const navigate = useNavigate();
	const listed = createAsync(() => listSessions());
	const sessions = () => listed()?.sessions ?? [];
	const [ending, setEnding] = createSignal<Session>();
	const [endingOthers, setEndingOthers] = createSignal(false);
	const [ended, setEnded] = createSignal<number>();
	const named = (session: Session) => session.browser || t().unknownBrowser;

	const endOne = createAct(async () => {
		const session = ending();
		if (session === undefined) return;
		await revokeSession(session.id);
		setEnding(undefined);
		setEnded(1);
		if (session.current) {
			await refreshMe();
			navigate("/signin", { replace: true });
		} else await revalidate(listSessions.key);
	});
	const endOthers = createAct(async () => {
		const { revoked } = await revokeOtherSessions();
		setEndingOthers(false);
		setEnded(revoked);
		await revalidate(listSessions.key);
	});

	return (
		<>
			<Show when={ended() !== undefined}>
				<Notice kind="good">{t().ended(ended() ?? 0)}</Notice>
			</Show>
			<Entries label={t().label}>
				<For each={sessions()}>
					{(session) => (
						<Entry
							title={named(session)}
							badge={
								<Show when={session.current}>
									<Badge kind="good">{t().thisOne}</Badge>
								</Show>
							}
							facts={[
								session.place ? t().nearPlace(session.place) : "",
								<>
									{t().lastSeen} <Moment at={session.lastSeenAt} past />
								</>,
								<>
									{t().since} <Moment at={session.createdAt} past />
								</>,
								t().assurance[session.assurance],
							]}
							action={
								<Button aria-label={t().endNamed(named(session))} onClick={() => setEnding(session)}>
									{t().end}
								</Button>
							}
						/>
					)}
				</For>
			</Entries>
			<Show when={sessions().length > 1} fallback={<p>{t().onlyThis}</p>}>
				<Buttons>
					<Button onClick={() => setEndingOthers(true)}>{t().endOthers}</Button>
				</Buttons>
			</Show>
			<Confirm
				open={ending() !== undefined}
				heading={t().endTitle}
				confirm={t().end}
				act={endOne}
				onClose={() => setEnding(undefined)}
			>
				<Show when={ending()}>{(session) => <p>{t().endBody(named(session()))}</p>}</Show>
			</Confirm>
			<Confirm
				open={endingOthers()}
				heading={t().endOthersTitle}
				confirm={t().endOthers}
				act={endOthers}
				onClose={() => setEndingOthers(false)}
			>
				<p>{t().endOthersBody}</p>
			</Confirm>
		</>
	);
}
