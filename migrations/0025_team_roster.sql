DROP INDEX `team_members_rank`;--> statement-breakpoint
ALTER TABLE `teams` ADD `roster` text DEFAULT '[]' NOT NULL;
--> statement-breakpoint
CREATE VIEW `teams_now` AS SELECT t.id,
  (SELECT count(*) FROM `team_members` m WHERE m.team_id = t.id AND m.until IS NULL) AS people,
  (SELECT json_group_array(json_object('id', m.id, 'teamId', m.team_id, 'accountId', m.account_id, 'name', ifnull(a.display_name, m.name),
      'phone', a.phone, 'department', m.department, 'role', m.role, 'since', m.since))
    FROM `team_members` m LEFT JOIN `accounts` a ON a.id = m.account_id WHERE m.team_id = t.id AND m.until IS NULL) AS roster
FROM `teams` t;
--> statement-breakpoint
DROP TRIGGER `team_members_people_insert`;
--> statement-breakpoint
DROP TRIGGER `team_members_people_update`;
--> statement-breakpoint
DROP TRIGGER `team_members_people_delete`;
--> statement-breakpoint
CREATE TRIGGER `team_members_roster_insert` AFTER INSERT ON `team_members` WHEN new.until IS NULL BEGIN
  UPDATE `teams` SET (`people`, `roster`) = (SELECT n.people, n.roster FROM `teams_now` n WHERE n.id = new.team_id) WHERE `id` = new.team_id;
END;
--> statement-breakpoint
CREATE TRIGGER `team_members_roster_update` AFTER UPDATE ON `team_members` WHEN old.until IS NULL OR new.until IS NULL BEGIN
  UPDATE `teams` SET (`people`, `roster`) = (SELECT n.people, n.roster FROM `teams_now` n WHERE n.id = `teams`.`id`)
  WHERE `id` IN (old.team_id, new.team_id);
END;
--> statement-breakpoint
CREATE TRIGGER `team_members_roster_delete` AFTER DELETE ON `team_members` WHEN old.until IS NULL BEGIN
  UPDATE `teams` SET (`people`, `roster`) = (SELECT n.people, n.roster FROM `teams_now` n WHERE n.id = old.team_id) WHERE `id` = old.team_id;
END;
--> statement-breakpoint
CREATE TRIGGER `accounts_roster_update` AFTER UPDATE OF `display_name`, `phone` ON `accounts`
WHEN old.display_name IS NOT new.display_name OR old.phone IS NOT new.phone BEGIN
  UPDATE `teams` SET `roster` = (SELECT n.roster FROM `teams_now` n WHERE n.id = `teams`.`id`)
  WHERE `id` IN (SELECT m.team_id FROM `team_members` m WHERE m.account_id = new.id AND m.until IS NULL);
END;
--> statement-breakpoint
UPDATE `teams` SET (`people`, `roster`) = (SELECT n.people, n.roster FROM `teams_now` n WHERE n.id = `teams`.`id`);
