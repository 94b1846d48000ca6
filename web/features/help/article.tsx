/**
 * One help page: what it is about, then its sections.
 * It shows text as text; nothing in a help page is read as markup.
 */
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Heading } from "../../ui/heading.tsx";
import { AppList } from "../totp/app-list.tsx";
import type { HelpText } from "./content.ts";
import styles from "./help.module.css";
import { words } from "./words.ts";

export function Article(props: { text: HelpText; takesFocus: boolean }) {
	const t = useWords(words);
	return (
		<article class={styles.article}>
			<p>
				<A href="/help">{t().all}</A>
			</p>
			<Heading takesFocus={props.takesFocus}>{props.text.title}</Heading>
			<p class={styles.lead}>{props.text.summary}</p>
			<For each={props.text.sections}>
				{(section) => (
					<section class={styles.section}>
						<Show when={section.heading}>
							<h2>{section.heading}</h2>
						</Show>
						<For each={section.intro}>{(paragraph) => <p>{paragraph}</p>}</For>
						<Show when={section.steps}>
							{(steps) => (
								<ol class={styles.list}>
									<For each={steps()}>{(step) => <li>{step}</li>}</For>
								</ol>
							)}
						</Show>
						<Show when={section.list}>
							{(list) => (
								<ul class={styles.list}>
									<For each={list()}>{(item) => <li>{item}</li>}</For>
								</ul>
							)}
						</Show>
						<For each={section.text}>{(paragraph) => <p>{paragraph}</p>}</For>
						<Show when={section.apps}>
							<AppList />
						</Show>
						<Show when={section.status}>
							<p>
								<A href="/status">{t().status}</A>
							</p>
						</Show>
					</section>
				)}
			</For>
		</article>
	);
}
