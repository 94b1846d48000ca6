/**
 * What stands in a menu: acts, and menus of their own that unfold in place (Right opens, Left closes).
 * Choosing an act closes the whole menu before the act begins, so that a dialog finds the focus where it was.
 */
import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { Icon } from "./icon.tsx";
import styles from "./menu.module.css";

export interface MenuAct {
	readonly text: string;
	/** Drawn before the words. */
	readonly icon?: () => JSX.Element;
	/** It takes something away that does not come back by itself. */
	readonly danger?: boolean;
	readonly onSelect: () => void;
}

export interface SubMenu {
	readonly text: string;
	readonly items: readonly MenuEntry[];
}

export type MenuEntry = MenuAct | SubMenu;

export function MenuItems(props: { items: readonly MenuEntry[]; onChosen: () => void }) {
	return (
		<For each={props.items}>
			{(item) =>
				"items" in item ? (
					<Unfolding item={item} onChosen={props.onChosen} />
				) : (
					<button
						type="button"
						role="menuitem"
						tabindex="-1"
						class={styles.item}
						data-danger={item.danger || undefined}
						onClick={() => {
							props.onChosen();
							item.onSelect();
						}}
					>
						{item.icon?.()}
						<span>{item.text}</span>
					</button>
				)
			}
		</For>
	);
}

function Unfolding(props: { item: SubMenu; onChosen: () => void }) {
	const id = createUniqueId();
	const [open, setOpen] = createSignal(false);
	let opener: HTMLButtonElement | undefined;
	let inner: HTMLDivElement | undefined;
	const unfold = () => {
		setOpen(true);
		inner?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
	};
	const fold = () => {
		setOpen(false);
		opener?.focus();
	};
	return (
		<>
			<button
				ref={opener}
				type="button"
				role="menuitem"
				tabindex="-1"
				class={styles.item}
				aria-haspopup="menu"
				aria-expanded={open()}
				aria-controls={open() ? id : undefined}
				onClick={() => (open() ? fold() : unfold())}
				onKeyDown={(event) => {
					if (event.key !== "ArrowRight") return;
					event.stopPropagation();
					unfold();
				}}
			>
				<span class={styles.grow}>{props.item.text}</span>
				<span class={styles.turn}>
					<Icon name="chevron" />
				</span>
			</button>
			<Show when={open()}>
				<div
					ref={inner}
					id={id}
					role="menu"
					tabindex="-1"
					class={styles.inner}
					aria-label={props.item.text}
					onKeyDown={(event) => {
						if (event.key !== "ArrowLeft") return;
						event.stopPropagation();
						fold();
					}}
				>
					<MenuItems items={props.item.items} onChosen={props.onChosen} />
				</div>
			</Show>
		</>
	);
}
