/**
 * Settings > Overview: today in a sentence, two pictures, and whom to look after.
 * It counts nothing itself, and names only people whom the worker shows to this administrator.
 */
import { createAsync } from "@solidjs/router";
import { Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useMe } from "../sessions/who.tsx";
import { CoverageChart } from "./coverage-chart.tsx";
import { getOverview } from "./data.ts";
import styles from "./overview.module.css";
import { SignInsChart } from "./sign-ins-chart.tsx";
import { Today } from "./today.tsx";
import { Locked, Missing } from "./waiting.tsx";
import { words } from "./words.ts";

export default function OverviewPage() {
	const t = useWords(words);
	return (
		<Panel heading={t().title} lead={t().lead}>
			<Loaded keys={getOverview.key}>
				<Pictures />
			</Loaded>
		</Panel>
	);
}

function Pictures() {
	const t = useWords(words);
	const me = useMe();
	const found = createAsync(() => getOverview());
	const anySignIn = () =>
		found()?.signIns.some((day) =>
			[day.totp, day.recoveryCode, day.trustedBrowser, day.password, day.refused].some((count) => count > 0),
		);
	return (
		<Show when={found()}>
			{(overview) => (
				<>
					<Today today={overview().today} mayAdd={["owner", "admin", "realmAdmin"].includes(me().user.role)} />
					<section class={styles.part}>
						<h3>{t().coverage}</h3>
						<p class={styles.soft}>{t().coverageLead}</p>
						<CoverageChart days={overview().coverage} />
					</section>
					<section class={styles.part}>
						<h3>{t().signIns}</h3>
						<Show
							when={anySignIn()}
							fallback={
								<p>
									{t().noSignIns} <span class={styles.soft}>{t().noSignInsNext}</span>
								</p>
							}
						>
							<p class={styles.soft}>{t().signInsLead}</p>
							<SignInsChart days={overview().signIns} />
						</Show>
					</section>
					<div class={styles.pair}>
						<Missing overview={overview()} />
						<Locked overview={overview()} />
					</div>
				</>
			)}
		</Show>
	);
}
