DROP INDEX `attempts_by_age`;--> statement-breakpoint
CREATE INDEX `attempts_locking` ON `attempts` (`tenant_id`,`subject`,`count`,`last_at`) WHERE subject >= 'factor:' and subject < 'factor:~' and count >= 3;--> statement-breakpoint
CREATE INDEX `attempts_by_age` ON `attempts` (`last_at`) WHERE (subject < 'factor:' or subject >= 'factor:~');--> statement-breakpoint
DROP INDEX `users_by_two_factor`;--> statement-breakpoint
CREATE INDEX `users_by_requirement` ON `users` (`tenant_id`,`realm_id`,`requirement`,`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `users_missing` ON `users` (`tenant_id`,`requirement`,`realm_id`,`id`) WHERE two_factor = 'off' and status <> 'disabled';--> statement-breakpoint
CREATE INDEX `users_by_status` ON `users` (`tenant_id`,`status`,`name_key`,`id`) WHERE status <> 'active';--> statement-breakpoint
CREATE INDEX `users_pending` ON `users` (`tenant_id`,`name_key`,`id`) WHERE method = 'phoneLink' and phone is null and status <> 'disabled';--> statement-breakpoint
CREATE INDEX `users_by_two_factor` ON `users` (`tenant_id`,`two_factor`,`name_key`,`id`,`status`,`requirement`,`realm_id`);--> statement-breakpoint
CREATE INDEX `login_challenges_by_end` ON `login_challenges` (`expires_at`);--> statement-breakpoint
CREATE INDEX `mailed_tokens_by_end` ON `mailed_tokens` (`expires_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `realms_by_name` ON `realms` (`tenant_id`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `reset_codes_by_end` ON `reset_codes` (`expires_at`);--> statement-breakpoint
CREATE INDEX `sessions_by_end` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `headcounts` (
	`tenant_id` text NOT NULL,
	`realm_id` text NOT NULL,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`requirement` text NOT NULL,
	`two_factor` text NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `realm_id`, `role`, `status`, `requirement`, `two_factor`)
) WITHOUT ROWID;--> statement-breakpoint
CREATE TABLE `name_words` (
	`tenant_id` text NOT NULL,
	`word` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `word`, `user_id`)
) WITHOUT ROWID;--> statement-breakpoint
INSERT INTO `headcounts` (`tenant_id`, `realm_id`, `role`, `status`, `requirement`, `two_factor`, `people`) SELECT `tenant_id`, `realm_id`, `role`, `status`, `requirement`, `two_factor`, count(*) FROM `users` GROUP BY `tenant_id`, `realm_id`, `role`, `status`, `requirement`, `two_factor`;--> statement-breakpoint
INSERT INTO `name_words` (`tenant_id`, `word`, `user_id`) WITH RECURSIVE w(`tenant_id`, `id`, rest, start, most) AS (
		SELECT `tenant_id`, `id`, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(`name_key`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' '), 1, 1000 FROM `users`
		UNION ALL SELECT `tenant_id`, `id`, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(`email`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' '), 1, instr(`email`, '@') + 1 FROM `users`
		UNION ALL SELECT `tenant_id`, `id`, substr(rest, instr(rest, ' ') + 1), start + instr(rest, ' '), most FROM w WHERE instr(rest, ' ') > 0)
	SELECT DISTINCT `tenant_id`, substr(rest, 1, 40), `id` FROM w WHERE rest <> '' AND substr(rest, 1, 1) <> ' ' AND start <= most;--> statement-breakpoint
CREATE TRIGGER `users_counted_in` AFTER INSERT ON `users` BEGIN
	INSERT INTO `headcounts` (`tenant_id`, `realm_id`, `role`, `status`, `requirement`, `two_factor`, `people`) VALUES (new.`tenant_id`, new.`realm_id`, new.`role`, new.`status`, new.`requirement`, new.`two_factor`, 1)
		ON CONFLICT DO UPDATE SET `people` = `people` + 1;
END;--> statement-breakpoint
CREATE TRIGGER `users_counted_out` AFTER DELETE ON `users` BEGIN
	UPDATE `headcounts` SET `people` = `people` - 1 WHERE `tenant_id` = old.`tenant_id` AND `realm_id` = old.`realm_id` AND `role` = old.`role` AND `status` = old.`status` AND `requirement` = old.`requirement` AND `two_factor` = old.`two_factor`;
	DELETE FROM `headcounts` WHERE `tenant_id` = old.`tenant_id` AND `realm_id` = old.`realm_id` AND `role` = old.`role` AND `status` = old.`status` AND `requirement` = old.`requirement` AND `two_factor` = old.`two_factor` AND `people` = 0;
END;--> statement-breakpoint
CREATE TRIGGER `users_counted_anew` AFTER UPDATE OF `tenant_id`, `realm_id`, `role`, `status`, `requirement`, `two_factor` ON `users` WHEN old.`tenant_id` IS NOT new.`tenant_id` OR old.`realm_id` IS NOT new.`realm_id` OR old.`role` IS NOT new.`role` OR old.`status` IS NOT new.`status` OR old.`requirement` IS NOT new.`requirement` OR old.`two_factor` IS NOT new.`two_factor` BEGIN
	UPDATE `headcounts` SET `people` = `people` - 1 WHERE `tenant_id` = old.`tenant_id` AND `realm_id` = old.`realm_id` AND `role` = old.`role` AND `status` = old.`status` AND `requirement` = old.`requirement` AND `two_factor` = old.`two_factor`;
	DELETE FROM `headcounts` WHERE `tenant_id` = old.`tenant_id` AND `realm_id` = old.`realm_id` AND `role` = old.`role` AND `status` = old.`status` AND `requirement` = old.`requirement` AND `two_factor` = old.`two_factor` AND `people` = 0;
	INSERT INTO `headcounts` (`tenant_id`, `realm_id`, `role`, `status`, `requirement`, `two_factor`, `people`) VALUES (new.`tenant_id`, new.`realm_id`, new.`role`, new.`status`, new.`requirement`, new.`two_factor`, 1)
		ON CONFLICT DO UPDATE SET `people` = `people` + 1;
END;--> statement-breakpoint
CREATE TRIGGER `users_words_in` AFTER INSERT ON `users` BEGIN
	INSERT INTO `name_words` (`tenant_id`, `word`, `user_id`) SELECT DISTINCT new.`tenant_id`, substr(w.said, 1 + coalesce((SELECT sum(length(p.value) + 1) FROM json_each(w.pieces) p WHERE p.key < j.key), 0), 40), new.`id`
		FROM (SELECT said, most, '[' || replace(json_quote(said), ' ', '","') || ']' AS pieces FROM (select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.`name_key`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, 1000 as most UNION ALL select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.`email`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, instr(new.`email`, '@') + 1 as most)) w, json_each(w.pieces) j
		WHERE j.value <> '' AND 1 + coalesce((SELECT sum(length(p.value) + 1) FROM json_each(w.pieces) p WHERE p.key < j.key), 0) <= w.most;
END;--> statement-breakpoint
CREATE TRIGGER `users_words_out` AFTER DELETE ON `users` BEGIN
	DELETE FROM `name_words` WHERE `tenant_id` = old.`tenant_id` AND `user_id` = old.`id` AND `word` IN (
		SELECT substr(w.said, 1 + coalesce((SELECT sum(length(p.value) + 1) FROM json_each(w.pieces) p WHERE p.key < j.key), 0), 40)
		FROM (SELECT said, most, '[' || replace(json_quote(said), ' ', '","') || ']' AS pieces FROM (select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.`name_key`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, 1000 as most UNION ALL select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.`email`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, instr(old.`email`, '@') + 1 as most)) w, json_each(w.pieces) j);
END;--> statement-breakpoint
CREATE TRIGGER `users_words_anew` AFTER UPDATE OF `tenant_id`, `id`, `name_key`, `email` ON `users`
WHEN old.`tenant_id` IS NOT new.`tenant_id` OR old.`id` IS NOT new.`id` OR old.`name_key` IS NOT new.`name_key` OR old.`email` IS NOT new.`email` BEGIN
	DELETE FROM `name_words` WHERE `tenant_id` = old.`tenant_id` AND `user_id` = old.`id` AND `word` IN (
		SELECT substr(w.said, 1 + coalesce((SELECT sum(length(p.value) + 1) FROM json_each(w.pieces) p WHERE p.key < j.key), 0), 40)
		FROM (SELECT said, most, '[' || replace(json_quote(said), ' ', '","') || ']' AS pieces FROM (select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.`name_key`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, 1000 as most UNION ALL select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.`email`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, instr(old.`email`, '@') + 1 as most)) w, json_each(w.pieces) j);
	INSERT INTO `name_words` (`tenant_id`, `word`, `user_id`) SELECT DISTINCT new.`tenant_id`, substr(w.said, 1 + coalesce((SELECT sum(length(p.value) + 1) FROM json_each(w.pieces) p WHERE p.key < j.key), 0), 40), new.`id`
		FROM (SELECT said, most, '[' || replace(json_quote(said), ' ', '","') || ']' AS pieces FROM (select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.`name_key`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, 1000 as most UNION ALL select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.`email`, '.', ' '), '_', ' '), '-', ' '), '+', ' '), '@', ' '), '(', ' '), ')', ' '), ',', ' '), '/', ' '), '%', ' '), '&', ' '), ':', ' '), '''', ' ') as said, instr(new.`email`, '@') + 1 as most)) w, json_each(w.pieces) j
		WHERE j.value <> '' AND 1 + coalesce((SELECT sum(length(p.value) + 1) FROM json_each(w.pieces) p WHERE p.key < j.key), 0) <= w.most;
END;