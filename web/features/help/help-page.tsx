/**
 * The help: a list of pages, a search over all of them, and one page at a time, in the language of the page.
 * Each language is fetched when it is wanted; nothing that is searched leaves the browser.
 */
import { A, useNavigate, useParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, For, Match, on, Show, Suspense, Switch } from "solid-js";
import { type Language, language, useWords } from "../../language.ts";
import { Footer, SkipLink, titleOfPage, Waiting } from "../../ui/frame.tsx";
import { Mark } from "../../ui/mark.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Article } from "./article.tsx";
import { type HelpSlug, type HelpTexts, helpGroups, isHelpSlug } from "./content.ts";
import styles from "./help.module.css";
import { searchHelp } from "./search.ts";
import { words } from "./words.ts";

const load: Record<Language, () => Promise<{ texts: HelpTexts }>> = {
	en: () => import("./english.ts"),
	es: () => import("./spanish.ts"),
};

export default function HelpPage() {
	const t = useWords(words);
	const params = useParams<{ page?: string }>();
	const navigate = useNavigate();
	const [texts] = createResource(language, async (wanted) => (await load[wanted]()).texts);
	const [question, setQuestion] = createSignal("");
	const openedAt = params.page;
	const page = () => {
		const name = params.page;
		return isHelpSlug(name) ? name : undefined;
	};
	const title = () => {
		const slug = page();
		return (slug === undefined ? undefined : texts.latest?.[slug].title) ?? t().title;
	};
	titleOfPage(title, () => t().product);
	// Another page answers another question.
	createEffect(on(page, () => setQuestion("")));
	const found = (all: HelpTexts) => searchHelp(all, question());

	return (
		<>
			<SkipLink />
			<div class={styles.help}>
				<header class={styles.header}>
					<a class={styles.product} href="/" aria-label={`${t().product}, ${t().home}`}>
						<Mark />
						<span>{t().product}</span>
					</a>
					<search>
						<form
							class={styles.search}
							method="get"
							onSubmit={(event) => {
								event.preventDefault();
								const all = texts();
								const first = all === undefined ? undefined : found(all)[0];
								if (first !== undefined) navigate(`/help/${first.slug}`);
							}}
						>
							<label for="question">{t().search}</label>
							<input
								id="question"
								class={styles.question}
								type="search"
								name="question"
								autocomplete="off"
								value={question()}
								onInput={(event) => setQuestion(event.currentTarget.value)}
							/>
						</form>
					</search>
				</header>
				<main id="content" tabindex="-1" class={styles.main}>
					<Suspense fallback={<Waiting />}>
						<Show when={texts()}>
							{(all) => (
								<Switch fallback={<Contents texts={all()} missing={params.page !== undefined} />}>
									<Match when={question().trim() !== ""}>
										<h1>{t().title}</h1>
										<p role="status">{found(all()).length === 0 ? t().nothing : t().found(found(all()).length)}</p>
										<ul class={styles.pages} aria-label={t().pages}>
											<For each={found(all())}>
												{(each) => (
													<li>
														<A href={`/help/${each.slug}`}>{each.title}</A>
														<p class={styles.soft}>{each.line}</p>
													</li>
												)}
											</For>
										</ul>
									</Match>
									<Match when={page()}>
										{(slug) => <Article text={all()[slug()]} takesFocus={slug() !== openedAt} />}
									</Match>
								</Switch>
							)}
						</Show>
					</Suspense>
				</main>
				<Footer stay />
			</div>
		</>
	);
}

function Contents(props: { texts: HelpTexts; missing: boolean }) {
	const t = useWords(words);
	return (
		<>
			<h1>{t().title}</h1>
			<Show when={props.missing} fallback={<p class={styles.lead}>{t().lead}</p>}>
				<Notice kind="warning">{t().notFound}</Notice>
			</Show>
			<For each={groups}>
				{([group, slugs]) => (
					<section class={styles.group} aria-labelledby={`group-${group}`}>
						<h2 id={`group-${group}`}>{t().groups[group]}</h2>
						<ul class={styles.pages} aria-label={`${t().pages}: ${t().groups[group]}`}>
							<For each={slugs}>
								{(slug) => (
									<li>
										<A href={`/help/${slug}`}>{props.texts[slug].title}</A>
										<p class={styles.soft}>{props.texts[slug].summary}</p>
									</li>
								)}
							</For>
						</ul>
					</section>
				)}
			</For>
			<p>
				<A href="/status">{t().status}</A>
			</p>
		</>
	);
}

type Group = keyof typeof helpGroups;

const groups: readonly (readonly [Group, readonly HelpSlug[]])[] = [
	["everybody", helpGroups.everybody],
	["administrators", helpGroups.administrators],
	["service", helpGroups.service],
];
