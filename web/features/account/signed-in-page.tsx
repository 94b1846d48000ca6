/**
 * The frame around every page of a person who is signed in: whose house it is, its rooms, the bar of notices, the way out.
 * Nobody sees it without a session: the sign-in page comes first and leads back to the page that was wanted.
 */
import { A, type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { createEffect, Index, type JSX, onMount, Show, Suspense } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { leaveBy } from "../../leaving.ts";
import { tenantPath } from "../../place.ts";
import { Button } from "../../ui/button.tsx";
import { Footer, SkipLink, titleOfPage, Waiting } from "../../ui/frame.tsx";
import { Mark } from "../../ui/mark.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import type { SignInState } from "../login/steps.ts";
import { signOut } from "../sessions/data.ts";
import { absence, keepFresh, me, refreshMe, tellOtherTabs } from "../sessions/me.ts";
import { ProofAsker } from "../sessions/proof.tsx";
import { SignedIn, useMe } from "../sessions/who.tsx";
import { tenantName, wantProfile } from "../tenants/data.ts";
import styles from "./account.module.css";
import { NoticeBar } from "./notice-bar.tsx";
import { SetUpFirst } from "./set-up-first.tsx";
import { words } from "./words.ts";

/** Shows its children to a person who is signed in, and sends everybody else to the door. */
export function SignedInPage(props: { title: () => string; children: JSX.Element }) {
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
	titleOfPage(() => props.title(), tenantName);
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
			<ProofAsker>{props.children}</ProofAsker>
		</SignedIn>
	);
}

interface HouseProps {
	/** Where the name of the house leads. */
	home: string;
	heading: string;
	/** The name of the menu, for readers. */
	menu: string;
	rooms: readonly { readonly href: string; readonly text: string }[];
	/** The way to the other half: from the account to the settings, and back. */
	beside?: { readonly href: string; readonly text: string } | undefined;
	/** Room for tables. */
	wide?: boolean;
	/** The help page about the room that is open. */
	help?: string | undefined;
	/** A line below the heading. */
	below?: JSX.Element;
	children: RouteSectionProps["children"];
}

/** Header, menu and content of a house that one is signed in to. */
export function House(props: HouseProps) {
	const t = useWords(words);
	const who = useMe();
	const location = useLocation();
	const leaving = createAct(signOut, () => {
		tellOtherTabs();
		return leaveBy(() => window.location.assign(tenantPath("/signin")));
	});
	const wide = () => props.wide || undefined;
	return (
		<>
			<SkipLink />
			<header class={styles.header}>
				<div class={styles.bar} data-wide={wide()}>
					<A class={styles.house} href={props.home}>
						<Mark />
						<span>{who().tenant.name}</span>
					</A>
					<Show when={props.beside}>
						{(way) => (
							<A class={styles.beside} href={way().href}>
								{way().text}
							</A>
						)}
					</Show>
					<Button kind="plain" busy={leaving.pending()} onClick={() => void leaving.run(undefined)}>
						{t().signOut}
					</Button>
				</div>
			</header>
			<NoticeBar wide={props.wide ?? false} />
			<main class={styles.account} data-wide={wide()}>
				<Show when={leaving.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
				<div class={styles.who}>
					<h1>{props.heading}</h1>
					{props.below}
				</div>
				<nav class={styles.rooms} aria-label={props.menu} data-wide={wide()}>
					{/* By place: a link that is made anew while it is being clicked would lose the click. */}
					<Index each={props.rooms}>
						{(room) => (
							<A
								class={styles.room}
								href={room().href}
								activeClass=""
								inactiveClass=""
								data-current={location.pathname.startsWith(tenantPath(`${room().href}/`)) || undefined}
							>
								{room().text}
							</A>
						)}
					</Index>
				</nav>
				<div id="content" tabindex="-1" class={styles.content}>
					<SetUpFirst>
						<Suspense fallback={<Waiting />}>{props.children}</Suspense>
					</SetUpFirst>
				</div>
			</main>
			<div class={styles.foot} data-wide={wide()}>
				<Footer help={props.help} />
			</div>
		</>
	);
}
