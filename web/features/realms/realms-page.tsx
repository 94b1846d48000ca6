/**
 * Settings > Realms: every realm with its kind, its people and its rules, and the way to make another.
 * Nobody is moved here: people are added and moved on the pages about them, and the worker refuses what is not allowed.
 */
import { createAsync, revalidate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Confirm } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useMe } from "../sessions/who.tsx";
import { listRealms, type Realm, removeRealm } from "./data.ts";
import { RealmEntry } from "./realm-entry.tsx";
import { CreateRealm, RenameRealm } from "./realm-form.tsx";
import styles from "./realms.module.css";
import { words } from "./words.ts";

export default function RealmsPage() {
	const t = useWords(words);
	const me = useMe();
	const governs = () => me().user.role === "owner" || me().user.role === "admin";
	const [creating, setCreating] = createSignal(false);
	const [said, setSaid] = createSignal<string>();
	const [open, setOpen] = createSignal<string>();
	return (
		<section class={styles.page}>
			<div class={styles.heading}>
				<h2>{t().title}</h2>
				<Show when={governs()}>
					<button
						type="button"
						class={styles.plus}
						aria-label={t().create}
						title={t().create}
						onClick={() => setCreating(true)}
					>
						<Icon name="plus" />
					</button>
				</Show>
			</div>
			<p class={styles.lead}>{t().lead}</p>
			<Show when={said()}>{(sentence) => <Notice kind="good">{sentence()}</Notice>}</Show>
			<Loaded keys={listRealms.key}>
				<RealmList governs={governs()} open={open()} setOpen={setOpen} say={setSaid} />
			</Loaded>
			<CreateRealm
				open={creating()}
				onClose={() => setCreating(false)}
				onCreated={async ({ id, name }) => {
					await revalidate(listRealms.key);
					setCreating(false);
					setSaid(t().created(name));
					setOpen(id);
				}}
			/>
		</section>
	);
}

interface RealmListProps {
	governs: boolean;
	/** The realm that is unfolded. */
	open: string | undefined;
	setOpen: (id: string | undefined) => void;
	say: (sentence: string) => void;
}

function RealmList(props: RealmListProps) {
	const t = useWords(words);
	const found = createAsync(() => listRealms());
	const realms = () => found()?.realms ?? [];
	const [renaming, setRenaming] = createSignal<Realm>();
	const [removing, setRemoving] = createSignal<Realm>();
	const remove = createAct(async () => {
		const realm = removing();
		if (realm === undefined) return;
		await removeRealm(realm.id);
		await revalidate(listRealms.key);
		setRemoving(undefined);
		props.say(t().removed(realm.name));
	});
	return (
		<>
			<ul class={styles.list} aria-label={t().list}>
				<For each={realms()}>
					{(realm) => (
						<RealmEntry
							realm={realm}
							open={props.open === realm.id}
							onToggle={() => props.setOpen(props.open === realm.id ? undefined : realm.id)}
							governs={props.governs}
							onRename={() => setRenaming(realm)}
							onRemove={() => {
								remove.clear();
								setRemoving(realm);
							}}
						/>
					)}
				</For>
			</ul>
			<Show when={props.governs && realms().every(({ kind }) => kind === "automatic")}>
				<p class={styles.lead}>{t().onlyAutomatic}</p>
			</Show>
			<RenameRealm
				realm={renaming()}
				onClose={() => setRenaming(undefined)}
				onRenamed={async (name) => {
					await revalidate(listRealms.key);
					setRenaming(undefined);
					props.say(t().renamed(name));
				}}
			/>
			<Confirm
				open={removing() !== undefined}
				heading={t().removeTitle(removing()?.name ?? "")}
				confirm={t().remove}
				act={remove}
				onClose={() => setRemoving(undefined)}
			>
				<p>{t().removeBody(removing()?.name ?? "")}</p>
			</Confirm>
		</>
	);
}
