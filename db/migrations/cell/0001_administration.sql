CREATE TABLE `audit_heads` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`proof` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`tenant_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `coverage_days` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`people` integer NOT NULL,
	`protected` integer NOT NULL,
	`required` integer NOT NULL,
	`missing` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `day`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`tenant_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `owner_returns` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`operator` text NOT NULL,
	`reason` text NOT NULL,
	`requested_at` integer NOT NULL,
	`ready_at` integer NOT NULL,
	`finished_at` integer,
	`cancelled_at` integer,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`user_id`) REFERENCES `users`(`tenant_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `owner_returns_by_user` ON `owner_returns` (`tenant_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `policy_versions` (
	`tenant_id` text NOT NULL,
	`version` integer NOT NULL,
	`realm_id` text,
	`realm_name` text,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`actor_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `version`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`tenant_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reminders` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`days_before` integer NOT NULL,
	`sent_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `user_id`, `due_at`, `days_before`),
	FOREIGN KEY (`tenant_id`,`user_id`) REFERENCES `users`(`tenant_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `realm_admins` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`realm_id` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `user_id`, `realm_id`),
	FOREIGN KEY (`tenant_id`,`user_id`) REFERENCES `users`(`tenant_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tenant_id`,`realm_id`) REFERENCES `realms`(`tenant_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `realms` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`category` text NOT NULL,
	`kind` text NOT NULL,
	`rules` text DEFAULT '{}' NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`tenant_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `realms_key` ON `realms` (`tenant_id`,`key`);--> statement-breakpoint
CREATE TABLE `reset_codes` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`challenge_id` text NOT NULL,
	`key_id` text NOT NULL,
	`hash` text NOT NULL,
	`epoch` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `user_id`),
	FOREIGN KEY (`tenant_id`,`user_id`) REFERENCES `users`(`tenant_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP INDEX `audit_events_by_time`;--> statement-breakpoint
ALTER TABLE `audit_events` ADD `seq` integer;--> statement-breakpoint
ALTER TABLE `audit_events` ADD `hash` text;--> statement-breakpoint
CREATE INDEX `audit_events_by_event` ON `audit_events` (`tenant_id`,`event`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_by_actor` ON `audit_events` (`tenant_id`,`actor_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_by_target` ON `audit_events` (`tenant_id`,`target_id`,`at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `audit_events_chain` ON `audit_events` (`tenant_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_events_by_time` ON `audit_events` (`tenant_id`,`at`,`id`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `channel` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_users` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`locale` text NOT NULL,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`requirement` text DEFAULT 'inherit' NOT NULL,
	`password_hash` text,
	`epoch` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`active_since_at` integer,
	`last_sign_in_at` integer,
	`realm_id` text NOT NULL,
	`phone` text,
	`method` text DEFAULT 'authenticator' NOT NULL,
	`two_factor` text DEFAULT 'off' NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`tenant_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tenant_id`,`realm_id`) REFERENCES `realms`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `realms`("tenant_id", "id", "key", "name", "category", "kind", "created_at")
	SELECT "tenant_id", 'rlm_' || lower(hex(randomblob(10))), substr("email", instr("email", '@') + 1), substr("email", instr("email", '@') + 1), 'domain', 'automatic', min("created_at")
	FROM `users` GROUP BY "tenant_id", substr("email", instr("email", '@') + 1);--> statement-breakpoint
INSERT INTO `__new_users`("tenant_id", "id", "email", "name", "name_key", "locale", "role", "status", "requirement", "password_hash", "epoch", "created_at", "active_since_at", "last_sign_in_at", "realm_id", "phone", "method", "two_factor")
	SELECT u."tenant_id", u."id", u."email", u."name", lower(u."name"), u."locale", u."role", u."status", u."requirement", u."password_hash", u."epoch", u."created_at",
		case when u."status" = 'active' then u."created_at" end, u."last_sign_in_at",
		(select r."id" from `realms` r where r."tenant_id" = u."tenant_id" and r."key" = substr(u."email", instr(u."email", '@') + 1)), null, 'authenticator',
		coalesce((select case when f."last_used_at" > f."enabled_at" then 'on' else 'onNeverUsed' end from `totp_factors` f where f."tenant_id" = u."tenant_id" and f."user_id" = u."id"), 'off')
	FROM `users` u;--> statement-breakpoint
DROP TABLE `users`;--> statement-breakpoint
ALTER TABLE `__new_users` RENAME TO `users`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `users_by_name` ON `users` (`tenant_id`,`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_realm` ON `users` (`tenant_id`,`realm_id`,`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_role` ON `users` (`tenant_id`,`role`,`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_two_factor` ON `users` (`tenant_id`,`two_factor`,`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_sign_in` ON `users` (`tenant_id`,`last_sign_in_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`tenant_id`,`email`);--> statement-breakpoint
CREATE TRIGGER `users_two_factor_added` AFTER INSERT ON `totp_factors` BEGIN
	UPDATE `users` SET `two_factor` = case when new.`last_used_at` is null then 'onNeverUsed' else 'on' end WHERE `tenant_id` = new.`tenant_id` AND `id` = new.`user_id`;
END;--> statement-breakpoint
CREATE TRIGGER `users_two_factor_used` AFTER UPDATE OF `last_used_at` ON `totp_factors` WHEN old.`last_used_at` IS NULL AND new.`last_used_at` IS NOT NULL BEGIN
	UPDATE `users` SET `two_factor` = 'on' WHERE `tenant_id` = new.`tenant_id` AND `id` = new.`user_id`;
END;--> statement-breakpoint
CREATE TRIGGER `users_two_factor_removed` AFTER DELETE ON `totp_factors` BEGIN
	UPDATE `users` SET `two_factor` = 'off' WHERE `tenant_id` = old.`tenant_id` AND `id` = old.`user_id`;
END;--> statement-breakpoint
CREATE TRIGGER `audit_events_stay` BEFORE UPDATE ON `audit_events`
WHEN old.`hash` IS NOT NULL OR new.`tenant_id` IS NOT old.`tenant_id` OR new.`id` IS NOT old.`id` OR new.`at` IS NOT old.`at` OR new.`event` IS NOT old.`event`
	OR new.`actor_id` IS NOT old.`actor_id` OR new.`target_id` IS NOT old.`target_id` OR new.`evidence` IS NOT old.`evidence`
	OR new.`browser` IS NOT old.`browser` OR new.`place` IS NOT old.`place` OR new.`request_id` IS NOT old.`request_id` BEGIN
	SELECT RAISE(ABORT, 'audit rows are never changed');
END;--> statement-breakpoint
CREATE TRIGGER `audit_events_remain` BEFORE DELETE ON `audit_events`
WHEN EXISTS (SELECT 1 FROM `tenants` WHERE `tenant_id` = old.`tenant_id`) BEGIN
	SELECT RAISE(ABORT, 'audit rows are never removed');
END;
