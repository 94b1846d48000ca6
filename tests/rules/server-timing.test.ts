/**
 * What `Server-Timing` tells: tens of milliseconds, upwards, and never less than nothing, whatever the clock did meanwhile.
 */
import { describe, expect, it } from "vitest";
import { serverTiming } from "../../worker/http/timing.ts";

describe("server timing", () => {
	it.each([
		[0, 0],
		[1, 10],
		[10, 10],
		[10.2, 20],
		[1234, 1240],
		[-5, 0],
	])("of %d ms says %d", (ms, told) => {
		expect(serverTiming(ms)).toBe(`total;dur=${told}`);
	});
});
