/**
 * Settings > Users > Create user: a person of one realm, invited by letter. Whatever is missing is asked for at the first
 * sign-in (S100–S102); an administrator chooses no password and sees no secret.
 */
import { A, createAsync, useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { language, useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { isEmail } from "../../ui/checks.ts";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Tick } from "../../ui/tick.tsx";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { createAsking } from "./asking.tsx";
import { createPerson, listRealms, type NewPerson } from "./data.ts";
import { words as common } from "./people-words.ts";
import { type Chosen, PersonFields, readFields } from "./person-fields.tsx";
import { words } from "./person-words.ts";
import { Unsaved } from "./unsaved.tsx";
import type { Arrived } from "./user-page.tsx";
import styles from "./users.module.css";

export default function CreatePage() {
	const t = useWords(words);
	return (
		<>
			<A class={styles.back} href="/settings/users">
				{t().back}
			</A>
			<Panel heading={t().createTitle} lead={t().createLead} takesFocus>
				<Loaded keys={listRealms.key}>
					<CreateForm />
				</Loaded>
			</Panel>
		</>
	);
}

function CreateForm() {
	const t = useWords(words);
	const c = useWords(common);
	const me = useMe();
	const navigate = useNavigate();
	const proved = useProof();
	const [params] = useSearchParams();
	const listed = createAsync(() => listRealms());
	const realms = () => listed()?.realms ?? [];
	/** A realm administrator adds people to a realm of theirs; for the others the address can decide. */
	const mayLeaveOpen = () => me().user.role !== "realmAdmin";
	const [chosen, setChosen] = createSignal<Chosen>({
		phone: "",
		role: "member",
		requirement: "inherit",
		method: "authenticator",
	});
	const asking = createAsking();
	let settled = () => {};
	const act = createAct(
		async (input: NewPerson) => {
			if (input.requirement === "required") {
				const name = input.name || input.email;
				const agreed = await asking.ask({
					heading: t().requireTitle(name),
					body: t().requireBody,
					confirm: t().requireConfirm,
				});
				if (!agreed) return undefined;
			}
			return proved(() => createPerson(input));
		},
		(created, input) => {
			if (created === undefined) {
				setChosen({ ...chosen(), requirement: "inherit" });
				return;
			}
			settled();
			const offer = !created.invited && (input.requirement === "required" || input.method === "phoneLink");
			const state: Arrived = { said: t().created(input.name || input.email, created.invited), offer };
			navigate(`/settings/users/${created.id}`, { state });
		},
	);
	const preset = () => realms().find(({ id, mayWrite }) => mayWrite && id === params.realm)?.id;
	const first = () => (mayLeaveOpen() ? "" : (realms().find(({ mayWrite }) => mayWrite)?.id ?? ""));
	return (
		<Show when={listed()}>
			<div class={styles.form}>
				<Unsaved settle={(settle) => (settled = settle)}>
					<Form
						act={act}
						read={(value): NewPerson => {
							const { phone, country, realmId, role, administers, ...rest } = readFields(value, realms());
							return {
								...rest,
								email: value("email").trim(),
								...(phone !== "" && { phone, ...(country && { country }) }),
								...(role && { role }),
								...(realmId !== "" && { realmId }),
								...(role === "realmAdmin" && { administers }),
								invite: value("invite") === "on",
							};
						}}
					>
						<Field
							name="name"
							label={c().name}
							autocomplete="off"
							first
							check={(value) => (value.trim() === "" ? () => t().nameMissing : undefined)}
						/>
						<Field
							name="email"
							type="email"
							inputmode="email"
							label={c().email}
							hint={t().emailHint}
							check={(value) => (isEmail(value) ? undefined : () => t().emailWrong)}
						/>
						<PersonFields
							begun={{
								phone: null,
								role: "member",
								requirement: "inherit",
								method: "authenticator",
								locale: language(),
								realmId: preset() ?? first(),
								administers: [],
							}}
							chosen={chosen()}
							choose={(change) => setChosen({ ...chosen(), ...change })}
							realms={realms()}
							{...(mayLeaveOpen() && { anyRealm: t().automaticRealm })}
						/>
						<Tick name="invite" label={t().inviteNow} hint={t().inviteHint} checked />
						<Buttons>
							<Button type="submit" kind="primary" busy={act.pending()}>
								{t().create}
							</Button>
						</Buttons>
					</Form>
				</Unsaved>
			</div>
			{asking.dialog()}
		</Show>
	);
}
