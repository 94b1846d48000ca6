/**
 * Around a form: whether something in it differs from what is saved, and a question before it is lost (S99). It compares
 * the values only; whether they may be saved is for the form and the worker.
 */
import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { createSignal, type JSX, onCleanup, onMount } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Column } from "../../ui/frame.tsx";
import { words } from "./person-words.ts";

interface UnsavedProps {
	children: JSX.Element;
	/** Given a way to say that what stands in the form now is what is saved. */
	settle: (settled: () => void) => void;
}

export function Unsaved(props: UnsavedProps) {
	const t = useWords(words);
	const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs>();
	let around: HTMLDivElement | undefined;
	let saved = "";
	let isTouched = false;
	const values = (): string => {
		const form = around?.querySelector("form");
		if (!form) return "";
		const pairs = [...new FormData(form)].map(([name, value]) => [
			name,
			typeof value === "string" ? value : value.name,
		]);
		return JSON.stringify(pairs);
	};
	/** What the page itself puts into the form, such as a number in its stored form, is nobody's unsaved work. */
	const isDirty = () => isTouched && values() !== saved;
	const settled = () => {
		isTouched = false;
		saved = values();
	};
	const touched = () => {
		isTouched = true;
	};
	onMount(() => {
		settled();
		props.settle(settled);
		const warn = (event: BeforeUnloadEvent) => {
			if (isDirty()) event.preventDefault();
		};
		window.addEventListener("beforeunload", warn);
		for (const event of ["input", "change"]) around?.addEventListener(event, touched);
		onCleanup(() => window.removeEventListener("beforeunload", warn));
	});
	useBeforeLeave((event) => {
		if (event.defaultPrevented || !isDirty()) return;
		event.preventDefault();
		setLeaving(event);
	});
	return (
		<div ref={around}>
			{props.children}
			<Dialog open={leaving() !== undefined} heading={t().leaveTitle} onClose={() => setLeaving(undefined)}>
				<Column>
					<p>{t().leaveBody}</p>
					<Buttons>
						<Button
							kind="danger"
							onClick={() => {
								const event = leaving();
								setLeaving(undefined);
								event?.retry(true);
							}}
						>
							{t().leave}
						</Button>
						<Button onClick={() => setLeaving(undefined)}>{t().stay}</Button>
					</Buttons>
				</Column>
			</Dialog>
		</div>
	);
}
