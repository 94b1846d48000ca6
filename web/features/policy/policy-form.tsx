/**
 * The rules as a form, part by part. What can be set for a realm is a part of what can be set for the organization.
 */
import { type JSX, Show } from "solid-js";
import { now } from "../../clock.ts";
import { useWords } from "../../language.ts";
import { RadioChoice } from "../../ui/radio.tsx";
import { rulesOf } from "./draft.ts";
import { fieldWords } from "./field-words.ts";
import { requirementInRealm } from "./in-force.ts";
import styles from "./policy.module.css";
import { ChoiceRule, DateRule, InForceLine, NumberRule, SwitchRule, useEditing } from "./rule-inputs.tsx";
import { valueInWords } from "./values-in-words.ts";
import { words } from "./words.ts";

function Part(props: { heading: string; children: JSX.Element }) {
	return (
		<section class={styles.part}>
			<h3>{props.heading}</h3>
			{props.children}
		</section>
	);
}

/** All rules of the draft around it. */
export function Rules() {
	const t = useWords(words);
	const { isRealm } = useEditing();
	return (
		<>
			<Part heading={t().parts.factor}>
				<Requirement />
			</Part>
			<Part heading={t().parts.trust}>
				<NumberRule field="trustedBrowserDays" />
			</Part>
			<Show when={!isRealm}>
				<Part heading={t().parts.lock}>
					<NumberRule field="lock.after" />
					<ChoiceRule field="lock.mode" />
					<TimedLock />
				</Part>
			</Show>
			<Part heading={t().parts.session}>
				<div class={styles.pair}>
					<NumberRule field="session.idleMinutes" />
					<NumberRule field="session.absoluteHours" />
				</div>
			</Part>
			<Part heading={t().parts.password}>
				<div class={styles.pair}>
					<NumberRule field="password.minLength" />
					<NumberRule field="password.minLengthWithoutFactor" />
				</div>
			</Part>
			<Show when={!isRealm}>
				<Part heading={t().parts.codes}>
					<ChoiceRule field="recoveryCodes.delivery" />
					<ChoiceRule field="recoveryCodes.form" />
					<ChoiceRule field="recoveryCodes.viewing" />
				</Part>
				<Part heading={t().parts.help}>
					<SwitchRule field="setUpSheet" />
					<SwitchRule field="textRecovery" />
				</Part>
			</Show>
		</>
	);
}

/** Minutes matter only to a lock that ends by itself. */
function TimedLock() {
	const { draft } = useEditing();
	return (
		<Show when={draft()["lock.mode"] === "timed"}>
			<NumberRule field="lock.minutes" />
		</Show>
	);
}

function Requirement() {
	const t = useWords(words);
	const { draft, isRealm, change } = useEditing();
	const values = () => {
		const own = draft().requirement;
		if (!isRealm) return ["off", "optional", "required"] as const;
		return own === "off" ? (["", "off", "optional", "required"] as const) : (["", "optional", "required"] as const);
	};
	return (
		<>
			<RadioChoice
				name="requirement"
				label={t().requirement}
				value={draft().requirement}
				options={values().map((value) => ({ value, ...t().requirements[value === "" ? "inherit" : value] }))}
				onChange={(value) => change("requirement", value)}
			/>
			<Show when={isRealm} fallback={<InForceLine field="requirement" />}>
				<RequirementInRealm />
			</Show>
			<Show when={draft().requirement === "required"}>
				<div class={styles.pair}>
					<DateRule field="requiredFromAt" />
					<NumberRule field="graceDays" plain />
				</div>
			</Show>
		</>
	);
}

/** A realm's requirement, its date and its grace stand or fall together: the rule whose deadline comes first holds. */
function RequirementInRealm() {
	const t = useWords(words);
	const names = useWords(fieldWords);
	const { draft, answer } = useEditing();
	const rules = () => rulesOf(draft());
	const by = () => requirementInRealm(rules(), answer().policy, now());
	const holding = () => (by() === "realm" ? rules() : answer().policy);
	const isOutdone = () => by() === "tenant" && rules().requirement !== undefined;
	const dated = () => {
		const { requirement, requiredFromAt, graceDays } = holding();
		if (requirement !== "required") return "";
		const from = requiredFromAt ? ` ${t().fromDay(valueInWords("requiredFromAt", requiredFromAt))}` : "";
		return graceDays ? `${from} ${t().withGrace(names().days(graceDays))}` : from;
	};
	return (
		<span class={styles.inForce}>
			{t().inForce} <strong>{valueInWords("requirement", holding().requirement)}</strong>
			{dated()}, {isOutdone() ? t().outdone : t().by[by()]}.
		</span>
	);
}
