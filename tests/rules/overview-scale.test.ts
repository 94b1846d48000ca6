/**
 * The arithmetic of the Overview's pictures: round numbers at the side, days where they belong, no picture outside its frame.
 */
import { describe, expect, it } from "vitest";
import { along, areaPath, linePath, nearest, ticksTo, upwards } from "../../web/features/overview/scale.ts";

describe("the pictures", () => {
	it.each([
		[0, [0, 1]],
		[1, [0, 1]],
		[3, [0, 1, 2, 3]],
		[7, [0, 2, 4, 6, 8]],
		[200, [0, 50, 100, 150, 200]],
		[10_000, [0, 5000, 10_000]],
	])("have round whole numbers up to %i", (most, ticks) => {
		expect(ticksTo(most)).toEqual(ticks);
	});

	it("put values between bottom and top, and days by their date", () => {
		const y = upwards(200, 212, 8);
		expect([y(0), y(100), y(200)]).toEqual([212, 110, 8]);
		const x = along(1000, 5000, 40, 640);
		expect([x(1000), x(2000), x(5000)]).toEqual([40, 190, 640]);
		expect(along(1000, 1000, 40, 640)(1000)).toBe(640);
		expect(upwards(0, 212, 8)(0)).toBe(212);
	});

	it("find the day under a pointer, also beside the picture", () => {
		const places = [40, 190, 640];
		expect([-5, 100, 130, 400, 900].map((at) => nearest(at, places))).toEqual([0, 0, 1, 1, 2]);
		expect(nearest(10, [])).toBe(0);
	});

	it("are drawn as lines and areas, and as nothing without a day", () => {
		const points = [
			{ x: 0, y: 10 },
			{ x: 5.25, y: 4 },
		];
		expect(linePath(points)).toBe("M0 10L5.3 4");
		expect(areaPath(points, 20)).toBe("M0 10L5.3 4L5.3 20L0 20Z");
		expect(linePath([]) + areaPath([], 20)).toBe("");
	});
});
