/**
 * The calls about the audit: rows that fit filters, people to filter by, and the export piece by piece.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import type { ListInput } from "../../../worker/features/record/input.ts";
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type AuditRow = Outputs["audit"]["list"]["events"][number];
export type Named = NonNullable<AuditRow["actor"]>;
export type Filters = Omit<ListInput, "cursor" | "limit">;
export type ExportFormat = "csv" | "jsonl";
export type ExportPiece = Outputs["audit"]["export"];

/** One page of rows, the newest first. */
export function listEvents(filters: Filters, cursor?: string) {
	return api.audit.list.query({ ...filters, limit: 50, ...(cursor !== undefined && { cursor }) });
}

/** The first people whose name or address fits. */
export async function findPeople(search: string): Promise<readonly Named[]> {
	const { users } = await api.users.list.query({ search, limit: 8 });
	return users.map(({ id, name, email }) => ({ id, name, email }));
}

/** One person by id, for a link that brought only that. */
export async function findPerson(id: string): Promise<Named> {
	const { user } = await api.users.get.query({ id });
	return { id: user.id, name: user.name, email: user.email };
}

/** One piece of an export; the first is recorded in the audit itself. */
export function exportPiece(input: { format: ExportFormat; fromAt?: number; toAt?: number; cursor?: string }) {
	return api.audit.export.mutate(input);
}
