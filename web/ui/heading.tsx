/**
 * The heading of a screen or step. It takes the focus when a step begins, so that the new step is read out.
 * It is never a stop for the Tab key.
 */
import { type JSX, onMount } from "solid-js";
import { Dynamic } from "solid-js/web";

interface HeadingProps {
	children: JSX.Element;
	level?: 1 | 2;
	/** True for every step but the first of a page: the first one leaves the focus to its field. */
	takesFocus?: boolean;
}

export function Heading(props: HeadingProps) {
	let heading: HTMLElement | undefined;
	onMount(() => {
		if (props.takesFocus) heading?.focus();
	});
	return (
		<Dynamic
			component={props.level === 2 ? "h2" : "h1"}
			ref={(element: HTMLElement) => {
				heading = element;
			}}
			tabindex="-1"
		>
			{props.children}
		</Dynamic>
	);
}
