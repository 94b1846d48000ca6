/**
 * What every picture has: its true width in pixels, so that its words keep their size on a phone, a key of what is what,
 * and the same figures as a table. The picture itself is one image for a reader, named by a sentence.
 */
import { type Accessor, createSignal, createUniqueId, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { useWords } from "../../language.ts";
import styles from "./chart.module.css";
import { words } from "./words.ts";

interface PictureProps {
	/** The sentence that says what the picture shows. */
	says: string;
	/** CSS pixels. */
	height: number;
	children: (width: Accessor<number>) => JSX.Element;
	/** Which place along the picture of this width a pointer is over, in pixels from its left; undefined when it has left. */
	onPoint?: (x: number | undefined, width: number) => void;
}

/** Measures its place and has the picture drawn for it; keeps the height until then. */
export function Picture(props: PictureProps) {
	let frame: HTMLDivElement | undefined;
	const [width, setWidth] = createSignal(0);
	onMount(() => {
		if (frame === undefined) return;
		const observer = new ResizeObserver(([entry]) => {
			if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
		});
		observer.observe(frame);
		onCleanup(() => observer.disconnect());
	});
	return (
		<div ref={frame} class={styles.picture} style={{ "min-block-size": `${props.height}px` }}>
			<Show when={width() > 0}>
				<svg
					role="img"
					aria-label={props.says}
					width={width()}
					height={props.height}
					viewBox={`0 0 ${width()} ${props.height}`}
					onPointerMove={(event) =>
						props.onPoint?.(event.clientX - event.currentTarget.getBoundingClientRect().left, width())
					}
					onPointerLeave={() => props.onPoint?.(undefined, width())}
				>
					{props.children(width)}
				</svg>
			</Show>
		</div>
	);
}

interface KeyEntry {
	readonly name: string;
	readonly value: string;
	/** A small drawing of what stands for it, 24 by 12 pixels. */
	readonly sample: JSX.Element;
}

/** What is what, with the figure of the moment beside it. */
export function Key(props: { entries: readonly KeyEntry[] }) {
	return (
		<ul class={styles.key}>
			<For each={props.entries}>
				{(entry) => (
					<li class={styles.keyEntry}>
						<svg class={styles.sample} viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">
							{entry.sample}
						</svg>
						<span>{entry.name}</span>
						<strong>{entry.value}</strong>
					</li>
				)}
			</For>
		</ul>
	);
}

interface FiguresProps {
	label: string;
	columns: readonly string[];
	rows: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** The figures behind a picture, for those who would rather read them. */
export function Figures(props: FiguresProps) {
	const t = useWords(words);
	const id = createUniqueId();
	const [open, setOpen] = createSignal(false);
	return (
		<details class={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary class={styles.summary}>{t().asTable}</summary>
			<Show when={open()}>
				<section class={styles.scroll} tabindex="0" aria-labelledby={id}>
					<table class={styles.table}>
						<caption id={id} class={styles.caption}>
							{props.label}
						</caption>
						<thead>
							<tr>
								<th scope="col">{t().day}</th>
								<For each={props.columns}>{(column) => <th scope="col">{column}</th>}</For>
							</tr>
						</thead>
						<tbody>
							<For each={props.rows}>
								{(row) => (
									<tr>
										<th scope="row">{row.name}</th>
										<For each={row.values}>{(value) => <td>{value}</td>}</For>
									</tr>
								)}
							</For>
						</tbody>
					</table>
				</section>
			</Show>
		</details>
	);
}
