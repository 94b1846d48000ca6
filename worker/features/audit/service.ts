/**
 * Turns an event into a statement for the batch in which it happened. Audit rows are only ever inserted.
 */
import { auditEvents } from "../../../db/schema/index.ts";
import type { UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import type { AuditEvent } from "./events.ts";

/** The statement that records `what` about `targetId`; by default people act on themselves. */
export const entry = (
	scope: TenantScope,
	targetId: UserId | null,
	what: AuditEvent,
	actorId: UserId | null = targetId,
) =>
	scope.db.insert(auditEvents).values({
		tenantId: scope.tenantId,
		id: scope.deps.random.id("evt"),
		at: scope.now,
		event: what.event,
		actorId,
		targetId,
		evidence: JSON.stringify(what.evidence),
		browser: scope.info.browser,
		place: scope.info.place,
		requestId: scope.info.requestId,
	});
