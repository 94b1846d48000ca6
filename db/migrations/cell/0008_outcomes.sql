CREATE TABLE `outcomes` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`sealed_outcome` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`tenant_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `outcomes_by_end` ON `outcomes` (`expires_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `codes_refused` integer DEFAULT 0 NOT NULL;