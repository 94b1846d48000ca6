/**
 * Where a new tenant's records go: the region of a place as Cloudflare tells it, the nearest region that has a cell, and the cell
 * in it. Nothing here decides what anybody may do.
 */
import { describe, expect, it } from "vitest";
import { cellIn, regionFor, regionsOffered } from "../../worker/features/tenants/rules.ts";
import { nearestRegion, type Region, regionOf, regions } from "../../worker/lib/region.ts";

describe("the region of a place", () => {
	it.each([
		["Seattle", { continent: "NA", country: "US", longitude: -122.3 }, "wnam"],
		["Chicago", { continent: "NA", country: "US", longitude: -87.6 }, "enam"],
		["somewhere in North America", { continent: "NA", country: "MX" }, "enam"],
		["São Paulo", { continent: "SA", country: "BR", longitude: -46.6 }, "sam"],
		["Lisbon", { continent: "EU", country: "PT", longitude: -9.1 }, "weur"],
		["Bratislava", { continent: "EU", country: "SK", longitude: 17.1 }, "eeur"],
		["Nairobi", { continent: "AF", country: "KE", longitude: 36.8 }, "afr"],
		["Cairo", { continent: "AF", country: "EG", longitude: 31.2 }, "me"],
		["Dubai", { continent: "AS", country: "AE", longitude: 55.3 }, "me"],
		["Mumbai", { continent: "AS", country: "IN", longitude: 72.9 }, "apac"],
		["Auckland", { continent: "OC", country: "NZ", longitude: 174.8 }, "oc"],
		["Antarctica", { continent: "AN" }, null],
		["nowhere known", {}, null],
	] as const)("of %s", (_city, place, region) => {
		expect(regionOf(place)).toBe(region);
	});
});

describe("the nearest region", () => {
	it("is the region itself where it is offered, and always one that is", () => {
		for (const region of regions) {
			expect(nearestRegion(region, new Set(regions))).toBe(region);
			for (const other of regions) expect(nearestRegion(region, new Set([other]))).toBe(other);
			expect(nearestRegion(region, new Set())).toBeNull();
		}
	});

	it.each([
		["sam", ["weur", "enam", "afr"], "enam"],
		["afr", ["apac", "weur", "enam"], "weur"],
		["oc", ["wnam", "apac"], "apac"],
		["me", ["enam", "apac", "weur"], "weur"],
	] as const)("of %s among %s is %s", (region, offered, nearest) => {
		expect(nearestRegion(region, new Set<Region>(offered))).toBe(nearest);
	});
});

const site = (region: Region | null, takesNew = true) => ({ region, takesNew });
const cells = new Map([
	["home", site("weur")],
	["east-1", site("enam")],
	["east-2", site("enam")],
	["full", site("apac", false)],
]);

describe("the cell of a new tenant", () => {
	it("is offered only where a cell takes new ones", () => {
		expect([...regionsOffered(cells)].sort()).toEqual(["enam", "weur"]);
		expect(regionFor(regionsOffered(cells), "apac", {})).toEqual({ ok: false, refused: "unknown" });
		expect(regionFor(regionsOffered(cells), "enam", { continent: "EU" })).toEqual({ ok: true, value: "enam" });
		expect(regionFor(regionsOffered(cells), undefined, { continent: "OC" })).toEqual({ ok: true, value: "enam" });
	});

	it("is drawn among those of the region, and the first of all where nothing is known", () => {
		const drawn = new Set(Array.from({ length: 10 }, (_, draw) => cellIn(cells, "enam", "home", draw)));
		expect([...drawn].sort()).toEqual(["east-1", "east-2"]);
		expect(cellIn(cells, null, "home", 7)).toBe("home");
		expect(cellIn(cells, "apac", "home", 7)).toBe("home");
	});
});
