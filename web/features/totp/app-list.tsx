/**
 * The recommended apps with one link for each platform, in the set-up and in the help.
 * Each link says for which app and system it is, and opens beside the page, so that the set-up is not lost.
 */
import { For } from "solid-js";
import { useWords } from "../../language.ts";
import styles from "./app-list.module.css";
import { type App, recommendedApps } from "./apps.ts";
import { words } from "./words.ts";

export function AppList() {
	const t = useWords(words);
	const stores = (app: App) =>
		[
			{ store: t().androidStore, href: app.android },
			{ store: t().iosStore, href: app.ios },
			{ store: t().desktopSite, href: app.desktop },
		].filter((each): each is { store: string; href: string } => each.href !== undefined);
	return (
		<ul class={styles.apps}>
			<For each={recommendedApps}>
				{(app) => (
					<li class={styles.app}>
						<span class={styles.appName}>{app.name}</span>
						<span class={styles.stores}>
							<For each={stores(app)}>
								{({ store, href }) => (
									<a href={href} target="_blank" rel="noopener noreferrer" aria-label={t().on(app.name, store)}>
										{store}
									</a>
								)}
							</For>
						</span>
					</li>
				)}
			</For>
		</ul>
	);
}
