/**
 * What stands around every page: the way past the header, the language, the help. It fetches nothing.
 * The product's own pages are links that load anew from a tenant's page, so that nothing of a tenant stays in memory.
 */
import { createEffect, For, type JSX, Show } from "solid-js";
import { chooseLanguage, type Language, language, languages, useWords } from "../language.ts";
import styles from "./frame.module.css";
import { Hidden } from "./hidden.tsx";
import { Mark } from "./mark.tsx";
import { words } from "./words.ts";

/** Each language calls itself by its own name, in both catalogues. */
const ownNames: Record<Language, string> = { en: "English", es: "Español" };

/** Names the document: what this screen is, then whose it is. */
export function titleOfPage(title: () => string, owner: () => string): void {
	createEffect(() => {
		document.title = title() === owner() ? owner() : `${title()} · ${owner()}`;
	});
}

export function SkipLink() {
	const t = useWords(words);
	return (
		// biome-ignore lint/a11y/useValidAnchor: it goes to a place on this page; only the address must stay as it is
		<a
			class={styles.skip}
			href="#content"
			onClick={(event) => {
				// The address stays as it is: a fragment of ours may hold a mailed token on other pages.
				event.preventDefault();
				document.getElementById("content")?.focus();
			}}
		>
			{t().skip}
		</a>
	);
}

export function LanguageSwitch() {
	const t = useWords(words);
	return (
		<fieldset class={styles.languages} aria-label={t().language}>
			<For each={languages}>
				{(each) => (
					<button
						type="button"
						class={styles.language}
						lang={each}
						aria-pressed={language() === each}
						onClick={() => chooseLanguage(each)}
					>
						{ownNames[each]}
					</button>
				)}
			</For>
		</fieldset>
	);
}

/** A link to a help page; beside a form it opens a tab of its own, so that nothing typed is lost. */
export function HelpLink(props: { page?: string | undefined; children: JSX.Element; stay?: boolean }) {
	const t = useWords(words);
	return (
		<a
			href={props.page === undefined ? "/help" : `/help/${props.page}`}
			target={props.stay ? undefined : "_blank"}
			rel={props.stay ? undefined : "noopener"}
		>
			{props.children}
			<Show when={!props.stay}>
				<Hidden> {t().newTab}</Hidden>
			</Show>
		</a>
	);
}

/** `help` names the page about the screen above, where there is one. */
export function Footer(props: { stay?: boolean; help?: string | undefined }) {
	const t = useWords(words);
	return (
		<footer class={styles.footer}>
			<span class={styles.product}>
				<Mark />
				<span>Gatehouse</span>
			</span>
			<HelpLink page={props.help} stay={props.stay ?? false}>
				{t().help}
			</HelpLink>
			<LanguageSwitch />
		</footer>
	);
}

/** A page with one column and one decision: the name of the house on top, the question below it. */
export function Doorway(props: { name: string; children: JSX.Element; wide?: boolean; stay?: boolean }) {
	return (
		<>
			<SkipLink />
			<div class={styles.doorway} data-wide={props.wide || undefined}>
				<div class={styles.arch}>
					<header class={styles.sign}>
						<Mark size="large" />
						<div class={styles.plate}>
							{/* Another name is another element, so that it is not the first one that has moved. */}
							<Show when={props.name} keyed>
								{(name) => (
									<p class={styles.name} title={name}>
										{name}
									</p>
								)}
							</Show>
						</div>
					</header>
					<main class={styles.content} id="content" tabindex="-1">
						{props.children}
					</main>
				</div>
				<Footer stay={props.stay ?? false} />
			</div>
		</>
	);
}

/** The screens of a step: heading, words and form with even room between them. */
export function Column(props: { children: JSX.Element }) {
	return <div class={styles.column}>{props.children}</div>;
}

/** Quiet words below a form: the ways out of this step. */
export function Aside(props: { children: JSX.Element }) {
	return <div class={styles.aside}>{props.children}</div>;
}

/** Words that may come later than the screen, as the last ones of an `Aside`: one sentence and what follows from it. */
export function Late(props: { children: JSX.Element }) {
	return <p class={styles.late}>{props.children}</p>;
}

/** Why this is asked, in plain words below the heading. */
export function Reason(props: { children: JSX.Element }) {
	return <div class={styles.reason}>{props.children}</div>;
}

/** Holds the place of a form that is on its way. */
export function Waiting(props: { lines?: number }) {
	const t = useWords(words);
	return (
		<div class={styles.waiting} data-lines={props.lines ?? 3}>
			<Hidden>{t().loading}</Hidden>
		</div>
	);
}
