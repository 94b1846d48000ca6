/**
 * The weight of what is sent over the line: the deployed worker and the first load of the sign-in page, as built.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../dev/root.ts";
import { measureSizes, sizeLimits, total } from "../../dev/size.ts";

describe("size", () => {
	it("the mail client in the worker is the library's own, with lines taken away and none added", () => {
		const theirs = readFileSync(inRoot("node_modules/resend/dist/index.mjs"), "utf8").split("\n");
		const ours = readFileSync(inRoot("dist/parts/resend.mjs"), "utf8").split("\n");
		let at = 0;
		for (const line of ours) {
			at = theirs.indexOf(line, at) + 1;
			expect(at, line).toBeGreaterThan(0);
		}
		expect(ours).toContain("\t\tthis.emails = new Emails(this);");
		expect(theirs.length - ours.length).toBeGreaterThan(10);
	});

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
