/**
 * Ways back that the operator is opening for locked-out owners: for whom, why, since when and until when, and for owners
 * the button that stops one. Nothing is opened from here.
 */
import { revalidate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { now } from "../../clock.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/dialog.tsx";
import { Entries, Entry } from "../../ui/entries.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Moment } from "../../ui/time.tsx";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { cancelReturn, getSettings, type OwnerReturn } from "../settings/data.ts";
import styles from "./organization.module.css";
import { words } from "./organization-words.ts";

export function OwnerReturns(props: { returns: readonly OwnerReturn[] }) {
	const t = useWords(words);
	const me = useMe();
	const withProof = useProof();
	const isOwner = () => me().user.role === "owner";
	const [stopping, setStopping] = createSignal<OwnerReturn>();
	const [stopped, setStopped] = createSignal<string>();
	const stop = createAct(async () => {
		const one = stopping();
		if (one === undefined) return;
		await withProof(() => cancelReturn(one.id), "sure");
		await revalidate(getSettings.key);
		setStopping(undefined);
		setStopped(one.name);
	});
	return (
		<section class={styles.part}>
			<h3>{t().returnsTitle}</h3>
			<p class={styles.soft}>{t().returnsLead}</p>
			<Show when={stopped()}>{(name) => <Notice kind="good">{t().cancelled(name())}</Notice>}</Show>
			<Show when={props.returns.length > 0} fallback={<p>{t().returnsNone}</p>}>
				<Entries label={t().returnsList}>
					<For each={props.returns}>
						{(one) => (
							<Entry
								title={one.name}
								facts={[
									one.email,
									<>
										{t().asked} <Moment at={one.requestedAt} past />
									</>,
									<>
										{one.readyAt > now() ? t().ready : t().readyNow} <Moment at={one.readyAt} />
									</>,
									t().reason(one.reason),
								]}
								action={
									<Show when={isOwner()} fallback={<span class={styles.soft}>{t().onlyOwners}</span>}>
										<Button aria-label={t().cancelNamed(one.name)} onClick={() => setStopping(one)}>
											{t().cancel}
										</Button>
									</Show>
								}
							/>
						)}
					</For>
				</Entries>
			</Show>
			<Confirm
				open={stopping() !== undefined}
				heading={t().cancelTitle(stopping()?.name ?? "")}
				confirm={t().cancel}
				act={stop}
				onClose={() => setStopping(undefined)}
			>
				<p>{t().cancelBody(stopping()?.name ?? "", stopping()?.email ?? "")}</p>
			</Confirm>
		</section>
	);
}
