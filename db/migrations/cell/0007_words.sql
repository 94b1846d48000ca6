ALTER TABLE `users` ADD `words` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `users_wordless` ON `users` (`tenant_id`,`id`) WHERE words = '[]';--> statement-breakpoint
DROP TRIGGER `users_words_in`;--> statement-breakpoint
DROP TRIGGER `users_words_out`;--> statement-breakpoint
DROP TRIGGER `users_words_anew`;--> statement-breakpoint
CREATE TRIGGER `users_words_in` AFTER INSERT ON `users` BEGIN
	INSERT INTO `name_words` SELECT new.`tenant_id`, value, new.`id` FROM json_each(new.`words`);
END;--> statement-breakpoint
CREATE TRIGGER `users_words_out` AFTER DELETE ON `users` BEGIN
	DELETE FROM `name_words` WHERE `tenant_id` = old.`tenant_id` AND `user_id` = old.`id` AND (old.`words` = '[]' OR `word` IN (SELECT value FROM json_each(old.`words`)));
END;--> statement-breakpoint
CREATE TRIGGER `users_words_anew` AFTER UPDATE OF `tenant_id`, `id`, `words` ON `users` BEGIN
	DELETE FROM `name_words` WHERE `tenant_id` = old.`tenant_id` AND `user_id` = old.`id` AND `word` IN (SELECT value FROM json_each(old.`words`));
	INSERT OR IGNORE INTO `name_words` SELECT new.`tenant_id`, value, new.`id` FROM json_each(new.`words`);
END;
