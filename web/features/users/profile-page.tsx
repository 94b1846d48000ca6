/**
 * My account > Profile: name and language may be changed, the e-mail is shown.
 * A new address needs an administrator, because it is what one signs in with.
 */
import { createSignal, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { chooseLanguage, type Language, languages, useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Fact, Select } from "../../ui/select.tsx";

import { refreshMe } from "../sessions/me.ts";
import { useMe } from "../sessions/who.tsx";
import { updateProfile } from "./data.ts";
import { words } from "./words.ts";

export default function ProfilePage() {
	const t = useWords(words);
	const me = useMe();
	const [saved, setSaved] = createSignal(false);
	const act = createAct(updateProfile, async (_, { locale }) => {
		chooseLanguage(locale);
		await refreshMe();
		setSaved(true);
	});
	const names: Record<Language, () => string> = { en: () => t().english, es: () => t().spanish };
	return (
		<Panel heading={t().profile}>
			<Form
				act={act}
				read={(value) => {
					setSaved(false);
					return { name: value("name").trim(), locale: value("locale") === "es" ? "es" : "en" };
				}}
			>
				<Show when={saved()}>
					<Notice kind="good">{t().saved}</Notice>
				</Show>
				<Field
					name="name"
					label={t().name}
					autocomplete="name"
					value={me().user.name}
					onInput={() => setSaved(false)}
					check={(value) => (value.trim() === "" ? () => t().nameMissing : undefined)}
				/>
				<Select
					name="locale"
					label={t().language}
					value={me().user.locale}
					options={languages.map((each) => ({ value: each, text: names[each](), lang: each }))}
				/>
				<Fact label={t().email} hint={t().emailHint}>
					{me().user.email}
				</Fact>
				<Buttons>
					<Button type="submit" kind="primary" busy={act.pending()}>
						{t().save}
					</Button>
				</Buttons>
			</Form>
		</Panel>
	);
}
