/**
 * "Show recovery codes": after a fresh proof, all codes with the used ones marked and the number left.
 * The codes live in this screen only; leaving it forgets them.
 */
import { createSignal, onMount, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Waiting } from "../../ui/frame.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { CodeList } from "./code-list.tsx";
import styles from "./codes.module.css";
import { type Listed, list } from "./data.ts";
import { KeepCodes } from "./keep-codes.tsx";
import { words } from "./words.ts";

export default function ShowTask(props: { onBack: () => void; onRegenerate: () => void }) {
	const t = useWords(words);
	const me = useMe();
	const withProof = useProof();
	const [listed, setListed] = createSignal<Listed>();
	const act = createAct(
		() => withProof(list, "sure"),
		(found) => setListed(() => found),
	);
	onMount(() => {
		void act.run(undefined).then(() => {
			// The proof was not given: back to where the question came from.
			if (act.refused()?.trouble === "recent_proof_required") props.onBack();
		});
	});
	const fresh = () =>
		listed()?.codes.flatMap((each) => (each.usedAt === null && each.code !== undefined ? [each.code] : [])) ?? [];
	return (
		<Panel heading={t().showTitle} takesFocus>
			<Show when={act.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
			<Show
				when={listed()}
				fallback={
					<Show when={act.pending()}>
						<Waiting lines={1} />
					</Show>
				}
			>
				{(found) => (
					<div class={styles.sheet}>
						<div class={styles.onPaper} data-paper>
							<h2>{t().paperTitle(me().tenant.name)}</h2>
							<p>{t().paperAccount(me().user.email)}</p>
						</div>
						<p class={styles.left} role="status">
							{t().left(found().remaining, found().codes.length)}
						</p>
						<Show
							when={fresh().length > 0 || found().viewing === "recent"}
							fallback={<Notice kind="information">{t().onceNote}</Notice>}
						>
							<p class={styles.small}>{t().recentNote}</p>
						</Show>
						<CodeList codes={found().codes} />
						<Show when={fresh().length > 0}>
							<KeepCodes codes={fresh()} service={me().tenant.name} account={me().user.email} />
						</Show>
					</div>
				)}
			</Show>
			<Buttons>
				<Button onClick={() => props.onRegenerate()}>{t().regenerate}</Button>
				<Button onClick={() => props.onBack()}>{t().back}</Button>
			</Buttons>
		</Panel>
	);
}
