/**
 * What the worker's log was told of a record: the place and the hash of each row that was linked (`audit.linked`). It is read out
 * of whatever form a log was kept in, the lines as they were written or inside of others, for nothing else in them counts.
 */
import type { TenantId } from "../../worker/lib/brand.ts";
import { linesOf } from "./tenant-file.ts";

const line = /"event":"audit\.linked","tenant":"([^"]+)","seq":(\d+),"hash":"([\w-]+)"/g;

/** The hashes by their place that the log in this file has of a tenant. */
export async function toldInLog(file: string, tenantId: TenantId): Promise<ReadonlyMap<number, string>> {
	const told = new Map<number, string>();
	for await (const text of linesOf(file)) {
		// Inside of another line the quotes of ours are escaped, perhaps more than once; none of our values holds a backslash.
		for (const [, tenant, seq, hash] of text.replaceAll("\\", "").matchAll(line)) {
			if (tenant === tenantId && hash !== undefined) told.set(Number(seq), hash);
		}
	}
	return told;
}
