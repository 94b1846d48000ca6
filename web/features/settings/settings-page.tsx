/**
 * The frame of Settings: the rooms that the person's role opens, and the way back to their own account.
 * It hides what somebody may not use, and decides nothing: the worker refuses it all the same.
 */
import { type RouteSectionProps, useLocation } from "@solidjs/router";
import { Show } from "solid-js";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { ButtonLink, Buttons } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { House, SignedInPage } from "../account/signed-in-page.tsx";
import { useMe } from "../sessions/who.tsx";
import { roomsOf, type SettingsRoom } from "./rooms.ts";
import styles from "./settings.module.css";
import { words } from "./words.ts";

const every: readonly SettingsRoom[] = roomsOf("owner");

const helpAbout: Record<SettingsRoom, string> = {
	overview: "overview",
	users: "users-and-roles",
	realms: "realms",
	policy: "policy",
	audit: "audit",
	organization: "organization",
};

export default function SettingsPage(props: RouteSectionProps) {
	const t = useWords(words);
	const location = useLocation();
	const room = () => {
		const [, rest] = location.pathname.split("/settings/");
		return every.find((each) => rest?.split("/")[0] === each);
	};
	const title = () => {
		const current = room();
		return current === undefined ? t().settings : `${t().tabs[current]} · ${t().settings}`;
	};
	return (
		<SignedInPage title={title}>
			<Rooms room={room()}>{props.children}</Rooms>
		</SignedInPage>
	);
}

function Rooms(props: { room: SettingsRoom | undefined; children: RouteSectionProps["children"] }) {
	const t = useWords(words);
	const me = useMe();
	const rooms = () => roomsOf(me().user.role);
	return (
		<House
			home="/settings/overview"
			help={props.room && helpAbout[props.room]}
			heading={t().settings}
			menu={t().menu}
			rooms={rooms().map((room) => ({ href: `/settings/${room}`, text: t().tabs[room] }))}
			beside={{ href: "/account/security", text: t().account }}
			wide
		>
			<Show
				when={rooms().length > 0}
				fallback={
					<Panel heading={t().membersTitle}>
						<Notice kind="information">{t().members}</Notice>
						<Buttons>
							<ButtonLink kind="primary" href={tenantPath("/account/security")}>
								{t().toAccount}
							</ButtonLink>
						</Buttons>
					</Panel>
				}
			>
				<Show when={!me().twoFactor.limited} fallback={<Notice kind="warning">{t().limited}</Notice>}>
					<div class={styles.room}>{props.children}</div>
				</Show>
			</Show>
		</House>
	);
}
