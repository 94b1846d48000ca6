/**
 * Settings > Organization: its name, contact and colour, what the service can do for it, and the ways back of owners.
 * Its address stays: links and cookies carry it.
 */
import { createAsync, revalidate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { wear } from "../../accent.ts";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Fact } from "../../ui/select.tsx";
import { refreshMe } from "../sessions/me.ts";
import { useProof } from "../sessions/proof.tsx";
import { getSettings, type Settings, updateSettings } from "../settings/data.ts";
import { AccentChoice } from "./accent-choice.tsx";
import styles from "./organization.module.css";
import { words } from "./organization-words.ts";
import { OwnerReturns } from "./owner-returns.tsx";

export default function OrganizationPage() {
	const t = useWords(words);
	return (
		<Panel heading={t().title} lead={t().lead}>
			<Loaded keys={getSettings.key}>
				<Parts />
			</Loaded>
		</Panel>
	);
}

function Parts() {
	const t = useWords(words);
	const found = createAsync(() => getSettings());
	return (
		<Show when={found()}>
			{(settings) => (
				<>
					<Appearance settings={settings()} />
					<section class={styles.part}>
						<h3>{t().smsTitle}</h3>
						<p>{settings().sms ? t().smsOn : t().smsOff}</p>
					</section>
					<OwnerReturns returns={settings().returns} />
					<section class={styles.part}>
						<h3>{t().serviceTitle}</h3>
						<p>
							<a href="/status">{t().status}</a>
						</p>
						<h4>{t().backup}</h4>
						<p class={styles.soft}>{t().backupText}</p>
					</section>
				</>
			)}
		</Show>
	);
}

function Appearance(props: { settings: Settings }) {
	const t = useWords(words);
	const withProof = useProof();
	const [saved, setSaved] = createSignal(false);
	const touched = () => setSaved(false);
	const act = createAct(
		(input: { name: string; contact: string | null; accent: string | null }) =>
			withProof(() => updateSettings(input), "sure"),
		async (_, { accent }) => {
			wear(accent);
			await Promise.all([revalidate(getSettings.key), refreshMe()]);
			setSaved(true);
		},
	);
	return (
		<section class={styles.part}>
			<Form
				act={act}
				label={t().title}
				read={(value) => ({
					name: value("name").trim(),
					contact: value("contact").trim() || null,
					accent: value("accent").trim() === "" ? null : value("accent").trim().toLowerCase(),
				})}
			>
				<Show when={saved()}>
					<Notice kind="good">{t().saved}</Notice>
				</Show>
				<Field
					name="name"
					label={t().name}
					hint={t().nameHint}
					autocomplete="organization"
					value={props.settings.name}
					onInput={touched}
					check={(value) => (value.trim() === "" ? () => t().nameMissing : undefined)}
				/>
				<Field
					name="contact"
					label={t().contact}
					hint={t().contactHint}
					value={props.settings.contact ?? ""}
					onInput={touched}
				/>
				<Fact label={t().address}>
					<code>{tenantPath("/signin")}</code>
				</Fact>
				<AccentChoice accent={props.settings.accent} onChange={touched} />
				<Buttons>
					<Button type="submit" kind="primary" busy={act.pending()}>
						{t().save}
					</Button>
				</Buttons>
			</Form>
		</section>
	);
}
