/**
 * Small drawn signs beside words. They never stand for a word alone: whatever carries one has a name of its own,
 * so readers pass over them.
 */
import styles from "./icon.module.css";

const paths = {
	chevron: "M6 3.500 10.500 8 6 12.500",
	more: "M3 8h.01M8 8h.01M13 8h.01",
	key: "M10.500 2.500a3.500 3.500 0 1 1-2.700 5.700L6.500 9.500v1.500H5v1.500H3.500V14H2v-2.500l5-5a3.500 3.500 0 0 1 3.500-4M11.400 5.600h.01",
	plus: "M8 3v10M3 8h10",
	upload: "M8 10.500v-8M4.500 6 8 2.500 11.500 6M2.500 11v2.500h11V11",
	lock: "M3.500 7h9v6.500h-9zM5.500 7V5a2.500 2.500 0 0 1 5 0v2",
	up: "M4 10l4-4 4 4",
	down: "M4 6l4 4 4-4",
	both: "M5 6.500 8 3.500l3 3M5 9.500l3 3 3-3",
	back: "M10 3.500 5.500 8l4.500 4.500",
	good: "M3 8.500l3.500 3.500L13 5",
	bad: "M4 4l8 8M12 4l-8 8",
} as const;

export type IconName = keyof typeof paths;

export function Icon(props: { name: IconName }) {
	return (
		<svg class={styles.icon} viewBox="0 0 16 16" aria-hidden="true" data-name={props.name}>
			<path d={paths[props.name]} fill="none" stroke="currentColor" stroke-width="1.5" />
		</svg>
	);
}
