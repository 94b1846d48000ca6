/**
 * A moment as "3 minutes ago", with the exact time on hover and for machines.
 * All moments of a page share one clock, so that two of them never disagree.
 */
import { type Accessor, createRoot } from "solid-js";
import { createNow, exactTime, machineTime, relativeTime } from "../clock.ts";
import { language } from "../language.ts";

let minute: Accessor<number> | undefined;

/** All moments on a page share one clock that moves twice a minute. */
function sharedMinute(): number {
	minute ??= createRoot(() => createNow(30_000));
	return minute();
}

interface MomentProps {
	at: number;
	/** It has happened already: a clock that is a little behind must not call it the future. */
	past?: boolean;
}

export function Moment(props: MomentProps) {
	const shown = () => (props.past ? Math.min(props.at, sharedMinute()) : props.at);
	return (
		<time datetime={machineTime(props.at)} title={exactTime(props.at, language())}>
			{relativeTime(shown(), sharedMinute(), language())}
		</time>
	);
}
