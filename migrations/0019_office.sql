CREATE TABLE `waiting` (
	`scope` text NOT NULL,
	`what` text NOT NULL,
	`due` integer NOT NULL,
	`item` integer NOT NULL,
	PRIMARY KEY(`scope`, `what`, `due`, `item`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `waiting_counts` (
	`scope` text NOT NULL,
	`what` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`scope`, `what`)
) WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `places_inspection_due`;--> statement-breakpoint
CREATE INDEX `places_inspection_due` ON `places` (`inspection_due_on`,`area_path`,`id`) WHERE inspection_due_on IS NOT NULL;--> statement-breakpoint
ALTER TABLE `teams` ADD `people` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `teams_parent` ON `teams` (`parent_id`,`id`) WHERE dissolved_at IS NULL;--> statement-breakpoint
CREATE INDEX `roles_area` ON `roles` (`area_path`,`account_id`);--> statement-breakpoint
CREATE INDEX `roles_role` ON `roles` (`role`,`department`,`account_id`);--> statement-breakpoint
CREATE INDEX `application_events_act` ON `application_events` (`application_id`,`act`,`at`);--> statement-breakpoint
CREATE INDEX `team_members_rank` ON `team_members` (`team_id`,(role <> 'leader'),(role <> 'deputy'),`since`,`id`) WHERE until IS NULL;
--> statement-breakpoint
CREATE TRIGGER `team_members_people_insert` AFTER INSERT ON `team_members` WHEN new.until IS NULL BEGIN
  UPDATE `teams` SET `people` = `people` + 1 WHERE `id` = new.team_id;
END;
--> statement-breakpoint
CREATE TRIGGER `team_members_people_update` AFTER UPDATE OF `until` ON `team_members`
WHEN (old.until IS NULL) <> (new.until IS NULL) BEGIN
  UPDATE `teams` SET `people` = `people` + iif(new.until IS NULL, 1, -1) WHERE `id` = new.team_id;
END;
--> statement-breakpoint
CREATE TRIGGER `team_members_people_delete` AFTER DELETE ON `team_members` WHEN old.until IS NULL BEGIN
  UPDATE `teams` SET `people` = `people` - 1 WHERE `id` = old.team_id;
END;
--> statement-breakpoint
UPDATE `teams` SET `people` = (SELECT count(*) FROM `team_members` m WHERE m.`team_id` = `teams`.`id` AND m.`until` IS NULL);
--> statement-breakpoint
CREATE TRIGGER `waiting_count_insert` AFTER INSERT ON `waiting` BEGIN
  INSERT INTO `waiting_counts` (`scope`, `what`, `count`) VALUES (new.scope, new.what, 1)
  ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `waiting_count_delete` AFTER DELETE ON `waiting` BEGIN
  UPDATE `waiting_counts` SET `count` = `count` - 1 WHERE `scope` = old.scope AND `what` = old.what;
END;
--> statement-breakpoint
CREATE TRIGGER `applications_waiting_insert` AFTER INSERT ON `applications` WHEN new.state IN ('submitted', 'accepted') BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path || iif(u.own, '#' || new.department, ''), 'applications.' || new.state, ifnull(new.answer_by, 9007199254740991), new.id FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u
  WHERE new.state IN ('submitted', 'accepted') AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `applications_waiting_update` AFTER UPDATE OF `state`, `area_path`, `answer_by`, `department` ON `applications`
WHEN old.state IS NOT new.state OR old.area_path IS NOT new.area_path OR old.answer_by IS NOT new.answer_by OR old.department IS NOT new.department BEGIN
  DELETE FROM `waiting` WHERE `what` = 'applications.' || old.state AND `due` = ifnull(old.answer_by, 9007199254740991) AND `item` = old.id
    AND `scope` IN (SELECT a.path || iif(u.own, '#' || old.department, '') FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path || iif(u.own, '#' || new.department, ''), 'applications.' || new.state, ifnull(new.answer_by, 9007199254740991), new.id FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u
  WHERE new.state IN ('submitted', 'accepted') AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `applications_waiting_delete` AFTER DELETE ON `applications` WHEN old.state IN ('submitted', 'accepted') BEGIN
  DELETE FROM `waiting` WHERE `what` = 'applications.' || old.state AND `due` = ifnull(old.answer_by, 9007199254740991) AND `item` = old.id
    AND `scope` IN (SELECT a.path || iif(u.own, '#' || old.department, '') FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path || iif(u.own, '#' || x.department, ''), 'applications.' || x.state, ifnull(x.answer_by, 9007199254740991), x.id FROM `applications` x CROSS JOIN `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u
WHERE x.state IN ('submitted', 'accepted') AND a.path <= x.area_path AND substr(x.area_path, 1, length(a.path)) = a.path;
--> statement-breakpoint
CREATE TRIGGER `orders_waiting_insert` AFTER INSERT ON `orders` WHEN new.state IN ('open', 'answered') BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'orders.' || new.state, new.due_at, new.id FROM `areas` a
  WHERE new.state IN ('open', 'answered') AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_waiting_update` AFTER UPDATE OF `state`, `area_path`, `due_at` ON `orders`
WHEN old.state IS NOT new.state OR old.area_path IS NOT new.area_path OR old.due_at IS NOT new.due_at BEGIN
  DELETE FROM `waiting` WHERE `what` = 'orders.' || old.state AND `due` = old.due_at AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'orders.' || new.state, new.due_at, new.id FROM `areas` a
  WHERE new.state IN ('open', 'answered') AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_waiting_delete` AFTER DELETE ON `orders` WHEN old.state IN ('open', 'answered') BEGIN
  DELETE FROM `waiting` WHERE `what` = 'orders.' || old.state AND `due` = old.due_at AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path, 'orders.' || x.state, x.due_at, x.id FROM `orders` x CROSS JOIN `areas` a
WHERE x.state IN ('open', 'answered') AND a.path <= x.area_path AND substr(x.area_path, 1, length(a.path)) = a.path;
--> statement-breakpoint
CREATE TRIGGER `notices_waiting_insert` AFTER INSERT ON `notices` WHEN new.state IN ('issued', 'received', 'in_hand', 'reported') BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'notices.' || new.state, iif(new.state = 'reported' AND NOT ifnull(new.reported_at > new.due_at, 0), 9007199254740991, new.due_at), new.id FROM `areas` a
  WHERE new.state IN ('issued', 'received', 'in_hand', 'reported') AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `notices_waiting_update` AFTER UPDATE OF `state`, `area_path`, `due_at`, `reported_at` ON `notices`
WHEN old.state IS NOT new.state OR old.area_path IS NOT new.area_path OR old.due_at IS NOT new.due_at OR old.reported_at IS NOT new.reported_at BEGIN
  DELETE FROM `waiting` WHERE `what` = 'notices.' || old.state AND `due` = iif(old.state = 'reported' AND NOT ifnull(old.reported_at > old.due_at, 0), 9007199254740991, old.due_at) AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'notices.' || new.state, iif(new.state = 'reported' AND NOT ifnull(new.reported_at > new.due_at, 0), 9007199254740991, new.due_at), new.id FROM `areas` a
  WHERE new.state IN ('issued', 'received', 'in_hand', 'reported') AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `notices_waiting_delete` AFTER DELETE ON `notices` WHEN old.state IN ('issued', 'received', 'in_hand', 'reported') BEGIN
  DELETE FROM `waiting` WHERE `what` = 'notices.' || old.state AND `due` = iif(old.state = 'reported' AND NOT ifnull(old.reported_at > old.due_at, 0), 9007199254740991, old.due_at) AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path, 'notices.' || x.state, iif(x.state = 'reported' AND NOT ifnull(x.reported_at > x.due_at, 0), 9007199254740991, x.due_at), x.id FROM `notices` x CROSS JOIN `areas` a
WHERE x.state IN ('issued', 'received', 'in_hand', 'reported') AND a.path <= x.area_path AND substr(x.area_path, 1, length(a.path)) = a.path;
--> statement-breakpoint
CREATE TRIGGER `areas_changes_insert` AFTER INSERT ON `areas` BEGIN
  INSERT INTO `progress_counts` (`name`, `value`) VALUES ('areas', 1) ON CONFLICT DO UPDATE SET `value` = `value` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `areas_changes_update` AFTER UPDATE ON `areas` BEGIN
  INSERT INTO `progress_counts` (`name`, `value`) VALUES ('areas', 1) ON CONFLICT DO UPDATE SET `value` = `value` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `areas_changes_delete` AFTER DELETE ON `areas` BEGIN
  INSERT INTO `progress_counts` (`name`, `value`) VALUES ('areas', 1) ON CONFLICT DO UPDATE SET `value` = `value` + 1;
END;
