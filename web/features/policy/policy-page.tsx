/**
 * Settings > Policy: the rules of the organization or of one realm. Nothing is saved before its effect was shown, and
 * saving needs a fresh proof; whoever may only read finds the same page without its buttons.
 */
import { createAsync, revalidate, useSearchParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { Moment } from "../../ui/time.tsx";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { type Change, getPolicy, type PolicyAnswer, previewPolicy, type Preview as Seen, setPolicy } from "./data.ts";
import { type Difference, differences, draftOf, overridesOf, rulesOf } from "./draft.ts";
import { History } from "./history.tsx";
import styles from "./policy.module.css";
import { Rules } from "./policy-form.tsx";
import { Preview } from "./preview.tsx";
import { EditingScope } from "./rule-inputs.tsx";
import { words } from "./words.ts";

export default function PolicyPage() {
	const t = useWords(words);
	return (
		<Panel heading={t().title} lead={t().lead}>
			<Loaded keys={getPolicy.key}>
				<Scoped />
			</Loaded>
		</Panel>
	);
}

/** Chooses whose rules are shown, and begins anew with every choice and every version. */
function Scoped() {
	const t = useWords(words);
	const [search, setSearch] = useSearchParams<{ realm?: string }>();
	const [saved, setSaved] = createSignal(false);
	const answer = createAsync(() => getPolicy());
	const realm = () => answer()?.realms.find(({ id }) => id === search.realm);
	const begun = () => {
		const found = answer();
		return found && { answer: found, realmId: realm()?.id };
	};
	return (
		<Show when={answer()}>
			{(found) => (
				<>
					<div class={styles.scope}>
						<Select
							name="scope"
							label={t().scope}
							value={realm()?.id ?? ""}
							options={[
								{ value: "", text: t().wholeHouse },
								...found().realms.map(({ id, name }) => ({ value: id, text: name })),
							]}
							onChange={(id) => {
								setSaved(false);
								setSearch({ realm: id === "" ? undefined : id });
							}}
						/>
						<Show when={found().changedBy}>
							{(person) => (
								<p class={styles.soft}>
									{t().lastChanged} <Moment at={found().changedAt ?? 0} past /> {t().changedBy(person().name)}
								</p>
							)}
						</Show>
					</div>
					<Show when={saved()}>
						<Notice kind="good">{t().saved}</Notice>
					</Show>
					<Show when={begun()} keyed>
						{(begun) => (
							<>
								<Editor
									answer={begun.answer}
									realmId={begun.realmId}
									onChange={() => setSaved(false)}
									onSaved={async () => {
										await revalidate(getPolicy.key);
										setSaved(true);
									}}
								/>
								<History />
							</>
						)}
					</Show>
				</>
			)}
		</Show>
	);
}

interface EditorProps {
	answer: PolicyAnswer;
	realmId: string | undefined;
	onChange: () => void;
	onSaved: () => Promise<void>;
}

interface Shown {
	readonly seen: Seen;
	/** What was looked at, and nothing else, is what is saved. */
	readonly change: Change;
	readonly changes: readonly Difference[];
}

function Editor(props: EditorProps) {
	const t = useWords(words);
	const me = useMe();
	const withProof = useProof();
	const mayWrite = () => me().user.role === "owner" || me().user.role === "admin";
	const isRealm = props.realmId !== undefined;
	const rules = () => props.answer.realms.find(({ id }) => id === props.realmId)?.rules ?? {};
	const before = () => (isRealm ? rules() : props.answer.policy);
	const [draft, setDraft] = createSignal(draftOf(before()));
	const [shown, setShown] = createSignal<Shown>();
	const [idle, setIdle] = createSignal(false);
	const change = (): Change => ({
		overrides: isRealm ? rulesOf(draft()) : overridesOf(draft(), props.answer),
		...(props.realmId !== undefined && { realmId: props.realmId }),
	});
	const preview = createAct(async () => {
		const looked = draft();
		const changes = differences(before(), looked, isRealm);
		setIdle(changes.length === 0);
		if (changes.length === 0) return;
		const wanted = change();
		const seen = await previewPolicy(wanted);
		// Whoever went on editing meanwhile is not shown what they no longer want.
		if (draft() === looked) setShown({ changes, seen, change: wanted });
	});
	const save = createAct(async () => {
		const looked = shown();
		if (looked === undefined) return;
		await withProof(() => setPolicy({ ...looked.change, version: props.answer.version }), "sure");
		await props.onSaved();
	});
	return (
		<EditingScope.Provider
			value={{
				draft,
				answer: () => props.answer,
				isRealm,
				change(field, text) {
					setDraft({ ...draft(), [field]: text });
					setShown(undefined);
					setIdle(false);
					save.clear();
					props.onChange();
				},
			}}
		>
			<Show when={!mayWrite()}>
				<Notice kind="information">{t().readOnly}</Notice>
			</Show>
			<Form act={preview} read={() => undefined} label={t().title}>
				<fieldset class={styles.rules} disabled={!mayWrite()} aria-label={t().title}>
					<Rules />
				</fieldset>
				<Show when={idle()}>
					<Notice kind="information">{t().nothingChanged}</Notice>
				</Show>
				<Show when={mayWrite() && shown() === undefined}>
					<Buttons>
						<Button type="submit" kind="primary" busy={preview.pending()}>
							{t().preview}
						</Button>
					</Buttons>
				</Show>
			</Form>
			<Show when={shown()}>
				{(found) => (
					<Preview
						seen={found().seen}
						changes={found().changes}
						isRealm={isRealm}
						save={save}
						onNewest={() => void revalidate(getPolicy.key)}
						onBack={() => setShown(undefined)}
					/>
				)}
			</Show>
		</EditingScope.Provider>
	);
}
