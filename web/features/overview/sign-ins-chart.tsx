/**
 * Sign-ins by factor and result: one bar for each day, accepted ones above the line and refused ones below it. Each kind
 * has a pattern of its own beside its colour, so that the picture can be read without colours.
 */
import { createUniqueId, For, type JSX } from "solid-js";
import { amount } from "../../amounts.ts";
import { statisticDay } from "../../days.ts";
import { language, useWords } from "../../language.ts";
import styles from "./chart.module.css";
import { Figures, Key, Picture } from "./chart.tsx";
import type { SignInDay } from "./data.ts";
import { ticksTo, upwards } from "./scale.ts";
import { words } from "./words.ts";

const accepted = ["totp", "trustedBrowser", "recoveryCode", "password"] as const;
const kinds = [...accepted, "refused"] as const;
type Kind = (typeof kinds)[number];

const height = 240;
const top = 8;
const foot = 28;

/** The five patterns; the ids carry `id`, for there may be more than one picture on a page. */
function Patterns(props: { id: string }) {
	const strokes: Record<Kind, string> = {
		totp: "M0 0H6V6H0Z",
		trustedBrowser: "M0 1.500H6M0 4.500H6",
		recoveryCode: "M-1 1L1-1M0 6L6 0M5 7L7 5",
		password: "M1.500 1.500h1v1h-1zM4.500 4.500h1v1h-1z",
		refused: "M0 0L6 6M6 0L0 6",
	};
	return (
		<defs>
			<For each={kinds}>
				{(kind) => (
					<pattern id={`${props.id}-${kind}`} width="6" height="6" patternUnits="userSpaceOnUse">
						<rect class={styles.paper} data-kind={kind} width="6" height="6" />
						<path class={styles.ink} data-kind={kind} d={strokes[kind]} />
					</pattern>
				)}
			</For>
		</defs>
	);
}

export function SignInsChart(props: { days: readonly SignInDay[] }) {
	const t = useWords(words);
	const id = createUniqueId();
	const sum = (kind: Kind) => props.days.reduce((before, day) => before + day[kind], 0);
	const above = (day: SignInDay) => accepted.reduce((before, kind) => before + day[kind], 0);
	const up = () => Math.max(...props.days.map(above), 0);
	const down = () => Math.max(...props.days.map((day) => day.refused), 0);
	const ticks = () => ticksTo(Math.max(up(), down(), 1));
	const step = () => ticks()[1] ?? 1;
	/** The picture's scale: whole steps up, and no further down than the refusals reach. */
	const most = () => Math.max(step(), Math.ceil(up() / step()) * step());
	const least = () => down();
	const whole = () => upwards(most() + least(), height - foot, top);
	const y = (value: number) => whole()(value + least());
	const left = () => 12 + amount(most()).length * 8;
	const name = (day: SignInDay | undefined) => (day === undefined ? "" : statisticDay(day.day, language()));
	const totals = () => props.days.reduce((before, day) => before + above(day), 0);
	const fill = (kind: Kind) => `url(#${id}-${kind})`;
	const sides = () => {
		const values: number[] = [];
		for (let value = -Math.floor(least() / step()) * step(); value <= most(); value += step()) values.push(value);
		return values;
	};

	/** The pieces of one day's bar, from the line upwards, and the refused one below it. */
	const pieces = (day: SignInDay) => {
		let base = 0;
		const up = accepted.map((kind) => {
			const from = base;
			base += day[kind];
			return { kind, y: y(base), height: y(from) - y(base) };
		});
		return [...up, { kind: "refused" as const, y: y(0), height: y(-day.refused) - y(0) }].filter(
			(piece) => piece.height > 0,
		);
	};

	return (
		<>
			<Key
				entries={kinds.map((kind) => ({
					name: t().factors[kind],
					value: amount(sum(kind)),
					sample: sampleOf(id, kind),
				}))}
			/>
			<Picture says={t().signInsSays(amount(totals()), amount(sum("refused")))} height={height}>
				{(width) => {
					const slot = () => (width() - left()) / Math.max(1, props.days.length);
					const x = (at: number) => left() + at * slot();
					const thick = () => Math.max(3, Math.min(24, slot() * 0.72));
					const dated = () => [0, Math.floor((props.days.length - 1) / 2), props.days.length - 1];
					return (
						<>
							<Patterns id={id} />
							<For each={sides()}>
								{(value) => (
									<>
										<path
											class={styles.rule}
											data-zero={value === 0 || undefined}
											d={`M${left()} ${y(value)}H${width()}`}
										/>
										<text class={styles.tick} data-end x={left() - 8} y={y(value) + 4}>
											{amount(Math.abs(value))}
										</text>
									</>
								)}
							</For>
							<For each={props.days}>
								{(day, at) => (
									<For each={pieces(day)}>
										{(piece) => (
											<rect
												class={styles.bar}
												data-kind={piece.kind}
												fill={fill(piece.kind)}
												x={x(at()) + (slot() - thick()) / 2}
												y={piece.y}
												width={thick()}
												height={piece.height}
											/>
										)}
									</For>
								)}
							</For>
							<For each={dated()}>
								{(at) => (
									<text
										class={styles.tick}
										data-start={at === 0 || undefined}
										data-end={at === props.days.length - 1 || undefined}
										x={at === 0 ? x(0) : at === props.days.length - 1 ? width() : x(at) + slot() / 2}
										y={height - 8}
									>
										{name(props.days[at])}
									</text>
								)}
							</For>
						</>
					);
				}}
			</Picture>
			<Figures
				label={t().signIns}
				columns={kinds.map((kind) => t().factors[kind])}
				rows={props.days.map((day) => ({ name: name(day), values: kinds.map((kind) => amount(day[kind])) })).reverse()}
			/>
		</>
	);
}

/** Every sample has patterns of its own: a picture that is not drawn yet has none to lend. */
function sampleOf(id: string, kind: Kind): JSX.Element {
	return (
		<>
			<Patterns id={`${id}-key-${kind}`} />
			<rect
				class={styles.bar}
				data-kind={kind}
				fill={`url(#${id}-key-${kind}-${kind})`}
				x="0.5"
				y="0.5"
				width="23"
				height="11"
			/>
		</>
	);
}
