/**
 * `tenants remove`: takes a suspended organization away for good, for example before its file is read back. It is the one command
 * whose effect nobody can undo, so it wants the organization closed, a file of it named and whole, and its slug typed twice.
 */
import { sql } from "drizzle-orm";
import { directory } from "../../db/schema/catalog/index.ts";
import { auditEvents, tenants } from "../../db/schema/index.ts";
import { type Command, operatorOf, operatorOption, Refused, tenantOption } from "./command.ts";
import { checkTenantFile, demandOurs } from "./tenant-file.ts";
import { opened } from "./tenants.ts";

export const removeTenant: Command = {
	help: "Removes a suspended organization for good. It wants a whole file of it, made by the command export.",
	changes: true,
	options: {
		tenant: tenantOption,
		confirm: { value: "slug", needed: true, help: "the slug once more" },
		file: { value: "file", needed: true, help: "the file that the command export wrote after it was suspended" },
		operator: operatorOption,
	},
	async run(call) {
		operatorOf(call);
		const { scope, tenant } = await opened(call);
		const { tenantId, slug, db, deps } = scope;
		if (call.text("confirm") !== slug) throw new Refused(`--confirm does not say ${slug}. Nothing was removed.`);
		if (tenant.state !== "suspended") throw new Refused(`${slug} is open. Suspend it first: "tenants suspend".`);
		const read = await checkTenantFile(call.path("file"));
		const { opening, closing, end } = read;
		await demandOurs(deps.keys, read);
		if (opening.tenant.id !== tenantId) throw new Refused("The file is of another organization.");
		const [since] = await db
			.select({ rows: sql<number>`count(*)` })
			.from(auditEvents)
			.where(sql`tenant_id = ${tenantId} and event <> 'tenant.exported' and (seq is null or seq > ${end.seq})`);
		if (since?.rows !== 0)
			throw new Refused("Something has happened since the file was written. Export it again first.");
		if (call.isDryRun)
			return call.terminal.say(`Would remove ${slug} ("${tenant.name}") and its ${closing.rows} rows.`);
		const gone = await db
			.delete(tenants)
			.where(sql`${tenants.id} = ${tenantId} and ${tenants.state} = 'suspended'`)
			.returning();
		if (gone.length === 0) throw new Refused(`${slug} was opened again at this moment. Nothing was removed.`);
		await deps
			.openCatalog()
			.delete(directory)
			.where(sql`${directory.slug} = ${slug} and ${directory.tenantId} = ${tenantId}`);
		call.terminal.say(`${slug} is gone. "import" reads its file back.`);
	},
};
