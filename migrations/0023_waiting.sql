DROP INDEX `inspection_members_account`;
--> statement-breakpoint
CREATE TRIGGER `return_batches_waiting_insert` AFTER INSERT ON `return_batches` WHEN new.state = 'planned' BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'return_batches.planned', new.day, new.id FROM `areas` a
  WHERE new.state = 'planned' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `return_batches_waiting_update` AFTER UPDATE OF `state`, `day`, `area_path` ON `return_batches`
WHEN (old.state IS NOT new.state OR old.day IS NOT new.day OR old.area_path IS NOT new.area_path) AND (old.state = 'planned' OR new.state = 'planned') BEGIN
  DELETE FROM `waiting` WHERE `what` = 'return_batches.planned' AND `due` = old.day AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'return_batches.planned', new.day, new.id FROM `areas` a
  WHERE new.state = 'planned' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `return_batches_waiting_delete` AFTER DELETE ON `return_batches` WHEN old.state = 'planned' BEGIN
  DELETE FROM `waiting` WHERE `what` = 'return_batches.planned' AND `due` = old.day AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path, 'return_batches.planned', x.day, x.id FROM `return_batches` x CROSS JOIN `areas` a
WHERE x.state = 'planned' AND a.path <= x.area_path AND substr(x.area_path, 1, length(a.path)) = a.path;
--> statement-breakpoint
CREATE TRIGGER `patrol_rounds_waiting_insert` AFTER INSERT ON `patrol_rounds` WHEN new.review IS 'pending' BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path || iif(u.own, '@' || new.by, ''), 'patrol_rounds.pending', new.at, new.id FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u
  WHERE new.review IS 'pending' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `patrol_rounds_waiting_update` AFTER UPDATE OF `review`, `area_path` ON `patrol_rounds`
WHEN (old.review IS NOT new.review OR old.area_path IS NOT new.area_path) AND (old.review IS 'pending' OR new.review IS 'pending') BEGIN
  DELETE FROM `waiting` WHERE `what` = 'patrol_rounds.pending' AND `due` = old.at AND `item` = old.id
    AND `scope` IN (SELECT a.path || iif(u.own, '@' || old.by, '') FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path || iif(u.own, '@' || new.by, ''), 'patrol_rounds.pending', new.at, new.id FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u
  WHERE new.review IS 'pending' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `patrol_rounds_waiting_delete` AFTER DELETE ON `patrol_rounds` WHEN old.review IS 'pending' BEGIN
  DELETE FROM `waiting` WHERE `what` = 'patrol_rounds.pending' AND `due` = old.at AND `item` = old.id
    AND `scope` IN (SELECT a.path || iif(u.own, '@' || old.by, '') FROM `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path || iif(u.own, '@' || x.by, ''), 'patrol_rounds.pending', x.at, x.id FROM `patrol_rounds` x CROSS JOIN `areas` a CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) u
WHERE x.review IS 'pending' AND a.path <= x.area_path AND substr(x.area_path, 1, length(a.path)) = a.path;
--> statement-breakpoint
CREATE TRIGGER `arrivals_waiting_insert` AFTER INSERT ON `arrivals` WHEN new.area_id IS NULL AND new.notice_id IS NULL AND new.left_on IS NULL BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'arrivals.nobodys', 9007199254740991, new.id FROM `areas` a
  WHERE new.area_id IS NULL AND new.notice_id IS NULL AND new.left_on IS NULL AND a.path <= new.found_area_path AND substr(new.found_area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `arrivals_waiting_update` AFTER UPDATE OF `area_id`, `notice_id`, `left_on`, `found_area_path` ON `arrivals`
WHEN (old.area_id IS NOT new.area_id OR old.notice_id IS NOT new.notice_id OR old.left_on IS NOT new.left_on OR old.found_area_path IS NOT new.found_area_path) AND (old.area_id IS NULL AND old.notice_id IS NULL AND old.left_on IS NULL OR new.area_id IS NULL AND new.notice_id IS NULL AND new.left_on IS NULL) BEGIN
  DELETE FROM `waiting` WHERE `what` = 'arrivals.nobodys' AND `due` = 9007199254740991 AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.found_area_path AND substr(old.found_area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'arrivals.nobodys', 9007199254740991, new.id FROM `areas` a
  WHERE new.area_id IS NULL AND new.notice_id IS NULL AND new.left_on IS NULL AND a.path <= new.found_area_path AND substr(new.found_area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `arrivals_waiting_delete` AFTER DELETE ON `arrivals` WHEN old.area_id IS NULL AND old.notice_id IS NULL AND old.left_on IS NULL BEGIN
  DELETE FROM `waiting` WHERE `what` = 'arrivals.nobodys' AND `due` = 9007199254740991 AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.found_area_path AND substr(old.found_area_path, 1, length(a.path)) = a.path);
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path, 'arrivals.nobodys', 9007199254740991, x.id FROM `arrivals` x CROSS JOIN `areas` a
WHERE x.area_id IS NULL AND x.notice_id IS NULL AND x.left_on IS NULL AND a.path <= x.found_area_path AND substr(x.found_area_path, 1, length(a.path)) = a.path;
--> statement-breakpoint
CREATE TRIGGER `inspection_members_waiting_insert` AFTER INSERT ON `inspection_members` BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT '@' || new.account_id, 'inspections.open', i.on_day, i.id FROM `inspections` i
  WHERE i.id = new.inspection_id AND i.state IN ('planned', 'started');
END;
--> statement-breakpoint
CREATE TRIGGER `inspection_members_waiting_delete` AFTER DELETE ON `inspection_members` BEGIN
  DELETE FROM `waiting` WHERE `scope` = '@' || old.account_id AND `what` = 'inspections.open' AND `item` = old.inspection_id;
END;
--> statement-breakpoint
CREATE TRIGGER `inspections_waiting_update` AFTER UPDATE OF `state`, `on_day` ON `inspections`
WHEN (old.state IN ('planned', 'started')) <> (new.state IN ('planned', 'started')) OR old.on_day <> new.on_day BEGIN
  DELETE FROM `waiting` WHERE `what` = 'inspections.open' AND `due` = old.on_day AND `item` = old.id
    AND `scope` IN (SELECT '@' || m.account_id FROM `inspection_members` m WHERE m.inspection_id = old.id);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT '@' || m.account_id, 'inspections.open', new.on_day, new.id FROM `inspection_members` m
  WHERE m.inspection_id = new.id AND new.state IN ('planned', 'started');
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT '@' || m.account_id, 'inspections.open', i.on_day, i.id FROM `inspections` i CROSS JOIN `inspection_members` m ON m.inspection_id = i.id
WHERE i.state IN ('planned', 'started');
--> statement-breakpoint
CREATE TRIGGER `cases_waiting_insert` AFTER INSERT ON `cases` WHEN new.state = 'open' BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'cases.open', 9007199254740991, new.id FROM `areas` a
  WHERE new.state = 'open' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `cases_waiting_update` AFTER UPDATE OF `state`, `area_path` ON `cases`
WHEN (old.state IS NOT new.state OR old.area_path IS NOT new.area_path) AND (old.state = 'open' OR new.state = 'open') BEGIN
  DELETE FROM `waiting` WHERE `what` = 'cases.open' AND `due` = 9007199254740991 AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'cases.open', 9007199254740991, new.id FROM `areas` a
  WHERE new.state = 'open' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `cases_waiting_delete` AFTER DELETE ON `cases` WHEN old.state = 'open' BEGIN
  DELETE FROM `waiting` WHERE `what` = 'cases.open' AND `due` = 9007199254740991 AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path, 'cases.open', 9007199254740991, x.id FROM `cases` x CROSS JOIN `areas` a
WHERE x.state = 'open' AND a.path <= x.area_path AND substr(x.area_path, 1, length(a.path)) = a.path;
--> statement-breakpoint
CREATE TRIGGER `stage_steps_waiting_insert` AFTER INSERT ON `stage_steps` WHEN new.state = 'asked' BEGIN
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'stage_steps.asked', 9007199254740991, new.id FROM `areas` a
  WHERE new.state = 'asked' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
CREATE TRIGGER `stage_steps_waiting_update` AFTER UPDATE OF `state`, `area_path` ON `stage_steps`
WHEN (old.state IS NOT new.state OR old.area_path IS NOT new.area_path) AND (old.state = 'asked' OR new.state = 'asked') BEGIN
  DELETE FROM `waiting` WHERE `what` = 'stage_steps.asked' AND `due` = 9007199254740991 AND `item` = old.id
    AND `scope` IN (SELECT a.path FROM `areas` a WHERE a.path <= old.area_path AND substr(old.area_path, 1, length(a.path)) = a.path);
  INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
  SELECT a.path, 'stage_steps.asked', 9007199254740991, new.id FROM `areas` a
  WHERE new.state = 'asked' AND a.path <= new.area_path AND substr(new.area_path, 1, length(a.path)) = a.path;
END;
--> statement-breakpoint
INSERT INTO `waiting` (`scope`, `what`, `due`, `item`)
SELECT a.path, 'stage_steps.asked', 9007199254740991, x.id FROM `stage_steps` x CROSS JOIN `areas` a
WHERE x.state = 'asked' AND a.path <= x.area_path AND substr(x.area_path, 1, length(a.path)) = a.path;
