/**
 * A button that opens a menu, with menus inside it that unfold in place, so that they fit on a phone as well.
 * Arrow keys, Home, End, a first letter, Enter and Escape work as in any menu; a click elsewhere closes it.
 * It offers only what the caller gives it: whoever may not do something does not find it here.
 */
import { createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { Icon } from "./icon.tsx";
import styles from "./menu.module.css";
import { type MenuEntry, MenuItems } from "./menu-items.tsx";

interface MenuButtonProps {
	/** The accessible name; it names whom the menu is about where there are several. */
	label: string;
	/** The words on the button; without them it shows three dots. */
	text?: string;
	/** Asked anew whenever the menu opens. */
	items: () => readonly MenuEntry[];
	/** Which side of the button the menu keeps to. */
	align?: "start" | "end";
	kind?: "primary" | "quiet";
}

export function MenuButton(props: MenuButtonProps) {
	const id = createUniqueId();
	const [open, setOpen] = createSignal<"first" | "last">();
	let button: HTMLButtonElement | undefined;
	const close = (focus: boolean) => {
		setOpen(undefined);
		if (focus) button?.focus();
	};
	return (
		<span class={styles.place}>
			<button
				ref={button}
				type="button"
				class={styles.button}
				data-kind={props.text === undefined ? "dots" : (props.kind ?? "quiet")}
				aria-label={props.label}
				aria-haspopup="menu"
				aria-expanded={open() !== undefined}
				aria-controls={open() === undefined ? undefined : id}
				onClick={() => (open() === undefined ? setOpen("first") : close(true))}
				onKeyDown={(event) => {
					if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
					event.preventDefault();
					setOpen(event.key === "ArrowUp" ? "last" : "first");
				}}
			>
				<Show when={props.text} fallback={<Icon name="more" />}>
					<span>{props.text}</span>
					<Icon name="down" />
				</Show>
			</button>
			<Show when={open()}>
				{(end) => (
					<Popup id={id} end={end()} align={props.align ?? "end"} label={props.label} button={button} onClose={close}>
						<MenuItems items={props.items()} onChosen={() => close(true)} />
					</Popup>
				)}
			</Show>
		</span>
	);
}

interface PopupProps {
	id: string;
	label: string;
	/** Which end of the menu gets the focus when it opens. */
	end: "first" | "last";
	align: "start" | "end";
	button: HTMLElement | undefined;
	onClose: (focus: boolean) => void;
	children: JSX.Element;
}

function Popup(props: PopupProps) {
	let menu: HTMLDivElement | undefined;
	const items = () => [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
	const current = () => items().findIndex((item) => item.matches(":focus"));
	const step = (by: number) => {
		const all = items();
		all[(current() + by + all.length) % all.length]?.focus();
	};
	const jumpTo = (letter: string) => {
		const all = items();
		const after = [...all.slice(current() + 1), ...all.slice(0, current() + 1)];
		after.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
	};
	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => step(1),
		ArrowUp: () => step(-1),
		Home: () => items()[0]?.focus(),
		End: () => items().at(-1)?.focus(),
		Escape: () => props.onClose(true),
	};
	onMount(() => {
		items()
			.at(props.end === "first" ? 0 : -1)
			?.focus();
		const outside = (event: Event) => {
			const at = event.target;
			if (at instanceof Node && !menu?.contains(at) && !props.button?.contains(at)) props.onClose(false);
		};
		for (const event of ["pointerdown", "focusin"]) document.addEventListener(event, outside);
		onCleanup(() => {
			for (const event of ["pointerdown", "focusin"]) document.removeEventListener(event, outside);
		});
	});
	return (
		<div
			ref={menu}
			id={props.id}
			class={styles.menu}
			role="menu"
			tabindex="-1"
			aria-label={props.label}
			data-align={props.align}
			onKeyDown={(event) => {
				const act = keys[event.key];
				if (act !== undefined) {
					event.preventDefault();
					event.stopPropagation();
					act();
				} else if (event.key === "Tab") props.onClose(false);
				else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey) jumpTo(event.key.toLowerCase());
			}}
		>
			{props.children}
		</div>
	);
}
