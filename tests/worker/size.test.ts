/**
 * The weight of what is sent over the line: the deployed worker and the first load of the sign-in page, as built.
 */
import { describe, expect, it } from "vitest";
import { measureSizes, sizeLimits, total } from "../../dev/size.ts";

describe("size", () => {
	it("the worker stays within its budget, gzip", () => {
		const { worker } = measureSizes();
		expect(worker.length).toBeGreaterThan(1);
		expect(total(worker)).toBeLessThanOrEqual(sizeLimits.worker);
	});

	it("the sign-in page's first load of script and styles stays within its budget, gzip", () => {
		const { firstLoad } = measureSizes();
		expect(firstLoad.length).toBeGreaterThan(1);
		expect(total(firstLoad)).toBeLessThanOrEqual(sizeLimits.firstLoad);
	});
});
