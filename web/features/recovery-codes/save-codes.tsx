/**
 * The codes right after they were made: shown, to be kept, and not left before the person says that they are saved.
 * "End configuration" is the one button of the product that is really disabled, until the box is ticked.
 */
import { createSignal, createUniqueId, Show } from "solid-js";
import { createAct, endsWith } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Reason } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Tick } from "../../ui/tick.tsx";
import type { Next, Refused } from "../../wire.ts";
import { profile } from "../tenants/data.ts";
import { CodeList } from "./code-list.tsx";
import styles from "./codes.module.css";
import { finish } from "./data.ts";
import { KeepCodes } from "./keep-codes.tsx";
import { words } from "./words.ts";

interface SaveCodesProps {
	codes: readonly string[];
	service: string;
	account: string;
	/** What went well just before, such as "Two-factor authentication is on". */
	good?: string;
	/** True where this is the whole screen and not a step of one. */
	alone?: boolean;
	onFinished: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
}

export function SaveCodes(props: SaveCodesProps) {
	const t = useWords(words);
	const id = createUniqueId();
	const [saved, setSaved] = createSignal(false);
	const act = createAct(finish, ({ next }) => props.onFinished(next));
	const viewing = () => profile()?.signIn.recoveryCodeViewing ?? "unknown";
	return (
		<div class={styles.sheet}>
			<Show when={props.good}>
				<Notice kind="good">
					<strong>{props.good}</strong>
				</Notice>
			</Show>
			<Heading level={props.alone ? 1 : 2} takesFocus>
				{t().saveTitle}
			</Heading>
			<Reason>
				<p>
					{t().saveReason} {t().viewing[viewing()]}
				</p>
			</Reason>
			<div class={styles.onPaper} data-paper>
				<h2>{t().paperTitle(props.service)}</h2>
				<p>{t().paperAccount(props.account)}</p>
				<p>{t().paperOnce}</p>
			</div>
			<CodeList codes={props.codes.map((code) => ({ code, usedAt: null }))} />
			<KeepCodes codes={props.codes} service={props.service} account={props.account} />
			<Form act={endsWith(act, props.onOver)} read={() => undefined}>
				<Tick name="saved" label={t().saved} onChange={setSaved} checked={saved()} />
				<Buttons>
					<Button
						type="submit"
						kind="primary"
						disabled={!saved()}
						aria-describedby={saved() ? undefined : id}
						busy={act.pending()}
					>
						{t().end}
					</Button>
				</Buttons>
				<Show when={!saved()}>
					<p class={styles.small} id={id}>
						{t().endHint}
					</p>
				</Show>
			</Form>
		</div>
	);
}
