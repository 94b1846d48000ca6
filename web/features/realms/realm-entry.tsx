/**
 * One realm of the list: what kind it is (a sign and a word), its people, its rules, and, unfolded, who is in it. People
 * are fetched when the realm is unfolded and not before.
 */
import { A, createAsync, useNavigate } from "@solidjs/router";
import { createUniqueId, For, Show, Suspense } from "solid-js";
import { amount } from "../../amounts.ts";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Hidden } from "../../ui/hidden.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { MenuButton } from "../../ui/menu.tsx";
import type { MenuEntry } from "../../ui/menu-items.tsx";
import { categoryInWords, peopleOf, type Realm } from "./data.ts";
import styles from "./realms.module.css";
import { rulesInWords } from "./rules-in-words.ts";
import { words } from "./words.ts";

const signs: Record<Realm["kind"], string> = {
	custom: "M10.500 2.500 13.500 5.500 6 13H3v-3zM8.500 4.500l3 3",
	automatic: "M13 8a5 5 0 0 1-9.300 2.500M3 8a5 5 0 0 1 9.300-2.500M12.500 2.500v3h-3M3.500 13.500v-3h3",
};

interface RealmEntryProps {
	realm: Realm;
	open: boolean;
	onToggle: () => void;
	/** Whether this person runs the whole organization. */
	governs: boolean;
	onRename: () => void;
	onRemove: () => void;
}

export function RealmEntry(props: RealmEntryProps) {
	const t = useWords(words);
	const navigate = useNavigate();
	const id = createUniqueId();
	const acts = (): MenuEntry[] => [
		{ text: t().editRules, onSelect: () => navigate(`/settings/policy?realm=${props.realm.id}`) },
		...(props.governs ? [{ text: t().rename, onSelect: props.onRename }] : []),
		...(props.governs && props.realm.kind === "custom" && props.realm.people === 0
			? [{ text: t().remove, danger: true, onSelect: props.onRemove }]
			: []),
	];
	return (
		<li class={styles.realm}>
			<div class={styles.head}>
				<h3 class={styles.name}>
					<button
						type="button"
						class={styles.opener}
						aria-expanded={props.open}
						aria-controls={id}
						onClick={props.onToggle}
					>
						<Icon name="chevron" />
						<span>{props.realm.name}</span>
					</button>
				</h3>
				<p class={styles.kind} title={t().kindHints[props.realm.kind]}>
					<svg class={styles.sign} viewBox="0 0 16 16" aria-hidden="true">
						<path d={signs[props.realm.kind]} fill="none" stroke="currentColor" stroke-width="1.5" />
					</svg>
					{t().kinds[props.realm.kind]}
				</p>
				<p class={styles.facts}>
					<code>{props.realm.key}</code>
					<span>{categoryInWords(props.realm.category, t().categories)}</span>
				</p>
				<p class={styles.count}>
					<A href={`/settings/users?realm=${props.realm.id}`}>
						{t().people(amount(props.realm.people), props.realm.people === 1)}
						<Hidden> ({props.realm.name})</Hidden>
					</A>
				</p>
				<p class={styles.count}>
					{t().protected(amount(props.realm.protected))}
					<Show when={props.realm.missing > 0}>
						<strong class={styles.missing}>{t().missing(amount(props.realm.missing))}</strong>
					</Show>
				</p>
				<div class={styles.acts}>
					<MenuButton label={t().acts(props.realm.name)} items={acts} />
				</div>
				<ul class={styles.rules}>
					<For each={rulesInWords(props.realm.rules)}>{(rule) => <li>{rule}</li>}</For>
				</ul>
			</div>
			<div id={id} class={styles.body} hidden={!props.open}>
				<Show when={props.open}>
					<Loaded keys={peopleOf.key}>
						<Suspense>
							<People realm={props.realm} />
						</Suspense>
					</Loaded>
				</Show>
			</div>
		</li>
	);
}

function People(props: { realm: Realm }) {
	const t = useWords(words);
	const found = createAsync(() => peopleOf(props.realm.id));
	return (
		<Show when={found()}>
			{(list) => (
				<>
					<Show
						when={list().users.length > 0}
						fallback={<p>{props.realm.kind === "custom" ? t().nobody : t().nobodyAutomatic}</p>}
					>
						<ul class={styles.people}>
							<For each={list().users}>
								{(user) => (
									<li class={styles.person}>
										<A href={`/settings/users/${user.id}`}>{user.name}</A>
										<span>{user.email}</span>
										<span>{t().twoFactor[user.twoFactor]}</span>
									</li>
								)}
							</For>
						</ul>
					</Show>
					<div class={styles.ways}>
						<Show when={props.realm.mayWrite}>
							<ButtonLink
								href={tenantPath(`/settings/users/new?realm=${props.realm.id}`)}
								aria-label={t().addUserTo(props.realm.name)}
							>
								{t().addUser}
							</ButtonLink>
						</Show>
						<Show when={props.realm.people > list().users.length}>
							<A href={`/settings/users?realm=${props.realm.id}`}>{t().seePeople(amount(props.realm.people))}</A>
						</Show>
					</div>
				</>
			)}
		</Show>
	);
}
