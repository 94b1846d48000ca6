/**
 * The arithmetic of the pictures: where a value and a day lie, which round numbers stand at the side, and the path of a
 * line. Pure, in CSS pixels; it draws nothing and knows no colour.
 */

/** Round whole numbers from 0 to at least `most`, about five of them; `[0, 1]` where there is nothing to count. */
export function ticksTo(most: number): readonly number[] {
	const rough = Math.max(1, most / 4);
	const size = 10 ** Math.floor(Math.log10(rough));
	const step = Math.max(1, [1, 2, 5, 10].map((each) => each * size).find((each) => each >= rough) ?? size);
	const count = Math.max(1, Math.ceil(most / step));
	return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** Maps values from 0 to `most` onto pixels from `bottom` up to `top`. */
export function upwards(most: number, bottom: number, top: number): (value: number) => number {
	return (value) => bottom - (most === 0 ? 0 : (value / most) * (bottom - top));
}

/** Maps values from `first` to `last` onto pixels from `left` to `right`; a single value lies at the right, where today is. */
export function along(first: number, last: number, left: number, right: number): (value: number) => number {
	return (value) => (last <= first ? right : left + ((value - first) / (last - first)) * (right - left));
}

interface Point {
	readonly x: number;
	readonly y: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The path of a line through the points. */
export function linePath(points: readonly Point[]): string {
	return points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
}

/** The path of the area between the line and `bottom`; nothing without points. */
export function areaPath(points: readonly Point[], bottom: number): string {
	const [first, last] = [points[0], points.at(-1)];
	if (first === undefined || last === undefined) return "";
	return `${linePath(points)}L${round(last.x)} ${round(bottom)}L${round(first.x)} ${round(bottom)}Z`;
}

/** The index of the place that is nearest to `x`; 0 where there is none. */
export function nearest(x: number, places: readonly number[]): number {
	let best = 0;
	for (const [at, place] of places.entries()) {
		if (Math.abs(place - x) < Math.abs((places[best] ?? place) - x)) best = at;
	}
	return best;
}
