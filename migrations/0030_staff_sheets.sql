CREATE TABLE `staff_sheets` (
	`place_id` integer NOT NULL,
	`sheet` integer NOT NULL,
	`n` integer NOT NULL,
	`people` text NOT NULL,
	PRIMARY KEY(`place_id`, `sheet`)
);
--> statement-breakpoint
ALTER TABLE `employments` ADD `sheet` integer;
--> statement-breakpoint
CREATE VIEW `staff_lines` AS SELECT e.`place_id`, e.`worker_id`, e.`sheet`,
  json_array(w.`name`, w.`phone`, w.`address`, e.`job`, e.`signed`, e.`works_from`) AS line
FROM `employments` e JOIN `workers` w ON w.`id` = e.`worker_id` WHERE e.`confirmed_at` IS NOT NULL AND e.`left_on` IS NULL;
--> statement-breakpoint
CREATE VIEW `staff_sheets_now` AS SELECT `place_id`, `sheet`, count(*) AS n, json_group_object(`worker_id`, json(`line`)) AS people
FROM (SELECT * FROM `staff_lines` ORDER BY `place_id`, `sheet`, `worker_id`) GROUP BY `place_id`, `sheet`;
--> statement-breakpoint
UPDATE `employments` SET `sheet` = f.sheet FROM (SELECT `place_id`, `worker_id`,
    (row_number() OVER (PARTITION BY `place_id` ORDER BY `since`, `worker_id`) + 31) / 32 AS sheet
  FROM `employments` WHERE `confirmed_at` IS NOT NULL AND `left_on` IS NULL) f
WHERE `employments`.`place_id` = f.`place_id` AND `employments`.`worker_id` = f.`worker_id`;
--> statement-breakpoint
INSERT INTO `staff_sheets` (`place_id`, `sheet`, `n`, `people`) SELECT `place_id`, `sheet`, n, people FROM `staff_sheets_now`;
--> statement-breakpoint
CREATE TRIGGER `employments_sheet_insert` AFTER INSERT ON `employments` WHEN new.confirmed_at IS NOT NULL AND new.left_on IS NULL BEGIN
  UPDATE `employments` SET `sheet` = ifnull((SELECT s.`sheet` + (s.`n` >= 32) FROM `staff_sheets` s WHERE s.`place_id` = new.place_id ORDER BY s.`sheet` DESC LIMIT 1), 1)
  WHERE `place_id` = new.place_id AND `worker_id` = new.worker_id;
  INSERT INTO `staff_sheets` (`place_id`, `sheet`, `n`, `people`) SELECT l.place_id, l.sheet, 1, json_object(CAST(l.worker_id AS TEXT), json(l.line))
  FROM `staff_lines` l WHERE l.place_id = new.place_id AND l.worker_id = new.worker_id
  ON CONFLICT DO UPDATE SET `n` = `staff_sheets`.`n` + 1, `people` = json_patch(`staff_sheets`.`people`, excluded.people);
END;
--> statement-breakpoint
CREATE TRIGGER `employments_sheet_enter` AFTER UPDATE OF `confirmed_at`, `left_on` ON `employments`
WHEN new.confirmed_at IS NOT NULL AND new.left_on IS NULL AND NOT (old.confirmed_at IS NOT NULL AND old.left_on IS NULL) BEGIN
  UPDATE `employments` SET `sheet` = ifnull((SELECT s.`sheet` + (s.`n` >= 32) FROM `staff_sheets` s WHERE s.`place_id` = new.place_id ORDER BY s.`sheet` DESC LIMIT 1), 1)
  WHERE `place_id` = new.place_id AND `worker_id` = new.worker_id;
  INSERT INTO `staff_sheets` (`place_id`, `sheet`, `n`, `people`) SELECT l.place_id, l.sheet, 1, json_object(CAST(l.worker_id AS TEXT), json(l.line))
  FROM `staff_lines` l WHERE l.place_id = new.place_id AND l.worker_id = new.worker_id
  ON CONFLICT DO UPDATE SET `n` = `staff_sheets`.`n` + 1, `people` = json_patch(`staff_sheets`.`people`, excluded.people);
END;
--> statement-breakpoint
CREATE TRIGGER `employments_sheet_leave` AFTER UPDATE OF `confirmed_at`, `left_on` ON `employments`
WHEN old.confirmed_at IS NOT NULL AND old.left_on IS NULL AND NOT (new.confirmed_at IS NOT NULL AND new.left_on IS NULL) BEGIN
  UPDATE `staff_sheets` SET `n` = `n` - 1, `people` = json_remove(`people`, '$."' || old.worker_id || '"') WHERE `place_id` = old.place_id AND `sheet` = old.sheet;
  DELETE FROM `staff_sheets` WHERE `place_id` = old.place_id AND `sheet` = old.sheet AND `n` = 0;
  UPDATE `employments` SET `sheet` = NULL WHERE `place_id` = old.place_id AND `worker_id` = old.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_sheet_change` AFTER UPDATE OF `job`, `signed`, `works_from` ON `employments`
WHEN old.job IS NOT new.job OR old.signed IS NOT new.signed OR old.works_from IS NOT new.works_from BEGIN
  UPDATE `staff_sheets` SET `people` = json_set(`people`, '$."' || new.worker_id || '"', json((SELECT l.line FROM `staff_lines` l
    WHERE l.place_id = new.place_id AND l.worker_id = new.worker_id))) WHERE `place_id` = new.place_id AND `sheet` = new.sheet;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_sheet_delete` AFTER DELETE ON `employments` WHEN old.confirmed_at IS NOT NULL AND old.left_on IS NULL BEGIN
  UPDATE `staff_sheets` SET `n` = `n` - 1, `people` = json_remove(`people`, '$."' || old.worker_id || '"') WHERE `place_id` = old.place_id AND `sheet` = old.sheet;
  DELETE FROM `staff_sheets` WHERE `place_id` = old.place_id AND `sheet` = old.sheet AND `n` = 0;
END;
--> statement-breakpoint
CREATE TRIGGER `workers_sheet_update` AFTER UPDATE OF `name`, `phone`, `address` ON `workers`
WHEN old.name IS NOT new.name OR old.phone IS NOT new.phone OR old.address IS NOT new.address BEGIN
  UPDATE `staff_sheets` SET `people` = json_set(`people`, '$."' || new.id || '"', json((SELECT l.line FROM `staff_lines` l
    WHERE l.place_id = `staff_sheets`.`place_id` AND l.worker_id = new.id)))
  WHERE (`place_id`, `sheet`) IN (SELECT e.place_id, e.sheet FROM `employments` e WHERE e.worker_id = new.id AND e.sheet IS NOT NULL);
END;
