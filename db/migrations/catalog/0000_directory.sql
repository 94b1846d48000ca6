CREATE TABLE `directory` (
	`slug` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`cell` text NOT NULL,
	`state` text NOT NULL,
	`held_until_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `directory_tenant` ON `directory` (`tenant_id`);