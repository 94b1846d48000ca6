/**
 * `export`: a whole organization in one file, read in one transaction, so that it is the state of one moment. It is recorded
 * first, and the record is linked, so the file holds that as well. What is sealed stays sealed: without the same KEYS the file
 * is of no use, and with them it is the organization. It never overwrites a file.
 */
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { entry, link } from "../../worker/features/audit/service.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { clientOf } from "../database-client.ts";
import { type Command, operatorOf, operatorOption, Refused, tenantOption } from "./command.ts";
import { knownSchema } from "./schema-version.ts";
import { type Reading, rowsOf, tables } from "./tables.ts";
import { type Closing, digest, keysIn, type Opening, proofOf, TENANT_FORM } from "./tenant-file.ts";
import { opened } from "./tenants.ts";
import type { Terminal } from "./terminal.ts";

export const exportTenant: Command = {
	help: "Writes a whole organization into one file. It stays sealed: only a service with the same KEYS can read it.",
	changes: true,
	options: {
		tenant: tenantOption,
		out: { value: "file", needed: true, help: "the file to write; it must not exist" },
		operator: operatorOption,
	},
	async run(call) {
		const operator = operatorOf(call);
		const out = call.path("out");
		if (existsSync(out)) throw new Refused(`${out} exists already. Give the name of a new file.`);
		const { scope, tenant } = await opened(call);
		if (call.isDryRun) return call.terminal.say(`Would write ${scope.slug} ("${tenant.name}") to ${out}.`);
		await entry(scope, null, { event: "tenant.exported", evidence: { operator } });
		await linkAll(scope);
		const part = `${out}.part`;
		try {
			const { rows, sha256 } = await write(scope, part, tenant.name, call.terminal);
			await rename(part, out);
			call.terminal.say(`${out}: ${rows} rows, SHA-256 ${sha256}`);
			call.terminal.say(
				"Keep it as you keep the database. Its secrets are sealed: reading it back needs the same KEYS, so keep those too, elsewhere.",
			);
		} finally {
			await rm(part, { force: true });
		}
	},
};

/** Links every row of the record. Throws Refused when the chain is broken. */
export async function linkAll(scope: TenantScope): Promise<void> {
	let outcome = await link(scope);
	while (outcome === "more" || outcome === "lost") outcome = await link(scope);
	if (outcome === "broken") {
		throw new Refused(
			`The record of ${scope.slug} is broken: its head is not proved. Run "verify --tenant ${scope.slug}" first.`,
		);
	}
}

async function write(scope: TenantScope, file: string, name: string, terminal: Terminal): Promise<Closing> {
	const reading = await clientOf(scope.db).transaction("read");
	const target = await open(file, "wx", 0o600);
	const sum = digest();
	const put = async (value: object) => {
		const line = `${JSON.stringify(value)}\n`;
		sum.update(line);
		await target.write(line);
	};
	try {
		const total = await countAll(reading, scope.tenantId);
		const progress = terminal.progress(`Exporting ${scope.slug}`, total);
		const opening: Opening = {
			form: TENANT_FORM,
			schema: knownSchema(),
			tenant: { id: scope.tenantId, slug: scope.slug, name },
			exportedAt: scope.now,
		};
		await put(opening);
		const counts: Record<string, number> = {};
		const keys = new Set<string>();
		let rows = 0;
		for (const table of tables) {
			for await (const page of rowsOf(reading, table, scope.tenantId)) {
				for (const row of page) {
					for (const id of keysIn(row)) keys.add(id);
					await put({ table: table.name, row });
				}
				rows += page.length;
				counts[table.name] = (counts[table.name] ?? 0) + page.length;
				progress.to(rows);
			}
		}
		progress.end();
		const said = { rows, tables: counts, keys: [...keys].sort(), sha256: sum.digest("base64url") };
		const ring = scope.deps.keys;
		const closing: Closing = { ...said, proof: await proofOf(ring, ring.currentId, opening, said) };
		await target.write(`${JSON.stringify(closing)}\n`);
		await target.sync();
		return closing;
	} finally {
		reading.close();
		await target.close();
	}
}

async function countAll(reading: Reading, tenantId: string): Promise<number> {
	const parts = tables.map(({ name }) => `(select count(*) from ${name} where tenant_id = ?1)`);
	const { rows } = await reading.execute({ sql: `select ${parts.join(" + ")} as total`, args: [tenantId] });
	return Number(rows[0]?.total);
}
