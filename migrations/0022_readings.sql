CREATE TABLE `reading_days` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`readings` text NOT NULL,
	PRIMARY KEY(`place_id`, `day`)
);
--> statement-breakpoint
DROP INDEX `employments_crew`;
--> statement-breakpoint
CREATE VIEW `reading_days_now` AS SELECT `place_id`, `day`, json_group_object(`id`, json_array(`worker_id`, `shift`, `temperature`, `at`, `corrects`, `reported_at`)) AS readings
FROM (SELECT * FROM `worker_temperatures` WHERE `undone_at` IS NULL ORDER BY `place_id`, `day`, `id`) GROUP BY `place_id`, `day`;
--> statement-breakpoint
INSERT INTO `reading_days` (`place_id`, `day`, `readings`) SELECT `place_id`, `day`, readings FROM `reading_days_now`;
--> statement-breakpoint
CREATE TRIGGER `worker_temperatures_readings_insert` AFTER INSERT ON `worker_temperatures` WHEN new.undone_at IS NULL BEGIN
  INSERT INTO `reading_days` (`place_id`, `day`, `readings`)
  VALUES (new.place_id, new.day, json_object(CAST(new.id AS TEXT), json_array(new.worker_id, new.shift, new.temperature, new.at, new.corrects, new.reported_at)))
  ON CONFLICT DO UPDATE SET `readings` = json_set(`readings`, '$."' || new.id || '"', json_array(new.worker_id, new.shift, new.temperature, new.at, new.corrects, new.reported_at));
END;
--> statement-breakpoint
CREATE TRIGGER `worker_temperatures_readings_update` AFTER UPDATE ON `worker_temperatures` BEGIN
  UPDATE `reading_days` SET `readings` = iif(new.undone_at IS NULL, json_set(`readings`, '$."' || new.id || '"', json_array(new.worker_id, new.shift, new.temperature, new.at, new.corrects, new.reported_at)), json_remove(`readings`, '$."' || new.id || '"'))
  WHERE `place_id` = new.place_id AND `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `worker_temperatures_readings_delete` AFTER DELETE ON `worker_temperatures` WHEN old.undone_at IS NULL BEGIN
  UPDATE `reading_days` SET `readings` = json_remove(`readings`, '$."' || old.id || '"') WHERE `place_id` = old.place_id AND `day` = old.day;
  DELETE FROM `reading_days` WHERE `place_id` = old.place_id AND `day` = old.day AND `readings` = '{}';
END;
