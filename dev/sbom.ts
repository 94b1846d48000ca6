/**
 * `npm run sbom`: writes the bill of materials to dist/sbom.json: every package of the lock file with version, licence and
 * hash, in CycloneDX 1.6. What is deployed or bundled is `required`, what only builds and tests is `optional`.
 * It reads the lock file alone and neither clock nor chance, so the same lock file gives the same bytes on every machine.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inRoot } from "./root.ts";

/** A package as package-lock.json (version 3) has it. */
interface Locked {
	readonly version?: string;
	readonly name?: string;
	readonly license?: string;
	readonly integrity?: string;
	readonly dev?: boolean;
	readonly optional?: boolean;
	readonly devOptional?: boolean;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
	readonly name: string;
	readonly version: string;
	readonly packages: Readonly<Record<string, Locked>>;
}

interface Component {
	readonly type: "library";
	readonly "bom-ref": string;
	readonly name: string;
	readonly version: string;
	readonly scope: "required" | "optional";
	readonly hashes: readonly { readonly alg: "SHA-512"; readonly content: string }[];
	readonly licenses?: readonly ({ readonly expression: string } | { readonly license: { readonly id: string } })[];
	readonly purl: string;
}

const FOLDER = "node_modules/";
const nameAt = (path: string, { name }: Locked): string => name ?? path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace("@", "%40")}@${version}`;
const isRequired = ({ dev, optional, devOptional }: Locked): boolean => !(dev || optional || devOptional);

function componentAt(path: string, locked: Locked): Component {
	const name = nameAt(path, locked);
	const { version = "", license, integrity = "" } = locked;
	const purl = purlOf(name, version);
	const sha512 = /^sha512-([\w+/=]+)$/.exec(integrity)?.[1];
	if (version === "" || sha512 === undefined) throw new Error(`${path} has no version or no SHA-512 in the lock file`);
	const said = license?.includes(" ") ? { expression: license } : { license: { id: license ?? "" } };
	return {
		type: "library",
		"bom-ref": purl,
		name,
		version,
		scope: isRequired(locked) ? "required" : "optional",
		hashes: [{ alg: "SHA-512", content: Buffer.from(sha512, "base64").toString("hex") }],
		...(license === undefined ? {} : { licenses: [said] }),
		purl,
	};
}

/** Where a package finds another one: beside its own, or in the folder of whoever holds it, and so on up. */
function found(lock: LockFile, from: string, name: string): string | undefined {
	for (let holder = from; ; holder = holder.slice(0, Math.max(0, holder.lastIndexOf(`/${FOLDER}`)))) {
		const path = `${holder === "" ? "" : `${holder}/`}${FOLDER}${name}`;
		if (path in lock.packages) return path;
		if (holder === "") return undefined;
	}
}

const byRef = <Item extends { readonly ref: string }>(one: Item, other: Item): number => (one.ref < other.ref ? -1 : 1);

/** The bill of materials of a lock file. */
export function billOfMaterials(lock: LockFile) {
	const components = new Map<string, Component>();
	const needs = new Map<string, Set<string>>();
	const own = {
		type: "application",
		"bom-ref": purlOf(lock.name, lock.version),
		name: lock.name,
		version: lock.version,
	};
	const refs = new Map(
		Object.entries(lock.packages).map(([path, locked]) => {
			if (path === "") return [path, own["bom-ref"]] as const;
			const component = componentAt(path, locked);
			const known = components.get(component.purl);
			// One version in two places is one component, and required when it is so in one of them.
			if (known?.scope !== "required") components.set(component.purl, component);
			return [path, component.purl] as const;
		}),
	);
	for (const [path, locked] of Object.entries(lock.packages)) {
		const named = { ...locked.dependencies, ...locked.devDependencies, ...locked.optionalDependencies };
		const ref = refs.get(path) ?? "";
		const on = needs.get(ref) ?? new Set<string>();
		needs.set(ref, on);
		for (const name of Object.keys(named)) on.add(refs.get(found(lock, path, name) ?? "none") ?? "");
		on.delete("");
	}
	const bill = {
		bomFormat: "CycloneDX",
		specVersion: "1.6",
		version: 1,
		metadata: { component: { ...own, purl: own["bom-ref"] } },
		components: [...components.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1)),
		dependencies: [...needs].map(([ref, on]) => ({ ref, dependsOn: [...on].sort() })).sort(byRef),
	};
	return { ...bill, serialNumber: serialOf(JSON.stringify(bill)) };
}

/** A UUID of version 8 (RFC 9562) made of what it stands for. */
function serialOf(content: string): string {
	const hex = createHash("sha256").update(content).digest("hex");
	const parts = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	];
	return `urn:uuid:${parts.join("-")}`;
}

export const readLock = (): LockFile => JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));

if (import.meta.main) {
	const file = inRoot("dist/sbom.json");
	const bill = billOfMaterials(readLock());
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(bill, null, "\t")}\n`);
	const required = bill.components.filter(({ scope }) => scope === "required").length;
	console.log(`dist/sbom.json: ${bill.components.length} packages, ${required} of them required`);
}
