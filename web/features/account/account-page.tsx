/**
 * The frame of My account: whose it is and its four rooms; for staff, the way to the settings of the organization.
 * What stands around it and who may see it is the affair of signed-in-page.tsx.
 */
import { type RouteSectionProps, useLocation } from "@solidjs/router";
import { useWords } from "../../language.ts";
import { useMe } from "../sessions/who.tsx";
import styles from "./account.module.css";
import { House, SignedInPage } from "./signed-in-page.tsx";
import { words } from "./words.ts";

const rooms = ["profile", "security", "browsers", "sessions"] as const;
type Room = (typeof rooms)[number];

const helpAbout: Record<Room, string> = {
	profile: "phone-number",
	security: "set-up",
	browsers: "trusted-browsers",
	sessions: "sessions",
};

export default function AccountPage(props: RouteSectionProps) {
	const t = useWords(words);
	const location = useLocation();
	const room = () => rooms.find((each) => location.pathname.endsWith(`/${each}`));
	const title = () => {
		const current = room();
		return current === undefined ? t().account : t().tabs[current];
	};
	return (
		<SignedInPage title={title}>
			<Rooms room={room()}>{props.children}</Rooms>
		</SignedInPage>
	);
}

function Rooms(props: { room: Room | undefined; children: RouteSectionProps["children"] }) {
	const t = useWords(words);
	const who = useMe();
	return (
		<House
			home="/account/profile"
			help={props.room && helpAbout[props.room]}
			heading={t().account}
			menu={t().menu}
			rooms={rooms.map((room) => ({ href: `/account/${room}`, text: t().tabs[room] }))}
			beside={who().user.role === "member" ? undefined : { href: "/settings/overview", text: t().settings }}
			below={
				<p class={styles.email}>
					{t().signedInAs} <strong>{who().user.email}</strong>
				</p>
			}
		>
			{props.children}
		</House>
	);
}
