CREATE TABLE `patrol_changes` (
	`seq` integer PRIMARY KEY NOT NULL,
	`place_id` integer,
	`day` integer
);
--> statement-breakpoint
CREATE TABLE `patrol_days` (
	`day` integer NOT NULL,
	`place_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`town` text,
	`village` text,
	`team` integer NOT NULL,
	`stale_at` integer,
	`line` text NOT NULL,
	PRIMARY KEY(`day`, `place_id`)
);
--> statement-breakpoint
CREATE INDEX `patrol_days_town` ON `patrol_days` (`day`,`town`,`area_path`,`place_id`);--> statement-breakpoint
CREATE INDEX `patrol_days_team` ON `patrol_days` (`day`,`team`,`town`,`area_path`,`place_id`);--> statement-breakpoint
CREATE INDEX `patrol_days_village` ON `patrol_days` (`day`,`village`,`area_path`,`place_id`);--> statement-breakpoint
CREATE INDEX `patrol_days_stale` ON `patrol_days` (`day`,`stale_at`) WHERE stale_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `patrol_units` (
	`day` integer NOT NULL,
	`unit` text NOT NULL,
	`tally` text NOT NULL,
	PRIMARY KEY(`day`, `unit`)
);
--> statement-breakpoint
CREATE TABLE `patrol_views` (
	`day` integer PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`version` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`areas` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `patrol_rounds_refused` ON `patrol_rounds` (`by`,`day`) WHERE review = 'refused';--> statement-breakpoint
CREATE INDEX `place_days_over` ON `place_days` (`day`,`place_id`) WHERE over > 0;
--> statement-breakpoint
CREATE TRIGGER `patrol_rounds_change_insert` AFTER INSERT ON `patrol_rounds` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, new.day);
END;
--> statement-breakpoint
CREATE TRIGGER `patrol_rounds_change_update` AFTER UPDATE ON `patrol_rounds` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (old.place_id, old.day);
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, new.day);
END;
--> statement-breakpoint
CREATE TRIGGER `patrol_rounds_change_delete` AFTER DELETE ON `patrol_rounds` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (old.place_id, old.day);
END;
--> statement-breakpoint
CREATE TRIGGER `patrol_findings_change_insert` AFTER INSERT ON `patrol_findings` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) SELECT `place_id`, `day` FROM `patrol_rounds` WHERE `id` = new.round_id;
END;
--> statement-breakpoint
CREATE TRIGGER `patrol_findings_change_update` AFTER UPDATE OF `round_id`, `item`, `fixed` ON `patrol_findings` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) SELECT `place_id`, `day` FROM `patrol_rounds` WHERE `id` = new.round_id;
END;
--> statement-breakpoint
CREATE TRIGGER `patrol_findings_change_delete` AFTER DELETE ON `patrol_findings` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) SELECT `place_id`, `day` FROM `patrol_rounds` WHERE `id` = old.round_id;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_change_insert` AFTER INSERT ON `orders` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `orders_change_update` AFTER UPDATE OF `place_id`, `state`, `due_at`, `ended_at` ON `orders` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `orders_change_delete` AFTER DELETE ON `orders` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (old.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `resident_shifts_change_insert` AFTER INSERT ON `resident_shifts` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `resident_shifts_change_update` AFTER UPDATE ON `resident_shifts` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `resident_shifts_change_delete` AFTER DELETE ON `resident_shifts` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (old.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `listed_places_change_insert` AFTER INSERT ON `listed_places` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `listed_places_change_update` AFTER UPDATE ON `listed_places` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (new.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `listed_places_change_delete` AFTER DELETE ON `listed_places` BEGIN
  INSERT INTO `patrol_changes` (`place_id`, `day`) VALUES (old.place_id, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `places_change_insert` AFTER INSERT ON `places` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (new.id);
END;
--> statement-breakpoint
CREATE TRIGGER `places_change_update` AFTER UPDATE OF `code`, `kind`, `name`, `trade`, `address`, `area_id`, `area_path`, `status`, `stage`, `opens_at`, `closes_at`, `rest_day`, `paused_from`, `paused_until`, `isolation_rooms` ON `places` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (new.id);
END;
--> statement-breakpoint
CREATE TRIGGER `places_change_delete` AFTER DELETE ON `places` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (old.id);
END;
--> statement-breakpoint
CREATE TRIGGER `employments_change_insert` AFTER INSERT ON `employments` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT `id` FROM `places` WHERE `id` = new.place_id AND `kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `employments_change_update` AFTER UPDATE OF `place_id`, `worker_id`, `confirmed_at`, `left_on` ON `employments` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT `id` FROM `places` WHERE `id` = new.place_id AND `kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `employments_change_delete` AFTER DELETE ON `employments` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT `id` FROM `places` WHERE `id` = old.place_id AND `kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_change_insert` AFTER INSERT ON `pledges` WHEN new.kind = 'personal' AND new.works_from IS NOT NULL BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT p.`id` FROM `employments` e JOIN `places` p ON p.`id` = e.`place_id` WHERE e.`worker_id` = new.worker_id AND p.`kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_change_update` AFTER UPDATE OF `worker_id`, `works_from`, `signed_at`, `superseded_by`, `withdrawn_at`, `answers_purged_at` ON `pledges` WHEN new.kind = 'personal' AND ifnull(old.works_from, new.works_from) IS NOT NULL BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT p.`id` FROM `employments` e JOIN `places` p ON p.`id` = e.`place_id` WHERE e.`worker_id` IN (old.worker_id, new.worker_id) AND p.`kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_change_delete` AFTER DELETE ON `pledges` WHEN old.kind = 'personal' AND old.works_from IS NOT NULL BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT p.`id` FROM `employments` e JOIN `places` p ON p.`id` = e.`place_id` WHERE e.`worker_id` = old.worker_id AND p.`kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `watches_change_insert` AFTER INSERT ON `watches` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT p.`id` FROM `employments` e JOIN `places` p ON p.`id` = e.`place_id` WHERE e.`worker_id` = new.worker_id AND p.`kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `watches_change_update` AFTER UPDATE OF `worker_id`, `ended_at` ON `watches` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT p.`id` FROM `employments` e JOIN `places` p ON p.`id` = e.`place_id` WHERE e.`worker_id` IN (old.worker_id, new.worker_id) AND p.`kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `watches_change_delete` AFTER DELETE ON `watches` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) SELECT p.`id` FROM `employments` e JOIN `places` p ON p.`id` = e.`place_id` WHERE e.`worker_id` = old.worker_id AND p.`kind` = 'site';
END;
--> statement-breakpoint
CREATE TRIGGER `teams_change_insert` AFTER INSERT ON `teams` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `teams_change_update` AFTER UPDATE OF `kind`, `name`, `area_path`, `dissolved_at` ON `teams` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `teams_change_delete` AFTER DELETE ON `teams` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `areas_change_insert` AFTER INSERT ON `areas` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `areas_change_update` AFTER UPDATE ON `areas` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `areas_change_delete` AFTER DELETE ON `areas` BEGIN
  INSERT INTO `patrol_changes` (`place_id`) VALUES (NULL);
END;
