/**
 * My account > Trusted browsers: which browsers are not asked for a code, and the way to take that back.
 * Trust is taken back here and never given: that happens with a code at sign-in only.
 */
import { createAsync, revalidate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Confirm } from "../../ui/dialog.tsx";
import { Badge, Entries, Entry } from "../../ui/entries.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Moment } from "../../ui/time.tsx";
import { profile } from "../tenants/data.ts";
import { forgetAllBrowsers, forgetBrowser, listBrowsers, type TrustedBrowser } from "./data.ts";
import { words } from "./words.ts";

export default function BrowsersPage() {
	const t = useWords(words);
	return (
		<Panel heading={t().title} lead={t().lead}>
			<Loaded keys={listBrowsers.key}>
				<BrowserList />
			</Loaded>
		</Panel>
	);
}

function BrowserList() {
	const t = useWords(words);
	const listed = createAsync(() => listBrowsers());
	const browsers = () => listed()?.browsers ?? [];
	const [leaving, setLeaving] = createSignal<TrustedBrowser>();
	const [leavingAll, setLeavingAll] = createSignal(false);
	const [forgotten, setForgotten] = createSignal<number>();
	const named = (browser: TrustedBrowser) => browser.browser || t().unknownBrowser;

	const forgetOne = createAct(async () => {
		const browser = leaving();
		if (browser === undefined) return;
		await forgetBrowser(browser.id);
		setLeaving(undefined);
		setForgotten(1);
		await revalidate(listBrowsers.key);
	});
	const forgetAll = createAct(async () => {
		const { revoked } = await forgetAllBrowsers();
		setLeavingAll(false);
		setForgotten(revoked);
		await revalidate(listBrowsers.key);
	});

	return (
		<>
			<Show when={forgotten() !== undefined}>
				<Notice kind="good">{t().forgotten(forgotten() ?? 0)}</Notice>
			</Show>
			<Show
				when={browsers().length > 0}
				fallback={<p>{profile()?.signIn.trust.allowed === false ? t().notAllowed : t().none}</p>}
			>
				<Entries label={t().label}>
					<For each={browsers()}>
						{(browser) => (
							<Entry
								title={named(browser)}
								badge={
									<Show when={browser.current}>
										<Badge kind="good">{t().thisOne}</Badge>
									</Show>
								}
								facts={[
									browser.place ? t().nearPlace(browser.place) : "",
									<>
										{t().lastUsed} <Moment at={browser.lastUsedAt} past />
									</>,
									<>
										{t().since} <Moment at={browser.createdAt} past />
									</>,
									<>
										{t().until} <Moment at={browser.expiresAt} />
									</>,
								]}
								action={
									<Button aria-label={t().forgetNamed(named(browser))} onClick={() => setLeaving(browser)}>
										{t().forget}
									</Button>
								}
							/>
						)}
					</For>
				</Entries>
				<Buttons>
					<Button onClick={() => setLeavingAll(true)}>{t().forgetAll}</Button>
				</Buttons>
			</Show>
			<Confirm
				open={leaving() !== undefined}
				heading={t().forgetTitle}
				confirm={t().forget}
				act={forgetOne}
				onClose={() => setLeaving(undefined)}
			>
				<Show when={leaving()}>{(browser) => <p>{t().forgetBody(named(browser()))}</p>}</Show>
			</Confirm>
			<Confirm
				open={leavingAll()}
				heading={t().forgetAllTitle}
				confirm={t().forgetAll}
				act={forgetAll}
				onClose={() => setLeavingAll(false)}
			>
				<p>{t().forgetAllBody}</p>
			</Confirm>
		</>
	);
}
