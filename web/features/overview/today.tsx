/**
 * Today in one sentence and one bar: how many are protected, how many have set it up and never used it, how many have
 * nothing. Every share leads to the people behind it.
 */
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { amount } from "../../amounts.ts";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { ButtonLink, Buttons } from "../../ui/button.tsx";
import chart from "./chart.module.css";
import type { Today as Figures } from "./data.ts";
import styles from "./overview.module.css";
import { words } from "./words.ts";

const shares = ["on", "neverUsed", "off"] as const;

/** The users page, with the filter behind each share. */
const behind: Record<(typeof shares)[number], string> = { on: "on", neverUsed: "onNeverUsed", off: "off" };

export function Today(props: { today: Figures; mayAdd: boolean }) {
	const t = useWords(words);
	const safe = () => props.today.on + props.today.neverUsed;
	return (
		<section class={styles.today} aria-labelledby="today">
			<h3 id="today" class={styles.headline}>
				{safe() === 0 ? t().protectedNone : t().protectedOf(amount(safe()), amount(props.today.people))}
			</h3>
			<div class={styles.meter} aria-hidden="true">
				<For each={shares}>
					{(share) => (
						<Show when={props.today[share] > 0}>
							<div class={styles.share} data-share={share} style={{ "flex-grow": props.today[share] }} />
						</Show>
					)}
				</For>
			</div>
			<ul class={chart.key} aria-label={t().sharesLabel}>
				<For each={shares}>
					{(share) => (
						<li>
							<A class={chart.keyEntry} href={`/settings/users?twoFactor=${behind[share]}`}>
								<span class={styles.swatch} data-share={share} aria-hidden="true" />
								<span>{t().shares[share]}</span>
								<strong>{amount(props.today[share])}</strong>
							</A>
						</li>
					)}
				</For>
			</ul>
			<p class={styles.also}>
				<span>{t().required(amount(props.today.required))}</span>
				<Show when={props.today.missing > 0}>
					<A href="/settings/users?status=missing">{t().missing(amount(props.today.missing))}</A>
				</Show>
				<Show when={props.today.locked > 0}>
					<A href="/settings/users?status=locked">{t().locked(amount(props.today.locked))}</A>
				</Show>
			</p>
			<Show when={props.mayAdd && props.today.people < 2}>
				<div class={styles.teach}>
					<p>
						<strong>{t().alone}</strong> {t().aloneNext}
					</p>
					<Buttons inline>
						<ButtonLink kind="primary" href={tenantPath("/settings/users/new")}>
							{t().addOne}
						</ButtonLink>
						<ButtonLink href={tenantPath("/settings/users/import")}>{t().bringFile}</ButtonLink>
					</Buttons>
				</div>
			</Show>
		</section>
	);
}
