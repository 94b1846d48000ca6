/**
 * The menu of what an administrator may do with one person or with several: acts that do nothing for anybody are left
 * out, such as Unlock where nobody is locked. Who may act at all is asked before (`mayWrite`), and again by the worker.
 */
import { useWords } from "../../language.ts";
import { Icon } from "../../ui/icon.tsx";
import { Mark } from "../../ui/mark.tsx";
import type { MenuEntry } from "../../ui/menu-items.tsx";
import { useMe } from "../sessions/who.tsx";
import type { ActName, Desk } from "./desk.ts";
import type { Named } from "./people.ts";
import { words } from "./people-words.ts";

/** The menu for these people. */
export function useActMenu(desk: Desk): (people: readonly Named[]) => readonly MenuEntry[] {
	const t = useWords(words);
	const me = useMe();
	return (people) => {
		const some = (fits: (person: Named) => boolean) => people.some(fits);
		/** What nobody may do to themselves here, but has My account for. */
		const other = (fits: (person: Named) => boolean) => some((person) => person.id !== me().user.id && fits(person));
		const act = (text: string, name: ActName, more: Partial<MenuEntry & { danger: boolean }> = {}) => ({
			text,
			onSelect: () => desk.begin(name, people),
			...more,
		});
		const factor: MenuEntry[] = [
			{
				text: t().enable,
				items: [
					{ ...act(t().methods.phoneLink, "phoneLink"), icon: () => <Mark /> },
					{ ...act(t().methods.authenticator, "authenticator"), icon: () => <Icon name="key" /> },
				],
			},
			...(some(({ requirement }) => requirement !== "required") ? [act(t().require, "require")] : []),
			...(some(({ requirement }) => requirement !== "notRequired") ? [act(t().notRequire, "notRequire")] : []),
			...(some(({ requirement }) => requirement !== "inherit") ? [act(t().inherit, "inherit")] : []),
			act(t().send, "send"),
			...(other(({ twoFactor }) => twoFactor !== "off") ? [act(t().reset, "reset", { danger: true })] : []),
		];
		return [
			{ text: t().twoFactorMenu, items: factor },
			...(other(({ locked }) => locked) ? [act(t().unlock, "unlock")] : []),
			act(t().move, "move"),
			...(other(({ status }) => status === "disabled") ? [act(t().reopen, "enable")] : []),
			...(other(({ status }) => status !== "disabled") ? [act(t().disable, "disable", { danger: true })] : []),
			...(other(() => true) ? [act(t().remove, "remove", { danger: true })] : []),
		];
	};
}
