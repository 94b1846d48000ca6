CREATE INDEX `audit_events_unlinked` ON `audit_events` (`tenant_id`) WHERE seq is null;--> statement-breakpoint
DROP TRIGGER `audit_events_stay`;--> statement-breakpoint
CREATE TRIGGER `audit_events_stay` BEFORE UPDATE ON `audit_events`
WHEN old.`hash` IS NOT NULL OR new.`rowid` IS NOT old.`rowid`
	OR new.`tenant_id` IS NOT old.`tenant_id` OR new.`id` IS NOT old.`id` OR new.`at` IS NOT old.`at` OR new.`event` IS NOT old.`event`
	OR new.`actor_id` IS NOT old.`actor_id` OR new.`target_id` IS NOT old.`target_id` OR new.`evidence` IS NOT old.`evidence`
	OR new.`browser` IS NOT old.`browser` OR new.`place` IS NOT old.`place` OR new.`request_id` IS NOT old.`request_id`
	OR EXISTS (SELECT 1 FROM `audit_events` WHERE `tenant_id` = new.`tenant_id` AND `seq` = new.`seq`) BEGIN
	SELECT RAISE(ABORT, 'audit rows are never changed');
END;--> statement-breakpoint
CREATE TRIGGER `audit_events_once` BEFORE INSERT ON `audit_events`
WHEN EXISTS (SELECT 1 FROM `audit_events` WHERE `tenant_id` = new.`tenant_id` AND `id` = new.`id`)
	OR EXISTS (SELECT 1 FROM `audit_events` WHERE `tenant_id` = new.`tenant_id` AND `seq` = new.`seq`)
	OR EXISTS (SELECT 1 FROM `audit_events` WHERE `rowid` = new.`rowid`) BEGIN
	SELECT RAISE(ABORT, 'audit rows are never replaced');
END;
