/**
 * Settings > Users > one person: their profile, "2-factor authentication" with Reset (S181), and what they have open.
 * Whoever may not write to them reads the same page without a single act.
 */
import { A, createAsync, revalidate, useLocation, useNavigate, useParams } from "@solidjs/router";
import { createEffect, createSignal, on, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { MenuButton } from "../../ui/menu.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useActMenu } from "./act-menu.tsx";
import { getPerson } from "./data.ts";
import { createDesk } from "./desk.ts";
import { DeskDialogs } from "./desk-dialogs.tsx";
import { FactorSection } from "./factor-section.tsx";
import { calledBy, type Profile } from "./people.ts";
import { words as common } from "./people-words.ts";
import { words } from "./person-words.ts";
import { ProfileSection } from "./profile-section.tsx";
import { AccountState, LockedState } from "./standing-cells.tsx";
import { TrailSections } from "./trail-sections.tsx";
import styles from "./users.module.css";

/** How one comes here from creating somebody. */
export interface Arrived {
	readonly said?: string;
	/** Offer to send the enrolment link. */
	readonly offer?: boolean;
}

export default function UserPage() {
	const t = useWords(words);
	const params = useParams();
	return (
		<section class={styles.page}>
			<A class={styles.back} href="/settings/users">
				{t().back}
			</A>
			<Loaded keys={getPerson.keyFor(params.id ?? "")}>
				<Page id={params.id ?? ""} />
			</Loaded>
		</section>
	);
}

function Page(props: { id: string }) {
	const found = createAsync(() => getPerson(props.id));
	return <Show when={found()}>{(profile) => <Sheet profile={profile()} />}</Show>;
}

function Sheet(props: { profile: Profile }) {
	const t = useWords(words);
	const c = useWords(common);
	const navigate = useNavigate();
	const location = useLocation<Arrived>();
	const [said, setSaid] = createSignal(location.state?.said);
	const user = () => props.profile.user;
	const refresh = () => revalidate(getPerson.keyFor(user().id));
	const desk = createDesk(async (act, sentence) => {
		if (act === "remove") {
			navigate("/settings/users");
			return;
		}
		setSaid(sentence);
		await refresh();
	});
	const menu = useActMenu(desk);
	createEffect(
		on(
			() => location.state?.offer,
			(offer) => {
				if (offer) desk.offer([user()]);
			},
		),
	);
	return (
		<>
			<div class={styles.title}>
				<div class={styles.heading}>
					<h2 tabindex="-1">{calledBy(user())}</h2>
					<p class={styles.soft}>{user().email}</p>
					<p class={styles.badges}>
						<AccountState person={user()} />
						<Show when={user().locked}>
							<LockedState person={user()} />
						</Show>
					</p>
				</div>
				<Show when={user().mayWrite} fallback={<p class={styles.soft}>{t().readOnly}</p>}>
					<MenuButton text={c().actions} label={c().actionsHere} items={() => menu([user()])} />
				</Show>
			</div>
			<Show when={said()}>{(sentence) => <Notice kind="good">{sentence()}</Notice>}</Show>
			<div class={styles.sheet}>
				<ProfileSection
					profile={props.profile}
					onBegin={() => setSaid(undefined)}
					onSaved={async (sentence, offer) => {
						setSaid(sentence);
						await refresh();
						if (offer) desk.offer([user()]);
					}}
				/>
				<div class={styles.column}>
					<FactorSection profile={props.profile} desk={desk} />
					<TrailSections profile={props.profile} />
				</div>
			</div>
			<DeskDialogs desk={desk} />
		</>
	);
}
