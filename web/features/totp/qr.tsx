/**
 * A QR code drawn in the page as one SVG path: nothing of the key leaves the browser. Dark on white with a quiet zone of
 * four modules in both themes, because that is what cameras read.
 */
import { createMemo } from "solid-js";
import { encode } from "uqr";
import styles from "./qr.module.css";

const quietZone = 4;

/** The dark modules as one path, a run of neighbours at a time. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
	let path = "";
	for (const [y, row] of rows.entries()) {
		let x = 0;
		while (x < row.length) {
			const start = x;
			while (row[x]) x++;
			if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
			else x++;
		}
	}
	return path;
}

export function Qr(props: { text: string; label: string }) {
	const code = createMemo(() => encode(props.text, { ecc: "M", border: quietZone }));
	return (
		<svg
			class={styles.qr}
			viewBox={`0 0 ${code().size} ${code().size}`}
			role="img"
			aria-label={props.label}
			shape-rendering="crispEdges"
		>
			<rect class={styles.ground} width={code().size} height={code().size} />
			<path class={styles.modules} d={pathOf(code().data)} />
		</svg>
	);
}
