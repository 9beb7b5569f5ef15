CREATE TABLE `record_days` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`records` text NOT NULL,
	PRIMARY KEY(`place_id`, `day`)
);
--> statement-breakpoint
CREATE VIEW `record_days_now` AS SELECT `place_id`, `day`, json_group_object(`id`, json_array(`key`, `duty`, `at`, `by`, `source`, `corrects`, json(`detail`))) AS records
FROM (SELECT * FROM `duty_records` WHERE `undone_at` IS NULL ORDER BY `place_id`, `day`, `id`) GROUP BY `place_id`, `day`;
--> statement-breakpoint
INSERT INTO `record_days` (`place_id`, `day`, `records`) SELECT `place_id`, `day`, records FROM `record_days_now`;
--> statement-breakpoint
CREATE TRIGGER `duty_records_sheet_insert` AFTER INSERT ON `duty_records` WHEN new.undone_at IS NULL BEGIN
  INSERT INTO `record_days` (`place_id`, `day`, `records`)
  VALUES (new.place_id, new.day, json_object(CAST(new.id AS TEXT), json_array(new.key, new.duty, new.at, new.by, new.source, new.corrects, json(new.detail))))
  ON CONFLICT DO UPDATE SET `records` = json_set(`records`, '$."' || new.id || '"', json_array(new.key, new.duty, new.at, new.by, new.source, new.corrects, json(new.detail)));
END;
--> statement-breakpoint
CREATE TRIGGER `duty_records_sheet_update` AFTER UPDATE ON `duty_records` BEGIN
  UPDATE `record_days` SET `records` = iif(new.undone_at IS NULL, json_set(`records`, '$."' || new.id || '"', json_array(new.key, new.duty, new.at, new.by, new.source, new.corrects, json(new.detail))), json_remove(`records`, '$."' || new.id || '"'))
  WHERE `place_id` = new.place_id AND `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `duty_records_sheet_delete` AFTER DELETE ON `duty_records` WHEN old.undone_at IS NULL BEGIN
  UPDATE `record_days` SET `records` = json_remove(`records`, '$."' || old.id || '"') WHERE `place_id` = old.place_id AND `day` = old.day;
  DELETE FROM `record_days` WHERE `place_id` = old.place_id AND `day` = old.day AND `records` = '{}';
END;
