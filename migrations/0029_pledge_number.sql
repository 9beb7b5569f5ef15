DROP INDEX `employments_gone`;--> statement-breakpoint
CREATE INDEX `employments_gone` ON `employments` (`place_id`,`left_on`,`worker_id`) WHERE left_on IS NOT NULL;--> statement-breakpoint
ALTER TABLE `workers` ADD `pledge_number` text;--> statement-breakpoint
CREATE INDEX `watches_kept_here` ON `watches` (`place_id`,`first_day`,`id`) WHERE kept = 'place' AND ended_on IS NULL;--> statement-breakpoint
CREATE INDEX `watches_kept_gone` ON `watches` (`place_id`,`ended_on`,`id`) WHERE kept = 'place' AND ended_on IS NOT NULL;
--> statement-breakpoint
UPDATE `workers` SET `pledge_number` = (SELECT p.`number` FROM `pledges` p WHERE p.`worker_id` = `workers`.`id` AND p.`kind` = 'personal'
    AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL ORDER BY p.`id` DESC LIMIT 1);
--> statement-breakpoint
CREATE TRIGGER `pledges_number_insert` AFTER INSERT ON `pledges` WHEN new.kind = 'personal' BEGIN
  UPDATE `workers` SET `pledge_number` = (SELECT p.`number` FROM `pledges` p WHERE p.`worker_id` = new.worker_id AND p.`kind` = 'personal'
    AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL ORDER BY p.`id` DESC LIMIT 1) WHERE `id` = new.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_number_update` AFTER UPDATE OF `superseded_by`, `withdrawn_at` ON `pledges` WHEN new.kind = 'personal' BEGIN
  UPDATE `workers` SET `pledge_number` = (SELECT p.`number` FROM `pledges` p WHERE p.`worker_id` = new.worker_id AND p.`kind` = 'personal'
    AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL ORDER BY p.`id` DESC LIMIT 1) WHERE `id` = new.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_number_delete` AFTER DELETE ON `pledges` WHEN old.kind = 'personal' AND old.superseded_by IS NULL AND old.withdrawn_at IS NULL BEGIN
  UPDATE `workers` SET `pledge_number` = (SELECT p.`number` FROM `pledges` p WHERE p.`worker_id` = old.worker_id AND p.`kind` = 'personal'
    AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL ORDER BY p.`id` DESC LIMIT 1) WHERE `id` = old.worker_id;
END;
