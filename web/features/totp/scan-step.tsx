/**
 * The QR code and, beside it when asked for, the same key to type by hand; both can be seen together.
 * A sheet on paper is offered only where the tenant allows it, for whoever has the key has the codes.
 */
import { createSignal, createUniqueId, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy.tsx";
import { Reason } from "../../ui/frame.tsx";
import type { Begun } from "./data.ts";
import { Qr } from "./qr.tsx";
import styles from "./set-up.module.css";
import { words } from "./words.ts";

/** A key in groups of four, for reading and typing. */
export function inFours(key: string): string {
	return key.match(/.{1,4}/g)?.join(" ") ?? key;
}

export function ScanStep(props: { begun: Begun; account: string; service: string; onContinue: () => void }) {
	const t = useWords(words);
	const [manual, setManual] = createSignal(false);
	const id = createUniqueId();
	return (
		<>
			<Reason>
				<p>
					{t().scanReason} {t().scanBefore}
				</p>
			</Reason>
			<div class={styles.scan}>
				<h2 class={styles.onPaper} data-paper>
					{t().sheetTitle(props.service)}
				</h2>
				<p class={styles.onPaper}>{props.account}</p>
				<Qr text={props.begun.uri} label={t().qrLabel} />
				<a class={styles.openHere} href={props.begun.uri}>
					{t().openHere}
				</a>
				<Button aria-expanded={manual()} aria-controls={id} onClick={() => setManual(!manual())}>
					{t().manual}
				</Button>
				<div class={styles.manual} id={id} hidden={!manual()}>
					<p>{t().manualReason(props.account)}</p>
					<dl>
						<dt class={styles.small}>{t().keyLabel}</dt>
						<dd>
							<code class={styles.key}>{inFours(props.begun.key)}</code>
						</dd>
					</dl>
					<Buttons>
						<CopyButton text={props.begun.key} label={t().copyKey} />
					</Buttons>
				</div>
			</div>
			<Show when={props.begun.setUpSheet}>
				<div class={styles.sheet}>
					<Button onClick={() => window.print()}>{t().print}</Button>
					<p class={styles.small}>{t().printReason}</p>
				</div>
			</Show>
			<Buttons>
				<Button kind="primary" onClick={() => props.onContinue()}>
					{t().continue}
				</Button>
			</Buttons>
		</>
	);
}
