CREATE TABLE `duty_days` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`done` text DEFAULT '{}' NOT NULL,
	`counted` integer DEFAULT 0 NOT NULL,
	`am` integer DEFAULT 0 NOT NULL,
	`pm` integer DEFAULT 0 NOT NULL,
	`measured` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`place_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `staff_saves` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`at` integer NOT NULL,
	`key` text NOT NULL,
	`shift` text NOT NULL,
	`by` integer NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`place_id`, `day`, `at`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `place_staff` (
	`place_id` integer PRIMARY KEY NOT NULL,
	`listed` integer DEFAULT 0 NOT NULL,
	`signed` integer DEFAULT 0 NOT NULL,
	`waiting` integer DEFAULT 0 NOT NULL,
	`unsigned` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE `employments` ADD `signed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `employments` ADD `works_from` integer;--> statement-breakpoint
CREATE INDEX `employments_away` ON `employments` (`place_id`,`works_from`) WHERE left_on IS NULL AND works_from IS NOT NULL;--> statement-breakpoint
CREATE INDEX `employments_waiting` ON `employments` (`place_id`,`since`,`worker_id`) WHERE left_on IS NULL AND confirmed_at IS NULL;--> statement-breakpoint
CREATE INDEX `employments_unsigned` ON `employments` (`place_id`,`since`,`worker_id`) WHERE left_on IS NULL AND signed = 0;--> statement-breakpoint
CREATE INDEX `employments_gone` ON `employments` (`place_id`,`left_on`) WHERE left_on IS NOT NULL;--> statement-breakpoint
CREATE INDEX `employments_shown` ON `employments` (`place_id`,`worker_id`) WHERE left_on IS NULL AND shown_by_consent = 1;--> statement-breakpoint
CREATE INDEX `employments_crew` ON `employments` (`place_id`,`job`,`worker_id`) WHERE left_on IS NULL;--> statement-breakpoint
CREATE INDEX `duty_records_last` ON `duty_records` (`place_id`,`duty`,`at`) WHERE undone_at IS NULL;--> statement-breakpoint
CREATE INDEX `duty_records_corrects` ON `duty_records` (`corrects`) WHERE corrects IS NOT NULL;--> statement-breakpoint
CREATE INDEX `worker_temperatures_over` ON `worker_temperatures` (`place_id`,`day`) WHERE temperature > 369 AND undone_at IS NULL;--> statement-breakpoint
CREATE INDEX `pledges_of_place` ON `pledges` (`place_id`) WHERE kind = 'place';
--> statement-breakpoint
UPDATE `employments` SET `signed` = EXISTS (SELECT 1 FROM `pledges` p WHERE p.`worker_id` = `employments`.`worker_id` AND p.`kind` = 'personal' AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL),
  `works_from` = nullif(max(
    ifnull((SELECT max(g.`works_from`) FROM `pledges` g WHERE g.`worker_id` = `employments`.`worker_id` AND g.`kind` = 'personal' AND g.`superseded_by` IS NULL AND g.`withdrawn_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = g.`worker_id` AND o.`ended_at` >= g.`signed_at`)), 0),
    iif(EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = `employments`.`worker_id` AND o.`ended_at` IS NULL), 9999999, 0)), 0);
--> statement-breakpoint
INSERT INTO `place_staff` (`place_id`, `listed`, `signed`, `waiting`, `unsigned`)
SELECT `place_id`, sum(`confirmed_at` IS NOT NULL), sum(`confirmed_at` IS NOT NULL AND `signed`), sum(`confirmed_at` IS NULL), sum(NOT `signed`)
FROM `employments` WHERE `left_on` IS NULL GROUP BY `place_id`;
--> statement-breakpoint
INSERT INTO `place_staff` (`place_id`) SELECT DISTINCT `place_id` FROM `employments` WHERE true ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO `duty_days` (`place_id`, `day`, `am`, `pm`, `measured`)
SELECT `place_id`, `day`, count(DISTINCT iif(`shift` = 'am', `worker_id`, NULL)), count(DISTINCT iif(`shift` = 'pm', `worker_id`, NULL)), count(DISTINCT `worker_id`)
FROM `worker_temperatures` WHERE `undone_at` IS NULL GROUP BY `place_id`, `day`;
--> statement-breakpoint
INSERT INTO `duty_days` (`place_id`, `day`, `counted`)
SELECT `place_id`, `day`, count(*) FROM `stock_counts` WHERE `undone_at` IS NULL GROUP BY `place_id`, `day`
ON CONFLICT DO UPDATE SET `counted` = excluded.counted;
--> statement-breakpoint
WITH standing AS MATERIALIZED (SELECT d.`place_id`, d.`day`, d.`duty`, count(*) AS n, count(d.`detail` ->> 'none') AS none FROM `duty_records` d
  WHERE d.`undone_at` IS NULL AND NOT EXISTS (SELECT 1 FROM `duty_records` c WHERE c.`corrects` = d.`id` AND c.`undone_at` IS NULL)
  GROUP BY d.`place_id`, d.`day`, d.`duty`)
INSERT INTO `duty_days` (`place_id`, `day`, `done`)
SELECT `place_id`, `day`, json_group_object(id, n) FROM (SELECT `place_id`, `day`, `duty` AS id, n FROM standing
  UNION ALL SELECT `place_id`, `day`, `duty` || '/none', none FROM standing) WHERE true GROUP BY `place_id`, `day`
ON CONFLICT DO UPDATE SET `done` = excluded.done;
--> statement-breakpoint
INSERT INTO `staff_saves` (`place_id`, `day`, `at`, `key`, `shift`, `by`, `people`)
SELECT r.`place_id`, r.`day`, r.`at`, substr(r.key, 1, instr(r.key || '-', '-') - 1) AS k, max(r.`shift`), max(r.`by`),
  sum(NOT EXISTS (SELECT 1 FROM `worker_temperatures` o WHERE o.`place_id` = r.`place_id` AND o.`day` = r.`day`
    AND o.`worker_id` = r.`worker_id` AND o.`corrects` = r.`id` AND o.`undone_at` IS NULL))
FROM `worker_temperatures` r WHERE r.`undone_at` IS NULL GROUP BY r.`place_id`, r.`day`, r.`at`, k;
--> statement-breakpoint
CREATE TRIGGER `employments_staff_insert` AFTER INSERT ON `employments` BEGIN
  INSERT INTO `place_staff` (`place_id`, `listed`, `signed`, `waiting`, `unsigned`)
  VALUES (new.place_id, (new.confirmed_at IS NOT NULL AND new.left_on IS NULL), (new.confirmed_at IS NOT NULL AND new.left_on IS NULL AND new.signed), (new.confirmed_at IS NULL AND new.left_on IS NULL), (new.left_on IS NULL AND NOT new.signed))
  ON CONFLICT DO UPDATE SET `listed` = `listed` + excluded.listed, `signed` = `signed` + excluded.signed,
    `waiting` = `waiting` + excluded.waiting, `unsigned` = `unsigned` + excluded.unsigned;
  UPDATE `employments` SET `signed` = f.s, `works_from` = f.w
  FROM (SELECT EXISTS (SELECT 1 FROM `pledges` p WHERE p.`worker_id` = new.worker_id AND p.`kind` = 'personal' AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL) AS s, nullif(max(
    ifnull((SELECT max(g.`works_from`) FROM `pledges` g WHERE g.`worker_id` = new.worker_id AND g.`kind` = 'personal' AND g.`superseded_by` IS NULL AND g.`withdrawn_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = g.`worker_id` AND o.`ended_at` >= g.`signed_at`)), 0),
    iif(EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = new.worker_id AND o.`ended_at` IS NULL), 9999999, 0)), 0) AS w) f
  WHERE `worker_id` = new.worker_id AND `place_id` = new.place_id AND (`signed` IS NOT f.s OR `works_from` IS NOT f.w);
END;
--> statement-breakpoint
CREATE TRIGGER `employments_staff_update` AFTER UPDATE OF `confirmed_at`, `left_on`, `signed` ON `employments`
WHEN (old.confirmed_at IS NULL) <> (new.confirmed_at IS NULL) OR (old.left_on IS NULL) <> (new.left_on IS NULL) OR old.signed <> new.signed BEGIN
  UPDATE `place_staff` SET `listed` = `listed` + (new.confirmed_at IS NOT NULL AND new.left_on IS NULL) - (old.confirmed_at IS NOT NULL AND old.left_on IS NULL), `signed` = `signed` + (new.confirmed_at IS NOT NULL AND new.left_on IS NULL AND new.signed) - (old.confirmed_at IS NOT NULL AND old.left_on IS NULL AND old.signed),
    `waiting` = `waiting` + (new.confirmed_at IS NULL AND new.left_on IS NULL) - (old.confirmed_at IS NULL AND old.left_on IS NULL), `unsigned` = `unsigned` + (new.left_on IS NULL AND NOT new.signed) - (old.left_on IS NULL AND NOT old.signed)
  WHERE `place_id` = new.place_id;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_staff_delete` AFTER DELETE ON `employments` WHEN old.left_on IS NULL BEGIN
  UPDATE `place_staff` SET `listed` = `listed` - (old.confirmed_at IS NOT NULL AND old.left_on IS NULL), `signed` = `signed` - (old.confirmed_at IS NOT NULL AND old.left_on IS NULL AND old.signed), `waiting` = `waiting` - (old.confirmed_at IS NULL AND old.left_on IS NULL),
    `unsigned` = `unsigned` - (old.left_on IS NULL AND NOT old.signed) WHERE `place_id` = old.place_id;
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_stand_insert` AFTER INSERT ON `pledges` WHEN new.kind = 'personal' BEGIN
  UPDATE `employments` SET `signed` = f.s, `works_from` = f.w
  FROM (SELECT EXISTS (SELECT 1 FROM `pledges` p WHERE p.`worker_id` = new.worker_id AND p.`kind` = 'personal' AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL) AS s, nullif(max(
    ifnull((SELECT max(g.`works_from`) FROM `pledges` g WHERE g.`worker_id` = new.worker_id AND g.`kind` = 'personal' AND g.`superseded_by` IS NULL AND g.`withdrawn_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = g.`worker_id` AND o.`ended_at` >= g.`signed_at`)), 0),
    iif(EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = new.worker_id AND o.`ended_at` IS NULL), 9999999, 0)), 0) AS w) f
  WHERE `worker_id` = new.worker_id AND (`signed` IS NOT f.s OR `works_from` IS NOT f.w);
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_stand_update` AFTER UPDATE OF `superseded_by`, `withdrawn_at`, `works_from` ON `pledges` WHEN new.kind = 'personal' BEGIN
  UPDATE `employments` SET `signed` = f.s, `works_from` = f.w
  FROM (SELECT EXISTS (SELECT 1 FROM `pledges` p WHERE p.`worker_id` = new.worker_id AND p.`kind` = 'personal' AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL) AS s, nullif(max(
    ifnull((SELECT max(g.`works_from`) FROM `pledges` g WHERE g.`worker_id` = new.worker_id AND g.`kind` = 'personal' AND g.`superseded_by` IS NULL AND g.`withdrawn_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = g.`worker_id` AND o.`ended_at` >= g.`signed_at`)), 0),
    iif(EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = new.worker_id AND o.`ended_at` IS NULL), 9999999, 0)), 0) AS w) f
  WHERE `worker_id` = new.worker_id AND (`signed` IS NOT f.s OR `works_from` IS NOT f.w);
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_stand_delete` AFTER DELETE ON `pledges` WHEN old.kind = 'personal' AND old.superseded_by IS NULL AND old.withdrawn_at IS NULL BEGIN
  UPDATE `employments` SET `signed` = f.s, `works_from` = f.w
  FROM (SELECT EXISTS (SELECT 1 FROM `pledges` p WHERE p.`worker_id` = old.worker_id AND p.`kind` = 'personal' AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL) AS s, nullif(max(
    ifnull((SELECT max(g.`works_from`) FROM `pledges` g WHERE g.`worker_id` = old.worker_id AND g.`kind` = 'personal' AND g.`superseded_by` IS NULL AND g.`withdrawn_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = g.`worker_id` AND o.`ended_at` >= g.`signed_at`)), 0),
    iif(EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = old.worker_id AND o.`ended_at` IS NULL), 9999999, 0)), 0) AS w) f
  WHERE `worker_id` = old.worker_id AND (`signed` IS NOT f.s OR `works_from` IS NOT f.w);
END;
--> statement-breakpoint
CREATE TRIGGER `watches_stand_insert` AFTER INSERT ON `watches` BEGIN
  UPDATE `employments` SET `signed` = f.s, `works_from` = f.w
  FROM (SELECT EXISTS (SELECT 1 FROM `pledges` p WHERE p.`worker_id` = new.worker_id AND p.`kind` = 'personal' AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL) AS s, nullif(max(
    ifnull((SELECT max(g.`works_from`) FROM `pledges` g WHERE g.`worker_id` = new.worker_id AND g.`kind` = 'personal' AND g.`superseded_by` IS NULL AND g.`withdrawn_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = g.`worker_id` AND o.`ended_at` >= g.`signed_at`)), 0),
    iif(EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = new.worker_id AND o.`ended_at` IS NULL), 9999999, 0)), 0) AS w) f
  WHERE `worker_id` = new.worker_id AND (`signed` IS NOT f.s OR `works_from` IS NOT f.w);
END;
--> statement-breakpoint
CREATE TRIGGER `watches_stand_update` AFTER UPDATE OF `ended_at` ON `watches` WHEN old.ended_at IS NOT new.ended_at BEGIN
  UPDATE `employments` SET `signed` = f.s, `works_from` = f.w
  FROM (SELECT EXISTS (SELECT 1 FROM `pledges` p WHERE p.`worker_id` = new.worker_id AND p.`kind` = 'personal' AND p.`superseded_by` IS NULL AND p.`withdrawn_at` IS NULL) AS s, nullif(max(
    ifnull((SELECT max(g.`works_from`) FROM `pledges` g WHERE g.`worker_id` = new.worker_id AND g.`kind` = 'personal' AND g.`superseded_by` IS NULL AND g.`withdrawn_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = g.`worker_id` AND o.`ended_at` >= g.`signed_at`)), 0),
    iif(EXISTS (SELECT 1 FROM `watches` o WHERE o.`worker_id` = new.worker_id AND o.`ended_at` IS NULL), 9999999, 0)), 0) AS w) f
  WHERE `worker_id` = new.worker_id AND (`signed` IS NOT f.s OR `works_from` IS NOT f.w);
END;
--> statement-breakpoint
CREATE TRIGGER `duty_records_days_insert` AFTER INSERT ON `duty_records` BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`) VALUES (new.place_id, new.day) ON CONFLICT DO NOTHING;
  UPDATE `duty_days` SET `done` = (SELECT json_set(`done`, '$."' || new.duty || '"', count(*), '$."' || new.duty || '/none"',
      count(d.`detail` ->> 'none')) FROM `duty_records` d
    WHERE d.`place_id` = new.place_id AND d.`day` = new.day AND d.`duty` = new.duty AND d.`undone_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `duty_records` c WHERE c.`corrects` = d.`id` AND c.`undone_at` IS NULL))
  WHERE `place_id` = new.place_id AND `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `duty_records_days_update` AFTER UPDATE OF `undone_at` ON `duty_records` WHEN (old.undone_at IS NULL) <> (new.undone_at IS NULL) BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`) VALUES (new.place_id, new.day) ON CONFLICT DO NOTHING;
  UPDATE `duty_days` SET `done` = (SELECT json_set(`done`, '$."' || new.duty || '"', count(*), '$."' || new.duty || '/none"',
      count(d.`detail` ->> 'none')) FROM `duty_records` d
    WHERE d.`place_id` = new.place_id AND d.`day` = new.day AND d.`duty` = new.duty AND d.`undone_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `duty_records` c WHERE c.`corrects` = d.`id` AND c.`undone_at` IS NULL))
  WHERE `place_id` = new.place_id AND `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `duty_records_days_delete` AFTER DELETE ON `duty_records` WHEN old.undone_at IS NULL BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`) VALUES (old.place_id, old.day) ON CONFLICT DO NOTHING;
  UPDATE `duty_days` SET `done` = (SELECT json_set(`done`, '$."' || old.duty || '"', count(*), '$."' || old.duty || '/none"',
      count(d.`detail` ->> 'none')) FROM `duty_records` d
    WHERE d.`place_id` = old.place_id AND d.`day` = old.day AND d.`duty` = old.duty AND d.`undone_at` IS NULL
      AND NOT EXISTS (SELECT 1 FROM `duty_records` c WHERE c.`corrects` = d.`id` AND c.`undone_at` IS NULL))
  WHERE `place_id` = old.place_id AND `day` = old.day;
END;
--> statement-breakpoint
CREATE TRIGGER `stock_counts_days_insert` AFTER INSERT ON `stock_counts` WHEN new.undone_at IS NULL BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`, `counted`) VALUES (new.place_id, new.day, 1)
  ON CONFLICT DO UPDATE SET `counted` = `counted` + excluded.counted;
END;
--> statement-breakpoint
CREATE TRIGGER `stock_counts_days_update` AFTER UPDATE OF `undone_at` ON `stock_counts` WHEN (old.undone_at IS NULL) <> (new.undone_at IS NULL) BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`, `counted`) VALUES (new.place_id, new.day, iif(new.undone_at IS NULL, 1, -1))
  ON CONFLICT DO UPDATE SET `counted` = `counted` + excluded.counted;
END;
--> statement-breakpoint
CREATE TRIGGER `stock_counts_days_delete` AFTER DELETE ON `stock_counts` WHEN old.undone_at IS NULL BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`, `counted`) VALUES (old.place_id, old.day, -1)
  ON CONFLICT DO UPDATE SET `counted` = `counted` + excluded.counted;
END;
--> statement-breakpoint
CREATE TRIGGER `worker_temperatures_days_insert` AFTER INSERT ON `worker_temperatures` WHEN new.undone_at IS NULL BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`, `am`, `pm`, `measured`)
  SELECT new.place_id, new.day, iif(new.shift = 'am', f.shift, 0), iif(new.shift = 'pm', f.shift, 0), f.either
  FROM (SELECT NOT EXISTS (SELECT 1 FROM `worker_temperatures` o WHERE o.`place_id` = new.place_id AND o.`day` = new.day AND o.`worker_id` = new.worker_id AND o.`shift` = new.shift AND o.`undone_at` IS NULL AND o.`id` <> new.id) AS shift,
    NOT EXISTS (SELECT 1 FROM `worker_temperatures` o WHERE o.`place_id` = new.place_id AND o.`day` = new.day AND o.`worker_id` = new.worker_id AND o.`undone_at` IS NULL AND o.`id` <> new.id) AS either) f WHERE f.shift
  ON CONFLICT DO UPDATE SET `am` = `am` + excluded.am, `pm` = `pm` + excluded.pm, `measured` = `measured` + excluded.measured;
  INSERT INTO `staff_saves` (`place_id`, `day`, `at`, `key`, `shift`, `by`, `people`)
  VALUES (new.place_id, new.day, new.at, substr(new.key, 1, instr(new.key || '-', '-') - 1), new.shift, new.by, 1)
  ON CONFLICT DO UPDATE SET `people` = `people` + 1;
  UPDATE `staff_saves` SET `people` = `people` - 1 FROM `worker_temperatures` c
  WHERE c.`id` = new.corrects AND c.`undone_at` IS NULL AND NOT EXISTS (SELECT 1 FROM `worker_temperatures` o
      WHERE o.`place_id` = c.`place_id` AND o.`day` = c.`day` AND o.`worker_id` = c.`worker_id` AND o.`corrects` = c.`id` AND o.`undone_at` IS NULL AND o.`id` <> new.id)
    AND `staff_saves`.`place_id` = c.`place_id` AND `staff_saves`.`day` = c.`day` AND `staff_saves`.`at` = c.`at` AND `staff_saves`.`key` = substr(c.key, 1, instr(c.key || '-', '-') - 1);
END;
--> statement-breakpoint
CREATE TRIGGER `worker_temperatures_days_update` AFTER UPDATE OF `undone_at` ON `worker_temperatures` WHEN old.undone_at IS NULL AND new.undone_at IS NOT NULL BEGIN
  INSERT INTO `duty_days` (`place_id`, `day`, `am`, `pm`, `measured`)
  SELECT new.place_id, new.day, -iif(new.shift = 'am', f.shift, 0), -iif(new.shift = 'pm', f.shift, 0), -f.either
  FROM (SELECT NOT EXISTS (SELECT 1 FROM `worker_temperatures` o WHERE o.`place_id` = new.place_id AND o.`day` = new.day AND o.`worker_id` = new.worker_id AND o.`shift` = new.shift AND o.`undone_at` IS NULL AND o.`id` <> new.id) AS shift,
    NOT EXISTS (SELECT 1 FROM `worker_temperatures` o WHERE o.`place_id` = new.place_id AND o.`day` = new.day AND o.`worker_id` = new.worker_id AND o.`undone_at` IS NULL AND o.`id` <> new.id) AS either) f WHERE f.shift
  ON CONFLICT DO UPDATE SET `am` = `am` + excluded.am, `pm` = `pm` + excluded.pm, `measured` = `measured` + excluded.measured;
  UPDATE `staff_saves` SET `people` = `people` - 1
  WHERE `place_id` = new.place_id AND `day` = new.day AND `at` = new.at AND `key` = substr(new.key, 1, instr(new.key || '-', '-') - 1)
    AND NOT EXISTS (SELECT 1 FROM `worker_temperatures` o WHERE o.`place_id` = new.place_id AND o.`day` = new.day
      AND o.`worker_id` = new.worker_id AND o.`corrects` = new.id AND o.`undone_at` IS NULL);
  UPDATE `staff_saves` SET `people` = `people` + 1 FROM `worker_temperatures` c
  WHERE c.`id` = new.corrects AND c.`undone_at` IS NULL AND NOT EXISTS (SELECT 1 FROM `worker_temperatures` o
      WHERE o.`place_id` = c.`place_id` AND o.`day` = c.`day` AND o.`worker_id` = c.`worker_id` AND o.`corrects` = c.`id` AND o.`undone_at` IS NULL AND o.`id` <> new.id)
    AND `staff_saves`.`place_id` = c.`place_id` AND `staff_saves`.`day` = c.`day` AND `staff_saves`.`at` = c.`at` AND `staff_saves`.`key` = substr(c.key, 1, instr(c.key || '-', '-') - 1);
END;
