/**
 * My account > Profile: name, language and the own phone number may be changed, the e-mail is shown.
 * A new address needs an administrator, because it is what one signs in with; a number that is a way back in does as well (S65).
 */
import { createSignal, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { chooseLanguage, type Language, languages, useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { PhoneField, phoneIn } from "../../ui/phone-field.tsx";
import { Fact, Select } from "../../ui/select.tsx";
import { refreshMe } from "../sessions/me.ts";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { type Profile, updateProfile } from "./data.ts";
import { words } from "./words.ts";

export default function ProfilePage() {
	const t = useWords(words);
	const me = useMe();
	const withProof = useProof();
	const [saved, setSaved] = createSignal(false);
	const act = createAct(
		(profile: Profile) => withProof(() => updateProfile(profile)),
		async (_, { locale }) => {
			chooseLanguage(locale);
			await refreshMe();
			setSaved(true);
		},
	);
	const names: Record<Language, () => string> = { en: () => t().english, es: () => t().spanish };
	/** The number goes along only where it is another one: then the worker wants a fresh proof. */
	const newPhone = (value: (name: string) => string) => {
		const typed = phoneIn(value);
		const isSame = typed.phone.replace(/[\s().-]/g, "") === (me().user.phone ?? "");
		return isSame ? {} : typed;
	};
	return (
		<Panel heading={t().profile}>
			<Form
				act={act}
				read={(value) => {
					setSaved(false);
					const locale = value("locale") === "es" ? "es" : "en";
					return { name: value("name").trim(), locale, ...newPhone(value) };
				}}
				at={{ phone_fixed: "phone" }}
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
				<PhoneField
					value={me().user.phone ?? undefined}
					required={me().user.phone !== null}
					use={t().phoneUse}
					onInput={() => setSaved(false)}
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
