CREATE TABLE `gram_sheets` (
	`gram` text NOT NULL,
	`sheet` integer NOT NULL,
	`n` integer NOT NULL,
	`places` text NOT NULL,
	PRIMARY KEY(`gram`, `sheet`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `place_grams_place` ON `place_grams` (`place_id`);
--> statement-breakpoint
CREATE VIEW `gram_sheets_now` AS SELECT `gram`, count(*) AS n, json_group_object(CAST(`place_id` AS TEXT), `area_path`) AS places
FROM (SELECT g.`gram`, g.`place_id`, p.`area_path` FROM `place_grams` g JOIN `places` p ON p.`id` = g.`place_id` ORDER BY g.`gram`, g.`place_id`)
GROUP BY `gram`;
--> statement-breakpoint
INSERT INTO `gram_sheets` (`gram`, `sheet`, `n`, `places`)
SELECT `gram`, sheet, count(*), json_group_object(CAST(`place_id` AS TEXT), `area_path`) FROM (SELECT g.`gram`, g.`place_id`, p.`area_path`,
    (row_number() OVER (PARTITION BY g.`gram` ORDER BY g.`place_id`) + 199) / 200 AS sheet
  FROM `place_grams` g JOIN `places` p ON p.`id` = g.`place_id` ORDER BY g.`gram`, g.`place_id`)
GROUP BY `gram`, sheet;
--> statement-breakpoint
CREATE TRIGGER `place_grams_sheet_insert` AFTER INSERT ON `place_grams` BEGIN
  INSERT INTO `gram_sheets` (`gram`, `sheet`, `n`, `places`)
  SELECT new.gram, ifnull((SELECT s.sheet + (s.n >= 200) FROM `gram_sheets` s WHERE s.gram = new.gram ORDER BY s.sheet DESC LIMIT 1), 1), 1,
    json_object(CAST(p.id AS TEXT), p.area_path) FROM `places` p WHERE p.id = new.place_id
  ON CONFLICT DO UPDATE SET `n` = `gram_sheets`.`n` + 1, `places` = json_patch(`gram_sheets`.`places`, excluded.places);
END;
--> statement-breakpoint
CREATE TRIGGER `place_grams_sheet_delete` AFTER DELETE ON `place_grams` BEGIN
  UPDATE `gram_sheets` SET `n` = `n` - 1, `places` = json_remove(`places`, '$."' || old.place_id || '"')
  WHERE `gram` = old.gram AND `places` ->> ('$."' || old.place_id || '"') IS NOT NULL;
  DELETE FROM `gram_sheets` WHERE `gram` = old.gram AND `n` = 0;
END;
--> statement-breakpoint
CREATE TRIGGER `places_gram_sheets_update` AFTER UPDATE OF `area_path` ON `places` WHEN old.area_path IS NOT new.area_path BEGIN
  UPDATE `gram_sheets` SET `places` = json_set(`places`, '$."' || new.id || '"', new.area_path)
  WHERE `gram` IN (SELECT g.gram FROM `place_grams` g WHERE g.place_id = new.id) AND `places` ->> ('$."' || new.id || '"') IS NOT NULL;
END;
