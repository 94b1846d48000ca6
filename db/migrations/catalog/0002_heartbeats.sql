CREATE TABLE `heartbeats` (
	`id` integer PRIMARY KEY NOT NULL,
	`global_epoch` integer NOT NULL,
	`key_ids` text NOT NULL,
	`since_at` integer NOT NULL,
	`at` integer NOT NULL
);
