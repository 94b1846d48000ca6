/**
 * The fields that creating and editing a person share: phone, role, realm, requirement, way to the second factor, language.
 * Roles and realms that the reader may not give are not offered (S40). A missing phone number is a notice, not a wall
 * (S100, S101).
 */
import { For, Show } from "solid-js";
import { languages, useWords } from "../../language.ts";
import { Badge } from "../../ui/entries.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Mark } from "../../ui/mark.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PhoneField, phoneIn } from "../../ui/phone-field.tsx";
import { RadioChoice } from "../../ui/radio.tsx";
import { Select } from "../../ui/select.tsx";
import { Tick } from "../../ui/tick.tsx";
import { useMe } from "../sessions/who.tsx";
import type { Realm } from "./data.ts";
import { type Method, methods, type Person, type Requirement, type Role, requirements, roles } from "./people.ts";
import { words as common } from "./people-words.ts";
import { words } from "./person-words.ts";
import styles from "./users.module.css";

/** What the fields begin with. */
export type Begun = Pick<Person, "phone" | "role" | "requirement" | "method"> & {
	readonly locale: "en" | "es";
	readonly realmId: string;
	readonly administers: readonly string[];
};

/** What is chosen at the moment, where other parts of the form depend on it. */
export interface Chosen {
	readonly phone: string;
	readonly role: Role;
	readonly requirement: Requirement;
	readonly method: Method;
}

interface PersonFieldsProps {
	begun: Begun;
	chosen: Chosen;
	choose: (change: Partial<Chosen>) => void;
	realms: readonly Realm[];
	/** What stands for "no realm chosen", where that is possible. */
	anyRealm?: string;
}

const one = <Value extends string>(values: readonly Value[], value: string, otherwise: Value): Value =>
	values.find((each) => each === value) ?? otherwise;

/** What the fields hold, read by name. */
export function readFields(value: (name: string) => string, realms: readonly Realm[]) {
	const role = value("role");
	return {
		name: value("name").trim(),
		...phoneIn(value),
		...(role !== "" && { role: one(roles, role, "member") }),
		realmId: value("realmId"),
		requirement: one(requirements, value("requirement"), "inherit"),
		method: one(methods, value("method"), "authenticator"),
		locale: one(languages, value("locale"), "en"),
		administers: realms.filter(({ id }) => value(`administers-${id}`) === "on").map(({ id }) => id),
	};
}

export function PersonFields(props: PersonFieldsProps) {
	const t = useWords(words);
	const c = useWords(common);
	const me = useMe();
	const mine = () => me().user.role;
	/** Only owners make owners; a realm administrator gives no roles at all. */
	const offered = () => roles.filter((role) => role !== "owner" || mine() === "owner" || props.begun.role === "owner");
	const open = () => props.realms.filter(({ id, mayWrite }) => mayWrite || id === props.begun.realmId);
	const lacksPhone = () => props.chosen.method === "phoneLink" && props.chosen.phone.trim() === "";
	return (
		<>
			<PhoneField value={props.begun.phone ?? undefined} onInput={(phone) => props.choose({ phone })} />
			<Show when={mine() === "owner" || mine() === "admin"}>
				<Select
					name="role"
					label={c().role}
					value={props.begun.role}
					options={offered().map((role) => ({ value: role, text: c().roles[role] }))}
					onChange={(role) => props.choose({ role: one(roles, role, "member") })}
				/>
				<Show when={props.chosen.role === "realmAdmin"}>
					<fieldset class={styles.group}>
						<legend>{t().administers}</legend>
						<p class={styles.soft}>{t().administersHint}</p>
						<For each={props.realms}>
							{(realm) => (
								<Tick
									name={`administers-${realm.id}`}
									label={realm.name}
									checked={props.begun.administers.includes(realm.id)}
								/>
							)}
						</For>
					</fieldset>
				</Show>
			</Show>
			<Select
				name="realmId"
				label={c().realm}
				value={props.begun.realmId}
				options={[
					...(props.anyRealm === undefined ? [] : [{ value: "", text: props.anyRealm }]),
					...open().map(({ id, name }) => ({ value: id, text: name })),
				]}
			/>
			<RadioChoice
				name="requirement"
				label={t().requirement}
				value={props.chosen.requirement}
				onChange={(value) => props.choose({ requirement: one(requirements, value, "inherit") })}
				options={requirements.map((value) => ({
					value,
					text: t().requirements[value],
					hint: t().requirementHints[value],
				}))}
			/>
			<RadioChoice
				name="method"
				label={t().method}
				value={props.chosen.method}
				onChange={(value) => props.choose({ method: one(methods, value, "authenticator") })}
				options={methods.map((value) => ({
					value,
					text: c().methods[value],
					hint: c().methodHints[value],
					icon: value === "phoneLink" ? <Mark /> : <Icon name="key" />,
					beside: value === "phoneLink" ? <Badge kind="good">{c().recommended}</Badge> : undefined,
				}))}
			/>
			<Show when={lacksPhone()}>
				<Notice kind="warning">{t().missingPhone}</Notice>
			</Show>
			<Select
				name="locale"
				label={t().language}
				value={props.begun.locale}
				options={languages.map((each) => ({ value: each, text: t().languages[each], lang: each }))}
			/>
		</>
	);
}
