/**
 * A native modal dialog: the browser keeps the focus inside, Escape closes it, and the focus goes back to what opened it.
 * `Confirm` names what will happen to whom and asks once.
 */
import { createEffect, createUniqueId, type JSX, Show } from "solid-js";
import type { Act } from "../act.ts";
import { useWords } from "../language.ts";
import { Button, Buttons } from "./button.tsx";
import styles from "./dialog.module.css";
import { RefusalNotice } from "./notice.tsx";
import { words } from "./words.ts";

interface DialogProps {
	open: boolean;
	heading: string;
	onClose: () => void;
	children: JSX.Element;
}

export function Dialog(props: DialogProps) {
	const id = createUniqueId();
	let dialog: HTMLDialogElement | undefined;
	createEffect(() => {
		if (props.open && dialog?.open === false) dialog.showModal();
		if (!props.open && dialog?.open) dialog.close();
	});
	return (
		<dialog
			ref={dialog}
			class={styles.dialog}
			aria-labelledby={id}
			onClose={() => {
				if (props.open) props.onClose();
			}}
		>
			<Show when={props.open}>
				<h2 id={id} class={styles.heading}>
					{props.heading}
				</h2>
				{props.children}
			</Show>
		</dialog>
	);
}

interface ConfirmProps {
	open: boolean;
	heading: string;
	/** What will happen, and to whom. */
	children: JSX.Element;
	confirm: string;
	act: Act<void>;
	onClose: () => void;
}

export function Confirm(props: ConfirmProps) {
	const t = useWords(words);
	return (
		<Dialog open={props.open} heading={props.heading} onClose={props.onClose}>
			<div class={styles.body}>
				{props.children}
				<Show when={props.act.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
				<Buttons>
					<Button kind="danger" busy={props.act.pending()} onClick={() => void props.act.run()}>
						{props.confirm}
					</Button>
					<Button onClick={props.onClose}>{t().cancel}</Button>
				</Buttons>
			</div>
		</Dialog>
	);
}
