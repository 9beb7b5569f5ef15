CREATE INDEX `places_returned` ON `places` (`area_path`,`id`) WHERE status = 'open' AND stage IN ('returned', 'working');--> statement-breakpoint
CREATE INDEX `places_working` ON `places` (`area_path`,`id`) WHERE status = 'open' AND stage = 'working';--> statement-breakpoint
CREATE TRIGGER `employments_count_delete` AFTER DELETE ON `employments` WHEN old.confirmed_at IS NOT NULL AND old.left_on IS NULL BEGIN
  UPDATE `workers` SET `confirmed_places` = `confirmed_places` - 1 WHERE `id` = old.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `workers_count_delete` AFTER DELETE ON `workers` WHEN old.confirmed_places > 0 BEGIN
  UPDATE `progress_counts` SET `value` = `value` - 1 WHERE `name` = 'workers';
END;
--> statement-breakpoint
CREATE TRIGGER `employments_posts_insert` AFTER INSERT ON `employments` WHEN new.confirmed_at IS NOT NULL AND new.left_on IS NULL BEGIN
  INSERT INTO `progress_counts` (`name`, `value`) SELECT 'posts/' || `area_id` || '/' || `kind`, 1 FROM `places` WHERE `id` = new.place_id
  ON CONFLICT DO UPDATE SET `value` = `value` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_posts_update` AFTER UPDATE OF `confirmed_at`, `left_on` ON `employments`
WHEN (old.confirmed_at IS NOT NULL AND old.left_on IS NULL) <> (new.confirmed_at IS NOT NULL AND new.left_on IS NULL) BEGIN
  INSERT INTO `progress_counts` (`name`, `value`)
  SELECT 'posts/' || `area_id` || '/' || `kind`, iif(new.confirmed_at IS NOT NULL AND new.left_on IS NULL, 1, -1) FROM `places` WHERE `id` = new.place_id
  ON CONFLICT DO UPDATE SET `value` = `value` + excluded.value;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_posts_delete` AFTER DELETE ON `employments` WHEN old.confirmed_at IS NOT NULL AND old.left_on IS NULL BEGIN
  UPDATE `progress_counts` SET `value` = `value` - 1
  WHERE `name` = (SELECT 'posts/' || `area_id` || '/' || `kind` FROM `places` WHERE `id` = old.place_id);
END;
--> statement-breakpoint
CREATE TRIGGER `places_posts_update` AFTER UPDATE OF `area_id`, `kind` ON `places` WHEN old.area_id <> new.area_id OR old.kind <> new.kind BEGIN
  UPDATE `progress_counts` SET `value` = `value` - (SELECT count(*) FROM `employments` WHERE `place_id` = new.id AND `confirmed_at` IS NOT NULL AND `left_on` IS NULL)
  WHERE `name` = 'posts/' || old.area_id || '/' || old.kind;
  INSERT INTO `progress_counts` (`name`, `value`)
  SELECT 'posts/' || new.area_id || '/' || new.kind, count(*) FROM `employments` WHERE `place_id` = new.id AND `confirmed_at` IS NOT NULL AND `left_on` IS NULL
  ON CONFLICT DO UPDATE SET `value` = `value` + excluded.value;
END;
--> statement-breakpoint
INSERT INTO `progress_counts` (`name`, `value`)
SELECT 'posts/' || p.`area_id` || '/' || p.`kind`, count(*) FROM `employments` e JOIN `places` p ON p.`id` = e.`place_id`
WHERE e.`confirmed_at` IS NOT NULL AND e.`left_on` IS NULL GROUP BY 1;
