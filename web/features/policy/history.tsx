/**
 * The versions of the policy, the newest first: who changed what and when, with the difference rule by rule.
 * Older ones are fetched when they are asked for.
 */
import { createResource, createSignal, For, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { RefusalNotice } from "../../ui/notice.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Moment } from "../../ui/time.tsx";
import { listVersions, type Version } from "./data.ts";
import { DifferenceList } from "./difference.tsx";
import styles from "./policy.module.css";
import { words } from "./words.ts";

export function History() {
	const t = useWords(words);
	const [first] = createResource(() => listVersions());
	const [older, setOlder] = createSignal<readonly Version[]>([]);
	const [next, setNext] = createSignal<string>();
	const [reached, setReached] = createSignal(false);
	const versions = () => [...(first()?.versions ?? []), ...older()];
	const cursor = () => (reached() ? next() : first()?.nextCursor);
	const more = createAct(async () => {
		const page = await listVersions(cursor());
		setOlder([...older(), ...page.versions]);
		setNext(page.nextCursor);
		setReached(true);
	});
	const actor = (version: Version) => version.actor?.name ?? t().somebody;
	return (
		<section class={styles.part}>
			<h3>{t().history}</h3>
			<p class={styles.soft}>{t().historyLead}</p>
			<Show when={versions().length > 0} fallback={<p>{t().noHistory}</p>}>
				<ol class={styles.versions}>
					<For each={versions()}>
						{(version) => (
							<li class={styles.version}>
								<div class={styles.versionHead}>
									<strong>{t().version(version.version)}</strong>
									<span class={styles.soft}>
										{actor(version)} · <Moment at={version.at} past />
										{version.realm === null ? "" : ` · ${t().forRealm(version.realm.name)}`}
									</span>
								</div>
								<DifferenceList label={t().changes} isRealm={version.realm !== null} changes={version.changes} />
							</li>
						)}
					</For>
				</ol>
			</Show>
			<Show when={more.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
			<Pager
				shown={versions().length}
				more={cursor() !== undefined}
				busy={more.pending()}
				onMore={() => void more.run(undefined)}
			/>
		</section>
	);
}
