/**
 * Settings > Users: everybody, found by search and filters, sorted by any column, with a menu for each and for all that
 * are ticked. An auditor reads it; a realm administrator acts on the people of their realms and on nobody else (S40).
 */
import { A, revalidate } from "@solidjs/router";
import { createMemo, createSignal, Show, Suspense } from "solid-js";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { MenuButton } from "../../ui/menu.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Panel, Skeleton } from "../../ui/panel.tsx";
import { SelectionBar } from "../../ui/selection-bar.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Moment } from "../../ui/time.tsx";
import { words as frame } from "../../ui/words.ts";
import { useMe } from "../sessions/who.tsx";
import { useActMenu } from "./act-menu.tsx";
import { getPerson } from "./data.ts";
import { createDesk } from "./desk.ts";
import { DeskDialogs } from "./desk-dialogs.tsx";
import { type Filtering, Filters, useFiltering } from "./filters.tsx";
import { calledBy, type Person } from "./people.ts";
import { createPeopleList } from "./people-list.ts";
import { words } from "./people-words.ts";
import { AccountState, LockedState, RequiredState, TwoFactorState } from "./standing-cells.tsx";
import styles from "./users.module.css";

export default function UsersPage() {
	const t = useWords(words);
	const me = useMe();
	const filtering = useFiltering();
	return (
		<Panel heading={t().title} lead={t().lead}>
			<Show when={me().user.role !== "auditor"}>
				<Buttons inline>
					<ButtonLink kind="primary" href={tenantPath(addressInRealm("/settings/users/new", filtering))}>
						{t().add}
					</ButtonLink>
					<ButtonLink href={tenantPath(addressInRealm("/settings/users/import", filtering))}>
						{t().importPeople}
					</ButtonLink>
				</Buttons>
			</Show>
			<Suspense>
				<Filters filtering={filtering} />
			</Suspense>
			<People filtering={filtering} />
		</Panel>
	);
}

/** Whoever looks at one realm adds people to that one (S86). */
function addressInRealm(path: string, filtering: Filtering): string {
	const realm = filtering.value("realmId");
	return realm === "" ? path : `${path}?${new URLSearchParams({ realm })}`;
}

function People(props: { filtering: Filtering }) {
	const t = useWords(words);
	const f = useWords(frame);
	const me = useMe();
	const list = createPeopleList(props.filtering.input);
	const [ticked, setTicked] = createSignal<ReadonlySet<string>>(new Set());
	const [said, setSaid] = createSignal<string>();
	const desk = createDesk(async (_, sentence) => {
		setSaid(sentence);
		// A page of one person that was seen a moment ago is out of date now.
		void revalidate(getPerson.key);
		await list.refresh();
	});
	const menu = useActMenu(desk);
	const mayAct = () => me().user.role !== "auditor";
	/** What is ticked and shown: somebody who does not fit any more is not acted on unseen. */
	const chosen = createMemo(() => list.people.filter(({ id, mayWrite }) => mayWrite && ticked().has(id)));

	const columns = (): readonly Column<Person>[] => [
		{ key: "name", heading: t().name, sorts: true, title: true, cell: (person) => <Name person={person} /> },
		{ key: "email", heading: t().email, sorts: true, sub: true, breaks: true, cell: (person) => person.email },
		{ key: "realm", heading: t().realm, sorts: true, breaks: true, cell: (person) => person.realm.name },
		{ key: "role", heading: t().role, sorts: true, cell: (person) => t().roles[person.role] },
		{ key: "twoFactor", heading: t().twoFactor, sorts: true, cell: (person) => <TwoFactorState person={person} /> },
		{ key: "required", heading: t().required, sorts: true, cell: (person) => <RequiredState person={person} /> },
		{ key: "locked", heading: t().locked, cell: (person) => <LockedState person={person} /> },
		{ key: "lastSignIn", heading: t().lastSignIn, sorts: true, cell: (person) => <LastSignIn person={person} /> },
	];

	return (
		<>
			<Show when={said()}>{(sentence) => <Notice kind="good">{sentence()}</Notice>}</Show>
			<Show when={list.refused()}>
				{(refused) => (
					<>
						<RefusalNotice refused={refused()} />
						<Buttons>
							<Button onClick={() => void list.refresh()}>{f().tryAgain}</Button>
						</Buttons>
					</>
				)}
			</Show>
			<SelectionBar label={t().actionsForTicked} count={chosen().length} onClear={() => setTicked(new Set<string>())}>
				<MenuButton
					text={t().actions}
					label={t().actionsForTicked}
					kind="primary"
					align="start"
					items={() => menu([...chosen()])}
				/>
			</SelectionBar>
			<Show
				when={list.people.length > 0}
				fallback={
					<Show when={!list.loading()} fallback={<Skeleton rows={6} label={f().loading} />}>
						<Show when={list.refused() === undefined}>
							<div class={styles.empty}>
								<h3>{t().emptyTitle}</h3>
								<p>{props.filtering.count() > 0 ? t().emptyFiltered : t().emptyAll}</p>
							</div>
						</Show>
					</Show>
				}
			>
				<Table
					label={t().list}
					columns={columns()}
					rows={list.people}
					sort={props.filtering.sort()}
					onSort={(sort) => props.filtering.setSort(sort)}
					busy={list.loading()}
					ticks={
						mayAct()
							? { ticked: ticked(), onChange: setTicked, nameOf: calledBy, allowed: ({ mayWrite }) => mayWrite }
							: undefined
					}
					acts={
						mayAct()
							? (person) => (
									<Show when={person.mayWrite}>
										<MenuButton label={t().actsFor(calledBy(person))} items={() => menu([person])} />
									</Show>
								)
							: undefined
					}
				/>
				<Pager
					shown={list.people.length}
					total={list.total()?.count}
					exact={list.total()?.exact ?? true}
					more={list.more()}
					busy={list.loading()}
					onMore={() => list.fetchMore()}
				/>
			</Show>
			<DeskDialogs desk={desk} />
		</>
	);
}

function Name(props: { person: Person }) {
	return (
		<span class={styles.name}>
			<A class={styles.person} href={`/settings/users/${props.person.id}`}>
				{calledBy(props.person)}
			</A>
			<AccountState person={props.person} />
		</span>
	);
}

function LastSignIn(props: { person: Person }) {
	const t = useWords(words);
	return (
		<Show when={props.person.lastSignInAt} fallback={<span class={styles.soft}>{t().never}</span>}>
			{(at) => <Moment at={at()} past />}
		</Show>
	);
}
