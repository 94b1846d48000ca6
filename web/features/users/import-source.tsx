/**
 * Where people are imported from and into: a file of this device or pasted text, one realm, and what to do about numbers
 * without a country. The file is read here and goes to the worker in pieces; the page keeps no copy after the import.
 */
import { A, useSearchParams } from "@solidjs/router";
import { createSignal, createUniqueId, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { language, useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { countriesIn, countryOfBrowser } from "../../ui/countries.ts";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { Tick } from "../../ui/tick.tsx";
import type { Realm } from "./data.ts";
import { words } from "./import-words.ts";
import type { ImportPlan } from "./import-work.ts";
import { decodeFile, formatOf } from "./pieces.ts";
import styles from "./users.module.css";

/** Bytes of the largest file that is read. */
const largestFile = 10_000_000;

interface SourceFormProps {
	realms: readonly Realm[];
	/** What was chosen before, when one comes back from the preview. */
	begun: ImportPlan | undefined;
	onLook: (plan: ImportPlan) => void;
}

export function SourceForm(props: SourceFormProps) {
	const t = useWords(words);
	const id = createUniqueId();
	const [params] = useSearchParams();
	const [problem, setProblem] = createSignal<"fileMissing" | "fileTooLarge">();
	let file: File | undefined;
	const act = createAct(async (read: (value: string) => string) => {
		setProblem(undefined);
		if (file !== undefined && file.size > largestFile) {
			setProblem("fileTooLarge");
			return;
		}
		const pasted = read("text");
		const text = file === undefined ? pasted : decodeFile(await file.arrayBuffer());
		if (text.trim() === "") {
			setProblem("fileMissing");
			return;
		}
		props.onLook({
			text,
			format: formatOf(text),
			name: file?.name ?? "",
			realmId: read("realmId"),
			country: read("country") || undefined,
			invite: read("invite") === "on",
		});
	});
	const first = () => props.realms.find((realm) => realm.id === (props.begun?.realmId ?? params.realm));
	return (
		<Show
			when={props.realms.length > 0}
			fallback={
				<Notice kind="information" actions={<A href="/settings/realms">{t().toRealms}</A>}>
					{t().noRealm}
				</Notice>
			}
		>
			<div class={styles.form}>
				<Form act={act} read={(value) => value}>
					<Select
						name="realmId"
						label={t().realm}
						hint={t().realmHint}
						value={first()?.id ?? props.realms[0]?.id ?? ""}
						options={props.realms.map((realm) => ({ value: realm.id, text: realm.name }))}
					/>
					<div class={styles.source} data-invalid={problem() !== undefined || undefined}>
						<label for={`${id}-file`}>{t().file}</label>
						<p class={styles.soft} id={`${id}-hint`}>
							{t().fileHint}
						</p>
						<input
							id={`${id}-file`}
							type="file"
							accept=".csv,.txt,.tsv,.ldif,.ldi,text/csv,text/plain"
							class={styles.file}
							aria-describedby={problem() === undefined ? `${id}-hint` : `${id}-problem ${id}-hint`}
							onChange={(event) => {
								file = event.currentTarget.files?.[0];
								setProblem(undefined);
							}}
						/>
						<label for={`${id}-text`}>{t().paste}</label>
						<textarea
							id={`${id}-text`}
							name="text"
							class={styles.paste}
							rows="4"
							spellcheck={false}
							autocomplete="off"
							onInput={() => setProblem(undefined)}
						>
							{props.begun?.name === "" ? props.begun.text : ""}
						</textarea>
						<Show when={problem()}>
							{(which) => (
								<p class={styles.problem} id={`${id}-problem`} role="alert">
									{t()[which()]}
								</p>
							)}
						</Show>
					</div>
					<Select
						name="country"
						label={t().country}
						value={props.begun?.country ?? countryOfBrowser()}
						options={[
							{ value: "", text: t().anyCountry },
							...countriesIn(language()).map(({ code, name, calling }) => ({
								value: code,
								text: `${name} (+${calling})`,
							})),
						]}
					/>
					<Tick name="invite" label={t().invite} hint={t().inviteHint} checked={props.begun?.invite ?? false} />
					<Buttons>
						<Button type="submit" kind="primary" busy={act.pending()}>
							{t().look}
						</Button>
					</Buttons>
				</Form>
			</div>
		</Show>
	);
}
