/**
 * What one person has open, and what has happened lately: trusted browsers, sessions, events. Places are rough on purpose.
 * It only shows; ending any of it is a part of Reset and Disable, or for the person in their own account.
 */
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Entries, Entry } from "../../ui/entries.tsx";
import { Moment } from "../../ui/time.tsx";
import { reasonOf, sentenceOf } from "../audit/sentences.ts";
import { words as sessions } from "../sessions/words.ts";
import type { Profile } from "./people.ts";
import { words } from "./person-words.ts";
import styles from "./users.module.css";

export function TrailSections(props: { profile: Profile }) {
	const t = useWords(words);
	const s = useWords(sessions);
	const near = (place: string | null | undefined) => (place ? t().nearPlace(place) : "");
	return (
		<>
			<Trail heading={t().sessions} none={t().noSessions} items={props.profile.sessions}>
				{(session) => (
					<Entry
						title={session.browser || t().unknownBrowser}
						facts={[
							near(session.place),
							<>
								{t().lastSeen} <Moment at={session.lastSeenAt} past />
							</>,
							s().assurance[session.assurance],
						]}
					/>
				)}
			</Trail>
			<Trail heading={t().browsers} none={t().noBrowsers} items={props.profile.trustedBrowsers}>
				{(browser) => (
					<Entry
						title={browser.browser || t().unknownBrowser}
						facts={[
							near(browser.place),
							<>
								{t().lastUsed} <Moment at={browser.lastUsedAt} past />
							</>,
							<>
								{t().until} <Moment at={browser.expiresAt} />
							</>,
						]}
					/>
				)}
			</Trail>
			<Trail heading={t().events} none={t().noEvents} items={props.profile.events}>
				{(event) => (
					<Entry
						title={sentenceOf(event)}
						facts={[<Moment at={event.at} past />, inWords(reasonOf(event)), near(event.place)]}
					/>
				)}
			</Trail>
		</>
	);
}

/** What somebody wrote as a reason; the worker's own short codes are for the audit. */
function inWords(reason: string | undefined): string {
	return reason === undefined || /^\w+$/.test(reason) ? "" : reason;
}

interface TrailProps<Item> {
	heading: string;
	none: string;
	items: readonly Item[];
	children: (item: Item) => JSX.Element;
}

function Trail<Item>(props: TrailProps<Item>) {
	return (
		<section class={styles.section}>
			<h3>{props.heading}</h3>
			<Show when={props.items.length > 0} fallback={<p class={styles.soft}>{props.none}</p>}>
				<Entries label={props.heading}>
					<For each={props.items}>{props.children}</For>
				</Entries>
			</Show>
		</section>
	);
}
