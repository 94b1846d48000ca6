/**
 * Step two: which app, and where to get it. The links come before any QR code, so that there is something to scan with.
 * It recommends, it demands nothing: any app that follows RFC 6238 will do.
 */
import { For } from "solid-js";
import { useWords } from "../../language.ts";
import { HelpLink, Reason } from "../../ui/frame.tsx";
import { AppList } from "./app-list.tsx";
import { Method } from "./method.tsx";
import styles from "./set-up.module.css";
import { words } from "./words.ts";

export function InstallWords() {
	const t = useWords(words);
	return (
		<>
			<Method />
			<Reason>
				<p>{t().installReason}</p>
			</Reason>
			<AppList />
			<p class={styles.small}>{t().noWindowsPhone}</p>
			<ul class={styles.advice}>
				<For each={t().advice}>{(each) => <li>{each}</li>}</For>
			</ul>
			<p class={styles.small}>
				<HelpLink page="devices">{t().more}</HelpLink>
			</p>
		</>
	);
}
