/**
 * Settings > Users > Import users: a file, a look at what would happen row by row, then the import with its progress (S93).
 * Nothing is written before the preview was seen; an import that is on its way is found here again after looking elsewhere.
 */
import { A, createAsync } from "@solidjs/router";
import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { useWords } from "../../language.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useProof } from "../sessions/proof.tsx";
import { type ImportOutcome, listRealms } from "./data.ts";
import { ImportPreview, ImportProgress, ImportResult } from "./import-preview.tsx";
import { SourceForm } from "./import-source.tsx";
import { words } from "./import-words.ts";
import { beginImport, forgetImport, type ImportPlan, importState, type Mapping } from "./import-work.ts";
import styles from "./users.module.css";

export default function ImportPage() {
	const t = useWords(words);
	return (
		<>
			<A class={styles.back} href="/settings/users">
				{t().back}
			</A>
			<Panel heading={t().title} lead={t().lead} takesFocus>
				<Loaded keys={listRealms.key}>
					<Steps />
				</Loaded>
			</Panel>
		</>
	);
}

function Steps() {
	const proved = useProof();
	const listed = createAsync(() => listRealms());
	const sure = (run: () => Promise<ImportOutcome>) => proved(run, "sure");
	const [kept, setKept] = createSignal<ImportPlan>();
	onMount(() => {
		const warn = (event: BeforeUnloadEvent) => {
			if (importState()?.step === "running" && importState()?.dryRun === false) event.preventDefault();
		};
		window.addEventListener("beforeunload", warn);
		onCleanup(() => window.removeEventListener("beforeunload", warn));
	});
	const look = (plan: ImportPlan) => void beginImport(plan, true, sure);
	const begin = (plan: ImportPlan) => void beginImport(plan, false, sure);
	const again = () => {
		setKept(importState()?.plan);
		forgetImport();
	};
	return (
		<Show when={listed()}>
			{(list) => (
				<Switch
					fallback={
						<SourceForm realms={list().realms.filter(({ mayWrite }) => mayWrite)} begun={kept()} onLook={look} />
					}
				>
					<Match when={importState()?.step !== "finished" && importState()}>
						{(state) => <ImportProgress state={state()} proved={sure} onAnother={again} />}
					</Match>
					<Match when={importState()?.dryRun && importState()}>
						{(state) => (
							<ImportPreview
								state={state()}
								onMapping={(mapping: Mapping) => look({ ...state().plan, mapping })}
								onStart={() => begin({ ...state().plan, mapping: state().mapping })}
								onAnother={again}
							/>
						)}
					</Match>
					<Match when={importState()}>{(state) => <ImportResult state={state()} onAnother={again} />}</Match>
				</Switch>
			)}
		</Show>
	);
}
