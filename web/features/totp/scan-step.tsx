/**
 * The key on its way into the app: a QR code for a camera, and the same key to type by hand, both to be seen together. On the
 * phone itself a link opens the app, the key is ready to copy, and the QR code waits for a second device (S43, S56, S57).
 * A sheet on paper is offered only where the tenant allows it, for whoever has the key has the codes.
 */
import { createSignal, createUniqueId, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy.tsx";
import { Reason } from "../../ui/frame.tsx";
import type { Begun } from "./data.ts";
import { holdsTheApp } from "./device.ts";
import { Qr } from "./qr.tsx";
import styles from "./set-up.module.css";
import { words } from "./words.ts";

/** A key in groups of four, for reading and typing. */
export function inFours(key: string): string {
	return key.match(/.{1,4}/g)?.join(" ") ?? key;
}

interface ScanStepProps {
	begun: Begun;
	account: string;
	service: string;
	onContinue: () => void;
}

export function ScanStep(props: ScanStepProps) {
	const t = useWords(words);
	const inHand = holdsTheApp();
	const [more, setMore] = createSignal(false);
	const id = createUniqueId();
	return (
		<>
			<Reason>
				<p>
					{inHand ? t().openReason : t().scanReason} {t().scanBefore}
				</p>
			</Reason>
			<Show when={inHand}>
				<Buttons>
					<ButtonLink kind="primary" href={props.begun.uri}>
						{t().openHere}
					</ButtonLink>
				</Buttons>
				<Key begun={props.begun} account={props.account} />
			</Show>
			<div class={styles.scan}>
				<h2 class={styles.onPaper} data-paper>
					{t().sheetTitle(props.service)}
				</h2>
				<p class={styles.onPaper}>{props.account}</p>
				<Show when={!inHand}>
					<Qr text={props.begun.uri} label={t().qrLabel} />
				</Show>
				<Button aria-expanded={more()} aria-controls={id} onClick={() => setMore(!more())}>
					{inHand ? t().qrElsewhere : t().manual}
				</Button>
				<div class={styles.more} id={id} hidden={!more()}>
					<Show when={inHand} fallback={<Key begun={props.begun} account={props.account} />}>
						<p class={styles.small}>{t().qrElsewhereReason}</p>
						<Qr text={props.begun.uri} label={t().qrLabel} />
					</Show>
				</div>
			</div>
			<Show when={props.begun.setUpSheet}>
				<div class={styles.sheet}>
					<Button onClick={() => window.print()}>{t().print}</Button>
					<p class={styles.small}>{t().printReason}</p>
				</div>
			</Show>
			<Buttons>
				<Button kind={inHand ? "quiet" : "primary"} onClick={() => props.onContinue()}>
					{t().continue}
				</Button>
			</Buttons>
		</>
	);
}

function Key(props: { begun: Begun; account: string }) {
	const t = useWords(words);
	return (
		<div class={styles.manual}>
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
	);
}
