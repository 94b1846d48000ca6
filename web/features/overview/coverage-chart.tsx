/**
 * Coverage over time: how many people there are, how many must have a second factor, how many have one. Three lines that
 * differ in weight and dash as well as in colour; the figures beside the key follow the pointer, and end on today.
 */
import { createSignal, For, Show } from "solid-js";
import { amount } from "../../amounts.ts";
import { statisticDay } from "../../days.ts";
import { language, useWords } from "../../language.ts";
import chart from "./chart.module.css";
import { Figures, Key, Picture } from "./chart.tsx";
import type { CoverageDay } from "./data.ts";
import styles from "./overview.module.css";
import { along, areaPath, linePath, nearest, ticksTo, upwards } from "./scale.ts";
import { words } from "./words.ts";

const height = 240;
const top = 8;
const margin = 8;
const bottom = height - 28;

export function CoverageChart(props: { days: readonly CoverageDay[] }) {
	const t = useWords(words);
	const [pointed, setPointed] = createSignal<number>();
	const days = () => props.days;
	const last = () => Math.max(0, days().length - 1);
	const shown = () => days()[pointed() ?? last()];
	const ticks = () => ticksTo(Math.max(...days().map((day) => Math.max(day.people, day.required))));
	const most = () => ticks().at(-1) ?? 1;
	const y = (value: number) => upwards(most(), bottom, top)(value);
	/** Where the days lie in a picture of this width: by their dates, for some days may have no numbers. */
	const placesIn = (width: number) => {
		const dates = days().map(({ day }) => Date.parse(day));
		return dates.map(along(dates[0] ?? 0, dates.at(-1) ?? 0, left(), width - margin));
	};
	const left = () => 12 + amount(most()).length * 8;
	const name = (day: CoverageDay | undefined) => (day === undefined ? "" : statisticDay(day.day, language()));
	const outOf = (day: CoverageDay | undefined) => t().outOf(amount(day?.on ?? 0), amount(day?.people ?? 0));
	const says = () => t().coverageSays(name(days()[0]), name(days().at(-1)), outOf(days()[0]), outOf(days().at(-1)));

	return (
		<>
			<Key
				entries={[
					{
						name: t().series.on,
						value: amount(shown()?.on ?? 0),
						sample: (
							<>
								<path class={chart.area} d="M0 5H24V12H0Z" />
								<path class={chart.line} data-series="on" d="M0 5H24" />
							</>
						),
					},
					{
						name: t().series.required,
						value: amount(shown()?.required ?? 0),
						sample: <path class={chart.line} data-series="required" d="M0 6H24" />,
					},
					{
						name: t().series.people,
						value: amount(shown()?.people ?? 0),
						sample: <path class={chart.line} data-series="people" d="M0 6H24" />,
					},
				]}
			/>
			<p class={chart.pointed}>{name(shown())}</p>
			<Picture
				says={says()}
				height={height}
				onPoint={(at, width) => setPointed(at === undefined ? undefined : nearest(at, placesIn(width)))}
			>
				{(width) => {
					const right = () => width() - margin;
					const places = () => placesIn(width());
					const x = (at: number) => places()[at] ?? 0;
					const points = (series: "on" | "required" | "people") =>
						days().map((day, at) => ({ x: x(at), y: y(day[series]) }));
					const dated = () => [...new Set([0, Math.round(last() / 2), last()])];
					return (
						<>
							<For each={ticks()}>
								{(tick) => (
									<>
										<path class={chart.rule} d={`M${left()} ${y(tick)}H${right()}`} />
										<text class={chart.tick} data-end x={left() - 8} y={y(tick) + 4}>
											{amount(tick)}
										</text>
									</>
								)}
							</For>
							<For each={dated()}>
								{(at) => (
									<text
										class={chart.tick}
										data-start={at === 0 && last() > 0 ? true : undefined}
										data-end={at === last() ? true : undefined}
										x={x(at)}
										y={height - 8}
									>
										{name(days()[at])}
									</text>
								)}
							</For>
							<path class={chart.area} d={areaPath(points("on"), bottom)} />
							<For each={["people", "required", "on"] as const}>
								{(series) => <path class={chart.line} data-series={series} d={linePath(points(series))} />}
							</For>
							<path class={chart.cursor} d={`M${x(pointed() ?? last())} ${top}V${bottom}`} />
							<For each={["people", "required", "on"] as const}>
								{(series) => (
									<circle
										class={chart.dot}
										data-series={series}
										cx={x(pointed() ?? last())}
										cy={y(shown()?.[series] ?? 0)}
										r="4"
									/>
								)}
							</For>
						</>
					);
				}}
			</Picture>
			<Show when={days().length < 2}>
				<p class={styles.soft}>{t().coverageBegins}</p>
			</Show>
			<Figures
				label={t().coverage}
				columns={[t().series.on, t().series.required, t().series.people]}
				rows={days()
					.map((day) => ({ name: name(day), values: [day.on, day.required, day.people].map(amount) }))
					.reverse()}
			/>
		</>
	);
}
