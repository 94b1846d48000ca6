/**
 * The frame of My account: whose it is, its four rooms, the bar of notices, and the way out.
 * Nobody sees it without a session: the sign-in page comes first and leads back to the room that was wanted.
 */
import { A, type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { createEffect, For, onMount, Show, Suspense } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { Button } from "../../ui/button.tsx";
import { Footer, SkipLink, titleOfPage, Waiting } from "../../ui/frame.tsx";
import { Mark } from "../../ui/mark.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import type { SignInState } from "../login/steps.ts";
import { signOut } from "../sessions/data.ts";
import { absence, keepFresh, me, refreshMe } from "../sessions/me.ts";
import { ProofAsker } from "../sessions/proof.tsx";
import { SignedIn, useMe } from "../sessions/who.tsx";
import { tenantName, wantProfile } from "../tenants/data.ts";
import styles from "./account.module.css";
import { NoticeBar } from "./notice-bar.tsx";
import { words } from "./words.ts";

const rooms = ["profile", "security", "browsers", "sessions"] as const;

export default function AccountPage(props: RouteSectionProps) {
	const t = useWords(words);
	const navigate = useNavigate();
	const location = useLocation();
	onMount(() => {
		wantProfile();
		void refreshMe();
	});
	keepFresh();
	createEffect(() => {
		if (me() !== null) return;
		// What was wanted, without the tenant's part of the path, for after the sign-in.
		const to = location.pathname.slice(tenantPath("").length);
		navigate("/signin", { replace: true, state: { to } satisfies SignInState });
	});
	const room = () => rooms.find((each) => location.pathname.endsWith(`/${each}`));
	titleOfPage(() => {
		const current = room();
		return current === undefined ? t().account : t().tabs[current];
	}, tenantName);
	return (
		<SignedIn
			fallback={
				<div class={styles.account}>
					<Show when={absence()} fallback={<Waiting />}>
						{(refused) => (
							<>
								<RefusalNotice refused={refused()} />
								<Button onClick={() => void refreshMe()}>{t().tryAgain}</Button>
							</>
						)}
					</Show>
				</div>
			}
		>
			<ProofAsker>
				<Rooms>{props.children}</Rooms>
			</ProofAsker>
		</SignedIn>
	);
}

function Rooms(props: { children: RouteSectionProps["children"] }) {
	const t = useWords(words);
	const who = useMe();
	const leaving = createAct(signOut, () => {
		// A page that loads anew keeps nothing of the person who left, and this one, brought back by Back, shows nothing.
		document.body.replaceChildren();
		window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
		window.location.assign(tenantPath("/signin"));
		return new Promise<never>(() => undefined);
	});
	return (
		<>
			<SkipLink />
			<header class={styles.header}>
				<div class={styles.bar}>
					<A class={styles.house} href="/account/profile">
						<Mark />
						<span>{who().tenant.name}</span>
					</A>
					<Button kind="plain" busy={leaving.pending()} onClick={() => void leaving.run(undefined)}>
						{t().signOut}
					</Button>
				</div>
			</header>
			<NoticeBar />
			<main class={styles.account}>
				<Show when={leaving.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
				<div class={styles.who}>
					<h1>{t().account}</h1>
					<p class={styles.email}>
						{t().signedInAs} <strong>{who().user.email}</strong>
					</p>
				</div>
				<nav class={styles.rooms} aria-label={t().menu}>
					<For each={rooms}>
						{(room) => (
							<A class={styles.room} href={`/account/${room}`} activeClass="" inactiveClass="">
								{t().tabs[room]}
							</A>
						)}
					</For>
				</nav>
				<div id="content" tabindex="-1" class={styles.content}>
					<Suspense fallback={<Waiting />}>{props.children}</Suspense>
				</div>
			</main>
			<div class={styles.foot}>
				<Footer />
			</div>
		</>
	);
}
