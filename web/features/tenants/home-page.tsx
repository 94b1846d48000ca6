/**
 * The front page: what this is, signing up, and the way to an organization whose address one knows.
 * It does not say whether an organization exists: its sign-in page does that.
 */
import { For } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Footer, SkipLink, titleOfPage } from "../../ui/frame.tsx";
import { Mark } from "../../ui/mark.tsx";
import styles from "./home.module.css";
import { isSlug, slugFrom } from "./slug.ts";
import { words } from "./words.ts";

export default function HomePage() {
	const t = useWords(words);
	titleOfPage(
		() => t().homeTitle,
		() => t().product,
	);
	const find = createAct(async (slug: string) => {
		// A tenant's page is a page of its own: it loads anew.
		window.location.assign(`/t/${slug}/signin`);
	});
	return (
		<>
			<SkipLink />
			<div class={styles.home}>
				<header class={styles.header}>
					<Mark />
					<span class={styles.product}>{t().product}</span>
				</header>
				<main id="content" tabindex="-1" class={styles.main}>
					<section class={styles.lead}>
						<h1 class={styles.title}>{t().homeTitle}</h1>
						<p class={styles.leadText}>{t().homeLead}</p>
						<Buttons>
							<ButtonLink kind="primary" href="/signup">
								{t().signUpCall}
							</ButtonLink>
							<ButtonLink href="/help">{t().helpCall}</ButtonLink>
						</Buttons>
					</section>
					<section class={styles.find} aria-labelledby="find">
						<h2 id="find">{t().findTitle}</h2>
						<p class={styles.soft}>{t().findReason}</p>
						<Form act={find} read={(value) => slugFrom(value("slug"))}>
							<Field
								name="slug"
								label={t().address}
								autocomplete="organization"
								inputmode="url"
								check={(value) => (isSlug(slugFrom(value)) ? undefined : () => t().addressWrong)}
							/>
							<Button type="submit" busy={find.pending()}>
								{t().find}
							</Button>
						</Form>
					</section>
					<section class={styles.points}>
						<For each={t().points}>
							{(point) => (
								<div>
									<h2>{point.title}</h2>
									<p class={styles.soft}>{point.text}</p>
								</div>
							)}
						</For>
					</section>
				</main>
				<Footer stay />
			</div>
		</>
	);
}
