CREATE TABLE `moves` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`from_cell` text NOT NULL,
	`to_cell` text NOT NULL,
	`stage` text NOT NULL,
	`run` integer NOT NULL,
	`state` text NOT NULL,
	`operator` text NOT NULL,
	`started_at` integer NOT NULL
);
