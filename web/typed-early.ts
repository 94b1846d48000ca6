/**
 * What a person typed into the form that came with the page, before the script was here. It is taken out of that form when
 * the live one takes its place, and put into the live one's fields of the same name; it is kept nowhere else.
 */
export interface TypedEarly {
	/** Puts what was typed, and the focus, where they belong now. */
	giveBack(): void;
}

/** Clears `root` and answers with what was typed in it. */
export function takeTyped(root: HTMLElement): TypedEarly {
	const typed = [...root.querySelectorAll("input")].map(({ name, value }) => ({ name, value }));
	const active = document.activeElement;
	const focused = active instanceof HTMLInputElement ? active.name : undefined;
	root.replaceChildren();
	return {
		giveBack() {
			for (const input of root.querySelectorAll("input")) {
				const value = typed.find(({ name }) => name === input.name)?.value ?? "";
				if (value !== "") input.value = value;
				if (input.name === focused) input.focus();
			}
		},
	};
}
