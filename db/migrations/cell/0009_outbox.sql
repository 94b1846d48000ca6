DROP INDEX `outbox_due`;--> statement-breakpoint
ALTER TABLE `outbox` ADD `user_id` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `secret_id` text;--> statement-breakpoint
CREATE INDEX `outbox_counted` ON `outbox` (`tenant_id`,`channel`,`created_at`) WHERE kind in ('verifyEmail', 'invitation', 'enrolment', 'enrolmentText', 'resetCode');--> statement-breakpoint
CREATE INDEX `outbox_over` ON `outbox` (`created_at`) WHERE sealed_letter is null;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`channel`,`tenant_id`,`expires_at`,`not_before_at`) WHERE sealed_letter is not null;--> statement-breakpoint
ALTER TABLE `totp_factors` ADD `set_up_by` text;