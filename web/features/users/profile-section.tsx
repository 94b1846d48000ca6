/**
 * The profile of one person as a form: nothing changes before Save (S99), requiring a second factor is asked about first
 * (S176), and so is a number that a second factor hangs on (S110). Only what was changed is sent.
 */
import { createAsync } from "@solidjs/router";
import { createSignal, Show, Suspense } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Fact } from "../../ui/select.tsx";
import { useProof } from "../sessions/proof.tsx";
import { createAsking } from "./asking.tsx";
import { listRealms, type PersonChanges, type Realm, updatePerson } from "./data.ts";
import { calledBy, type Profile } from "./people.ts";
import { words as common } from "./people-words.ts";
import { type Chosen, PersonFields, readFields } from "./person-fields.tsx";
import { words } from "./person-words.ts";
import { RequiredState } from "./standing-cells.tsx";
import { Unsaved } from "./unsaved.tsx";
import styles from "./users.module.css";

interface ProfileSectionProps {
	profile: Profile;
	/** When saving begins. */
	onBegin: () => void;
	/** After saving; `offer` says that the enrolment link may be wanted now. */
	onSaved: (said: string, offer: boolean) => Promise<void>;
}

export function ProfileSection(props: ProfileSectionProps) {
	const t = useWords(words);
	const listed = createAsync(() => listRealms());
	return (
		<section class={styles.section}>
			<h3>{t().profile}</h3>
			<Show when={props.profile.user.mayWrite} fallback={<Facts profile={props.profile} />}>
				<p class={styles.soft}>{t().profileLead}</p>
				<Suspense>
					<Show when={listed()}>{(list) => <Edit {...props} realms={list().realms} />}</Show>
				</Suspense>
			</Show>
		</section>
	);
}

function Edit(props: ProfileSectionProps & { realms: readonly Realm[] }) {
	const t = useWords(words);
	const c = useWords(common);
	const proved = useProof();
	const user = () => props.profile.user;
	const chosenNow = (): Chosen => ({
		phone: user().phone ?? "",
		role: user().role,
		requirement: user().requirement,
		method: user().method,
	});
	const [chosen, setChosen] = createSignal(chosenNow());
	const asking = createAsking();
	let settled = () => {};

	/** Asks what has to be asked before these changes; false when the person thought better of it. */
	const agreed = async (changes: PersonChanges): Promise<boolean> => {
		const name = calledBy(user());
		if (changes.requirement === "required") {
			const question = { heading: t().requireTitle(name), body: t().requireBody, confirm: t().requireConfirm };
			if (!(await asking.ask(question))) return false;
		}
		if (changes.phone !== undefined && user().method === "phoneLink" && user().twoFactor !== "off") {
			return asking.ask({ heading: t().phoneTitle(name), body: t().phoneBody, confirm: t().phoneConfirm });
		}
		return true;
	};
	const act = createAct(
		async (changes: PersonChanges) => {
			props.onBegin();
			if (Object.keys(changes).length === 1) return { factorRemoved: false };
			if (!(await agreed(changes))) return undefined;
			return proved(() => updatePerson(changes));
		},
		async (saved, changes) => {
			if (saved === undefined) {
				setChosen({ ...chosen(), requirement: user().requirement });
				return;
			}
			const without = user().twoFactor === "off" || saved.factorRemoved;
			const leads = changes.requirement === "required" || changes.method === "phoneLink" || saved.factorRemoved;
			await props.onSaved(saved.factorRemoved ? t().factorRemoved : t().saved, without && leads);
			setChosen(chosenNow());
			settled();
		},
	);

	/** The changes between what is saved and what the form holds. */
	const changesIn = (value: (name: string) => string): PersonChanges => {
		const now = readFields(value, props.realms);
		const before = user();
		const were = before.administers.map(({ id }) => id);
		const same = were.length === now.administers.length && now.administers.every((id) => were.includes(id));
		const role = now.role ?? before.role;
		return {
			id: before.id,
			...(now.name !== before.name && { name: now.name }),
			...(now.phone !== (before.phone ?? "") && {
				phone: now.phone === "" ? null : now.phone,
				...(now.phone !== "" && now.country && { country: now.country }),
			}),
			...(role !== before.role && { role }),
			...(now.realmId !== before.realm.id && { realmId: now.realmId }),
			...(now.requirement !== before.requirement && { requirement: now.requirement }),
			...(now.method !== before.method && { method: now.method }),
			...(now.locale !== before.locale && { locale: now.locale }),
			...(role === "realmAdmin" && !same && { administers: now.administers }),
		};
	};

	return (
		<>
			<Unsaved settle={(settle) => (settled = settle)}>
				<Form act={act} read={changesIn} label={t().profile}>
					<Field
						name="name"
						label={c().name}
						value={user().name}
						check={(value) => (value.trim() === "" ? () => t().nameMissing : undefined)}
					/>
					<Fact label={c().email} hint={t().emailHint}>
						{user().email}
					</Fact>
					<PersonFields
						begun={{
							phone: user().phone,
							role: user().role,
							requirement: user().requirement,
							method: user().method,
							locale: user().locale,
							realmId: user().realm.id,
							administers: user().administers.map(({ id }) => id),
						}}
						chosen={chosen()}
						choose={(change) => setChosen({ ...chosen(), ...change })}
						realms={props.realms}
					/>
					<Buttons>
						<Button type="submit" kind="primary" busy={act.pending()}>
							{t().save}
						</Button>
					</Buttons>
				</Form>
			</Unsaved>
			{asking.dialog()}
		</>
	);
}

/** The same for whoever may only look. */
function Facts(props: { profile: Profile }) {
	const t = useWords(words);
	const c = useWords(common);
	const user = () => props.profile.user;
	return (
		<div class={styles.facts}>
			<Fact label={c().name}>{user().name}</Fact>
			<Fact label={c().email}>{user().email}</Fact>
			<Fact label={c().phone}>{user().phone ?? "—"}</Fact>
			<Fact label={c().role}>{c().roles[user().role]}</Fact>
			<Fact label={c().realm}>{user().realm.name}</Fact>
			<Fact label={t().requirement}>
				<RequiredState person={user()} />
			</Fact>
			<Fact label={t().method}>{c().methods[user().method]}</Fact>
			<Fact label={t().language}>{t().languages[user().locale]}</Fact>
		</div>
	);
}
