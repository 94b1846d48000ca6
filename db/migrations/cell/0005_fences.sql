CREATE TABLE `fences` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`way` text NOT NULL,
	`run` integer NOT NULL
);
