CREATE TABLE `risk_posts` (
	`area_id` integer NOT NULL,
	`signed_at` integer NOT NULL,
	`pledge_id` integer NOT NULL,
	`place_id` integer NOT NULL,
	`worker_id` integer NOT NULL,
	`number` text NOT NULL,
	`area_path` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`job` text NOT NULL,
	`confirmed` integer NOT NULL,
	`works_from` integer,
	`watch_last` integer,
	`away_until` integer,
	PRIMARY KEY(`area_id`, `signed_at`, `pledge_id`, `place_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `risk_posts_worker` ON `risk_posts` (`worker_id`);--> statement-breakpoint
CREATE INDEX `risk_posts_place` ON `risk_posts` (`place_id`,`area_id`,`signed_at`,`pledge_id`,`name_folded`);--> statement-breakpoint
CREATE INDEX `risk_posts_away` ON `risk_posts` (`area_id`,`away_until`,`signed_at`,`pledge_id`,`place_id`,`name_folded`);--> statement-breakpoint
CREATE TABLE `report_counts` (
	`day` integer NOT NULL,
	`area_id` integer NOT NULL,
	`trade` text NOT NULL,
	`enterprises` integer NOT NULL,
	`reported` integer NOT NULL,
	`late` integer NOT NULL,
	`stopped` integer NOT NULL,
	`missing` integer NOT NULL,
	`zero` integer NOT NULL,
	`corrected` integer NOT NULL,
	`needs` integer NOT NULL,
	`gaps` integer NOT NULL,
	`staff` integer NOT NULL,
	`present` integer NOT NULL,
	`measured` integer NOT NULL,
	`abnormal` integer NOT NULL,
	`returned` integer NOT NULL,
	`outside` integer NOT NULL,
	`watched` integer NOT NULL,
	PRIMARY KEY(`day`, `area_id`, `trade`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `report_days` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`state` text NOT NULL,
	`area_path` text NOT NULL,
	`trade` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`stopped` integer NOT NULL,
	`at` integer,
	`seq` integer,
	`zero` integer,
	`staff` integer,
	`present` integer,
	`measured` integer,
	`abnormal` integer,
	`returned` integer,
	`outside` integer,
	`watched` integer,
	`masks` integer,
	`needs` integer NOT NULL,
	`gaps` integer,
	PRIMARY KEY(`place_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `report_days_walk` ON `report_days` (`day`,`state`,`area_path`,`place_id`);--> statement-breakpoint
CREATE INDEX `report_days_trade` ON `report_days` (`day`,`state`,`trade`,`area_path`,`place_id`);--> statement-breakpoint
CREATE TABLE `report_sheets` (
	`day` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `help_lists` (
	`area_id` integer NOT NULL,
	`state` text NOT NULL,
	`answer_by` integer NOT NULL,
	`request_id` integer NOT NULL,
	`category` text NOT NULL,
	`unit` text NOT NULL,
	`place_kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`area_id`, `state`, `answer_by`, `request_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `help_lists_request` ON `help_lists` (`request_id`);--> statement-breakpoint
CREATE TABLE `help_sums` (
	`area_id` integer NOT NULL,
	`by` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`area_id`, `by`, `name`, `state`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `batch_lists` (
	`area_id` integer NOT NULL,
	`state` text NOT NULL,
	`day` integer NOT NULL,
	`batch_id` integer NOT NULL,
	`people` integer NOT NULL,
	`came` integer NOT NULL,
	PRIMARY KEY(`area_id`, `state`, `day`, `batch_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `batch_lists_batch` ON `batch_lists` (`batch_id`);--> statement-breakpoint
CREATE TABLE `survey_places` (
	`place_id` integer PRIMARY KEY NOT NULL,
	`area_path` text NOT NULL,
	`survey_id` integer,
	`visited_on` integer,
	`handbook_on` integer
);
--> statement-breakpoint
CREATE INDEX `survey_places_unvisited` ON `survey_places` (`area_path`,`place_id`,`visited_on`,`handbook_on`) WHERE visited_on IS NULL;--> statement-breakpoint
CREATE INDEX `survey_places_visited` ON `survey_places` (`area_path`,`place_id`,`visited_on`,`handbook_on`) WHERE visited_on IS NOT NULL;--> statement-breakpoint
CREATE INDEX `survey_places_no_handbook` ON `survey_places` (`area_path`,`place_id`,`visited_on`,`handbook_on`) WHERE handbook_on IS NULL;--> statement-breakpoint
CREATE TABLE `survey_sums` (
	`area_id` integer NOT NULL,
	`question` text NOT NULL,
	`sum` integer NOT NULL,
	`places` integer NOT NULL,
	PRIMARY KEY(`area_id`, `question`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `watch_posts` (
	`area_id` integer NOT NULL,
	`state` text NOT NULL,
	`day` integer NOT NULL,
	`watch_id` integer NOT NULL,
	`name_folded` text NOT NULL,
	`proposed_by` integer,
	`first_gap` integer,
	`untold` integer NOT NULL,
	PRIMARY KEY(`area_id`, `state`, `day`, `watch_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `watch_posts_watch` ON `watch_posts` (`watch_id`);--> statement-breakpoint
CREATE INDEX `watch_posts_fever` ON `watch_posts` (`area_id`,`day`,`watch_id`) WHERE untold = 1;--> statement-breakpoint
CREATE INDEX `watch_posts_proposed` ON `watch_posts` (`area_id`,`day`,`watch_id`) WHERE proposed_by IS NOT NULL;--> statement-breakpoint
CREATE TABLE `watch_sums` (
	`area_id` integer NOT NULL,
	`what` text NOT NULL,
	`at` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`area_id`, `what`, `at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE VIEW `report_days_now` AS SELECT p.id AS place_id, s.day,
  iif(r.id IS NULL, iif(p.rest_day = s.day OR (p.paused_from <= s.day AND s.day <= ifnull(p.paused_until, s.day))
  OR EXISTS (SELECT 1 FROM production_stops o WHERE o.place_id = p.id AND o.from_day <= s.day
    AND s.day <= ifnull(o.until_day, s.day) AND (o.ended_on IS NULL OR s.day < o.ended_on)), 'stopped', 'missing'), iif(r.late = 1, 'late', 'reported')) AS state,
  p.area_path, p.trade, p.code, p.name, p.name_folded, (p.rest_day = s.day OR (p.paused_from <= s.day AND s.day <= ifnull(p.paused_until, s.day))
  OR EXISTS (SELECT 1 FROM production_stops o WHERE o.place_id = p.id AND o.from_day <= s.day
    AND s.day <= ifnull(o.until_day, s.day) AND (o.ended_on IS NULL OR s.day < o.ended_on))) IS TRUE AS stopped, r.at, r.seq, r.zero, r.staff, r.present,
  r.measured, r.abnormal, r.returned, r.outside, r.watched, r.masks, r.needs IS NOT NULL AS needs, d.gaps
FROM report_sheets s CROSS JOIN places p
LEFT JOIN daily_reports r ON r.place_id = p.id AND r.day = s.day
  AND r.seq = (SELECT max(seq) FROM daily_reports WHERE place_id = p.id AND day = s.day)
LEFT JOIN duty_rosters d ON d.place_id = p.id AND d.day = s.day
WHERE p.kind = 'enterprise' AND p.status = 'open' AND ifnull(p.opened_on, 0) <= s.day;
--> statement-breakpoint
CREATE TRIGGER `report_sheets_insert` AFTER INSERT ON `report_sheets` BEGIN
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `report_sheets_delete` AFTER DELETE ON `report_sheets` BEGIN
  DELETE FROM `report_counts` WHERE `day` = old.day;
  DELETE FROM `report_days` WHERE `day` = old.day;
END;
--> statement-breakpoint
CREATE TRIGGER `report_days_insert` AFTER INSERT ON `report_days` BEGIN
  INSERT INTO `report_counts` (`day`, `area_id`, `trade`, `enterprises`, `reported`, `late`, `stopped`, `missing`, `zero`, `corrected`, `needs`, `gaps`, `staff`, `present`, `measured`, `abnormal`, `returned`, `outside`, `watched`)
  SELECT new.day, a.value, new.trade, 1, new.state IN ('late', 'reported'), new.state = 'late', new.state = 'stopped', new.state = 'missing', ifnull(new.zero, 0), ifnull(new.seq > 1, 0), new.needs, new.stopped = 0 AND ifnull(new.gaps, 1) > 0, ifnull(new.staff, 0), ifnull(new.present, 0), ifnull(new.measured, 0), ifnull(new.abnormal, 0), ifnull(new.returned, 0), ifnull(new.outside, 0), ifnull(new.watched, 0)
  FROM json_each('[' || replace(trim(new.area_path, '/'), '/', ',') || ']') a WHERE true
  ON CONFLICT DO UPDATE SET `enterprises` = `enterprises` + excluded.enterprises, `reported` = `reported` + excluded.reported, `late` = `late` + excluded.late, `stopped` = `stopped` + excluded.stopped, `missing` = `missing` + excluded.missing, `zero` = `zero` + excluded.zero, `corrected` = `corrected` + excluded.corrected, `needs` = `needs` + excluded.needs, `gaps` = `gaps` + excluded.gaps, `staff` = `staff` + excluded.staff, `present` = `present` + excluded.present, `measured` = `measured` + excluded.measured, `abnormal` = `abnormal` + excluded.abnormal, `returned` = `returned` + excluded.returned, `outside` = `outside` + excluded.outside, `watched` = `watched` + excluded.watched;
END;
--> statement-breakpoint
CREATE TRIGGER `report_days_delete` AFTER DELETE ON `report_days` BEGIN
  UPDATE `report_counts` SET `enterprises` = `enterprises` - (1), `reported` = `reported` - (old.state IN ('late', 'reported')), `late` = `late` - (old.state = 'late'), `stopped` = `stopped` - (old.state = 'stopped'), `missing` = `missing` - (old.state = 'missing'), `zero` = `zero` - (ifnull(old.zero, 0)), `corrected` = `corrected` - (ifnull(old.seq > 1, 0)), `needs` = `needs` - (old.needs), `gaps` = `gaps` - (old.stopped = 0 AND ifnull(old.gaps, 1) > 0), `staff` = `staff` - (ifnull(old.staff, 0)), `present` = `present` - (ifnull(old.present, 0)), `measured` = `measured` - (ifnull(old.measured, 0)), `abnormal` = `abnormal` - (ifnull(old.abnormal, 0)), `returned` = `returned` - (ifnull(old.returned, 0)), `outside` = `outside` - (ifnull(old.outside, 0)), `watched` = `watched` - (ifnull(old.watched, 0))
  WHERE `day` = old.day AND `trade` = old.trade AND `area_id` IN (SELECT value FROM json_each('[' || replace(trim(old.area_path, '/'), '/', ',') || ']'));
END;
--> statement-breakpoint
CREATE TRIGGER `daily_reports_sheet` AFTER INSERT ON `daily_reports` BEGIN
  INSERT INTO `report_sheets` (`day`) VALUES (new.day), (new.day + 1) ON CONFLICT DO NOTHING;
  DELETE FROM `report_sheets` WHERE `day` < new.day - 15;
  DELETE FROM `report_days` WHERE `place_id` = new.place_id AND `day` = new.day;
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = new.place_id AND `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `duty_rosters_sheet_insert` AFTER INSERT ON `duty_rosters` BEGIN
  DELETE FROM `report_days` WHERE `place_id` = new.place_id AND `day` = new.day;
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = new.place_id AND `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `duty_rosters_sheet_update` AFTER UPDATE OF `gaps` ON `duty_rosters` BEGIN
  DELETE FROM `report_days` WHERE `place_id` = new.place_id AND `day` = new.day;
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = new.place_id AND `day` = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER `duty_rosters_sheet_delete` AFTER DELETE ON `duty_rosters` BEGIN
  DELETE FROM `report_days` WHERE `place_id` = old.place_id AND `day` = old.day;
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = old.place_id AND `day` = old.day;
END;
--> statement-breakpoint
CREATE TRIGGER `production_stops_sheet_insert` AFTER INSERT ON `production_stops` BEGIN
  DELETE FROM `report_days` WHERE `place_id` = new.place_id;
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = new.place_id;
END;
--> statement-breakpoint
CREATE TRIGGER `production_stops_sheet_update` AFTER UPDATE ON `production_stops` BEGIN
  DELETE FROM `report_days` WHERE `place_id` = new.place_id;
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = new.place_id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_sheet_insert` AFTER INSERT ON `places` WHEN new.kind = 'enterprise' AND new.status = 'open' BEGIN
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_sheet_update` AFTER UPDATE OF `kind`, `status`, `trade`, `area_path`, `code`, `name`, `name_folded`, `opened_on`, `rest_day`, `paused_from`, `paused_until` ON `places`
WHEN 'enterprise' IN (old.kind, new.kind) AND 'open' IN (old.status, new.status) BEGIN
  DELETE FROM `report_days` WHERE `place_id` = new.id;
  INSERT INTO `report_days` SELECT * FROM `report_days_now` WHERE `place_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_sheet_delete` AFTER DELETE ON `places` WHEN old.kind = 'enterprise' BEGIN
  DELETE FROM `report_days` WHERE `place_id` = old.id;
END;
--> statement-breakpoint
CREATE VIEW `survey_places_now` AS SELECT p.id AS place_id, p.area_path, v.id AS survey_id, v.day AS visited_on, h.day AS handbook_on
FROM places p LEFT JOIN surveys v ON v.id = (SELECT max(id) FROM surveys WHERE place_id = p.id)
LEFT JOIN handbooks h ON h.place_id = p.id
WHERE p.kind = 'enterprise' AND p.status <> 'closed';
--> statement-breakpoint
CREATE TRIGGER `survey_places_insert` AFTER INSERT ON `survey_places` BEGIN
  INSERT INTO `survey_sums` (`area_id`, `question`, `sum`, `places`)
  SELECT a.value, q.name, q.sum, q.places FROM json_each('[' || replace(trim(new.area_path, '/'), '/', ',') || ']') a CROSS JOIN (
    SELECT '*all' AS name, 0 AS sum, 1 AS places
    UNION ALL SELECT '*visited', 0, new.visited_on IS NOT NULL
    UNION ALL SELECT '*handbook', 0, new.handbook_on IS NOT NULL
    UNION ALL SELECT j.key, j.value, j.value > 0 FROM surveys v CROSS JOIN json_each(v.answers) j WHERE v.id = new.survey_id
  ) q WHERE true
  ON CONFLICT DO UPDATE SET `sum` = `sum` + excluded.sum, `places` = `places` + excluded.places;
END;
--> statement-breakpoint
CREATE TRIGGER `survey_places_delete` AFTER DELETE ON `survey_places` BEGIN
  INSERT INTO `survey_sums` (`area_id`, `question`, `sum`, `places`)
  SELECT a.value, q.name, -q.sum, -q.places FROM json_each('[' || replace(trim(old.area_path, '/'), '/', ',') || ']') a CROSS JOIN (
    SELECT '*all' AS name, 0 AS sum, 1 AS places
    UNION ALL SELECT '*visited', 0, old.visited_on IS NOT NULL
    UNION ALL SELECT '*handbook', 0, old.handbook_on IS NOT NULL
    UNION ALL SELECT j.key, j.value, j.value > 0 FROM surveys v CROSS JOIN json_each(v.answers) j WHERE v.id = old.survey_id
  ) q WHERE true
  ON CONFLICT DO UPDATE SET `sum` = `sum` + excluded.sum, `places` = `places` + excluded.places;
END;
--> statement-breakpoint
CREATE TRIGGER `surveys_sums_insert` AFTER INSERT ON `surveys` BEGIN
  DELETE FROM `survey_places` WHERE `place_id` = new.place_id;
  INSERT INTO `survey_places` SELECT * FROM `survey_places_now` WHERE `place_id` = new.place_id;
END;
--> statement-breakpoint
CREATE TRIGGER `handbooks_sums_insert` AFTER INSERT ON `handbooks` BEGIN
  DELETE FROM `survey_places` WHERE `place_id` = new.place_id;
  INSERT INTO `survey_places` SELECT * FROM `survey_places_now` WHERE `place_id` = new.place_id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_survey_insert` AFTER INSERT ON `places` WHEN new.kind = 'enterprise' BEGIN
  DELETE FROM `survey_places` WHERE `place_id` = new.id;
  INSERT INTO `survey_places` SELECT * FROM `survey_places_now` WHERE `place_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_survey_update` AFTER UPDATE OF `kind`, `status`, `area_path` ON `places`
WHEN 'enterprise' IN (old.kind, new.kind)
  AND (old.kind <> new.kind OR old.area_path <> new.area_path OR (old.status = 'closed') <> (new.status = 'closed')) BEGIN
  DELETE FROM `survey_places` WHERE `place_id` = new.id;
  INSERT INTO `survey_places` SELECT * FROM `survey_places_now` WHERE `place_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_survey_delete` AFTER DELETE ON `places` WHEN old.kind = 'enterprise' BEGIN
  DELETE FROM `survey_places` WHERE `place_id` = old.id;
END;
--> statement-breakpoint
CREATE VIEW `risk_posts_now` AS SELECT x.*, iif(x.watch_last IS NULL, x.works_from, 9999999) AS away_until FROM (SELECT a.value AS area_id, p.signed_at, p.id AS pledge_id, l.id AS place_id, p.worker_id,
  p.number, l.area_path, l.code, l.name, l.name_folded, e.job, e.confirmed_at IS NOT NULL AS confirmed,
  (SELECT max(g.works_from) FROM pledges g WHERE g.worker_id = p.worker_id AND g.kind = 'personal'
    AND g.superseded_by IS NULL AND g.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM watches o
      WHERE o.worker_id = g.worker_id AND o.ended_at >= g.signed_at)) AS works_from,
  (SELECT o.last_day FROM watches o WHERE o.worker_id = p.worker_id AND o.ended_at IS NULL) AS watch_last
FROM pledges p CROSS JOIN employments e ON e.worker_id = p.worker_id AND e.left_on IS NULL
CROSS JOIN places l ON l.id = e.place_id CROSS JOIN json_each('[' || replace(trim(l.area_path, '/'), '/', ',') || ']') a
WHERE p.kind = 'personal' AND p.risk = 1 AND p.superseded_by IS NULL AND p.withdrawn_at IS NULL) x;
--> statement-breakpoint
CREATE TRIGGER `pledges_risk_insert` AFTER INSERT ON `pledges` WHEN new.kind = 'personal' BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` = new.worker_id;
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` = new.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_risk_update` AFTER UPDATE OF `superseded_by`, `withdrawn_at`, `works_from`, `risk`, `worker_id`, `signed_at` ON `pledges` WHEN new.kind = 'personal' BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` IN (old.worker_id, new.worker_id);
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` IN (old.worker_id, new.worker_id);
END;
--> statement-breakpoint
CREATE TRIGGER `pledges_risk_delete` AFTER DELETE ON `pledges` WHEN old.kind = 'personal' BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` = old.worker_id;
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` = old.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_risk_insert` AFTER INSERT ON `employments` BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` = new.worker_id;
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` = new.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_risk_update` AFTER UPDATE OF `left_on`, `confirmed_at`, `job`, `worker_id`, `place_id` ON `employments` BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` IN (old.worker_id, new.worker_id);
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` IN (old.worker_id, new.worker_id);
END;
--> statement-breakpoint
CREATE TRIGGER `employments_risk_delete` AFTER DELETE ON `employments` BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` = old.worker_id;
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` = old.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `watches_risk_insert` AFTER INSERT ON `watches` BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` = new.worker_id;
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` = new.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `watches_risk_update` AFTER UPDATE OF `ended_at`, `last_day`, `worker_id` ON `watches` BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` IN (old.worker_id, new.worker_id);
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` IN (old.worker_id, new.worker_id);
END;
--> statement-breakpoint
CREATE TRIGGER `watches_risk_delete` AFTER DELETE ON `watches` BEGIN
  DELETE FROM `risk_posts` WHERE `worker_id` = old.worker_id;
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `worker_id` = old.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_risk_update` AFTER UPDATE OF `area_path`, `code`, `name`, `name_folded` ON `places`
WHEN old.area_path <> new.area_path OR old.code <> new.code OR old.name <> new.name OR old.name_folded <> new.name_folded BEGIN
  DELETE FROM `risk_posts` WHERE `place_id` = new.id;
  INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now` WHERE `place_id` = new.id;
END;
--> statement-breakpoint
CREATE VIEW `watch_posts_now` AS SELECT DISTINCT a.value AS area_id, iif(w.ended_at IS NULL, 'running', 'ended') AS state,
  iif(w.ended_at IS NULL, w.last_day, w.ended_on) AS day, w.id AS watch_id, p.name_folded,
  iif(w.ended_at IS NULL, w.proposed_by, NULL) AS proposed_by,
  iif(w.ended_at IS NULL, (SELECT min(c.slot) FROM (SELECT min(w.am_from * 2, w.pm_from * 2 + 1) AS slot UNION ALL
      SELECT r.day * 2 + (r.shift = 'pm') + 1 FROM watch_readings r WHERE r.watch_id = w.id AND r.corrects = 0) c
    WHERE c.slot >= min(w.am_from * 2, w.pm_from * 2 + 1) AND NOT EXISTS (SELECT 1 FROM watch_readings r WHERE r.watch_id = w.id AND r.day = c.slot / 2
      AND r.shift = iif(c.slot % 2, 'pm', 'am') AND r.corrects = 0)), NULL) AS first_gap,
  EXISTS (SELECT 1 FROM watch_readings r INDEXED BY watch_readings_untold WHERE r.watch_id = w.id AND r.alarm = 1
    AND r.told_at IS NULL AND NOT EXISTS (SELECT 1 FROM watch_readings c WHERE c.watch_id = r.watch_id AND c.day = r.day
      AND c.shift = r.shift AND c.corrects = r.id)) AS untold
FROM watches w CROSS JOIN places p ON p.id = w.place_id
CROSS JOIN json_each('[' || replace(trim(w.area_path, '/') || '/' || trim(p.area_path, '/'), '/', ',') || ']') a;
--> statement-breakpoint
CREATE TRIGGER `watch_posts_insert` AFTER INSERT ON `watch_posts` WHEN new.state = 'running' BEGIN
  INSERT INTO `watch_sums` (`area_id`, `what`, `at`, `n`)
  SELECT new.area_id, s.what, s.at, 1 FROM (SELECT 'running' AS what, 0 AS at
    UNION ALL SELECT 'last', new.day UNION ALL SELECT 'gap', new.first_gap WHERE new.first_gap IS NOT NULL
    UNION ALL SELECT 'fever', 0 WHERE new.untold = 1
    UNION ALL SELECT 'proposed', new.proposed_by WHERE new.proposed_by IS NOT NULL) s WHERE true
  ON CONFLICT DO UPDATE SET `n` = `n` + excluded.n;
END;
--> statement-breakpoint
CREATE TRIGGER `watch_posts_delete` AFTER DELETE ON `watch_posts` WHEN old.state = 'running' BEGIN
  INSERT INTO `watch_sums` (`area_id`, `what`, `at`, `n`)
  SELECT old.area_id, s.what, s.at, -1 FROM (SELECT 'running' AS what, 0 AS at
    UNION ALL SELECT 'last', old.day UNION ALL SELECT 'gap', old.first_gap WHERE old.first_gap IS NOT NULL
    UNION ALL SELECT 'fever', 0 WHERE old.untold = 1
    UNION ALL SELECT 'proposed', old.proposed_by WHERE old.proposed_by IS NOT NULL) s WHERE true
  ON CONFLICT DO UPDATE SET `n` = `n` + excluded.n;
  DELETE FROM `watch_sums` WHERE `area_id` = old.area_id AND `n` = 0;
END;
--> statement-breakpoint
CREATE TRIGGER `watches_posts_insert` AFTER INSERT ON `watches` BEGIN
  DELETE FROM `watch_posts` WHERE `watch_id` = new.id;
  INSERT INTO `watch_posts` SELECT * FROM `watch_posts_now` WHERE `watch_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `watches_posts_update` AFTER UPDATE OF `ended_at`, `ended_on`, `last_day`, `area_path`, `place_id`, `proposed_by`, `am_from`, `pm_from` ON `watches` BEGIN
  DELETE FROM `watch_posts` WHERE `watch_id` = new.id;
  INSERT INTO `watch_posts` SELECT * FROM `watch_posts_now` WHERE `watch_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `watches_posts_delete` AFTER DELETE ON `watches` BEGIN
  DELETE FROM `watch_posts` WHERE `watch_id` = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER `watch_readings_posts_insert` AFTER INSERT ON `watch_readings` BEGIN
  DELETE FROM `watch_posts` WHERE `watch_id` = new.watch_id;
  INSERT INTO `watch_posts` SELECT * FROM `watch_posts_now` WHERE `watch_id` = new.watch_id;
END;
--> statement-breakpoint
CREATE TRIGGER `watch_readings_posts_update` AFTER UPDATE OF `told_at` ON `watch_readings` BEGIN
  DELETE FROM `watch_posts` WHERE `watch_id` = new.watch_id;
  INSERT INTO `watch_posts` SELECT * FROM `watch_posts_now` WHERE `watch_id` = new.watch_id;
END;
--> statement-breakpoint
CREATE TRIGGER `watch_readings_posts_delete` AFTER DELETE ON `watch_readings` BEGIN
  DELETE FROM `watch_posts` WHERE `watch_id` = old.watch_id;
  INSERT INTO `watch_posts` SELECT * FROM `watch_posts_now` WHERE `watch_id` = old.watch_id;
END;
--> statement-breakpoint
CREATE TRIGGER `places_watch_update` AFTER UPDATE OF `area_path`, `name_folded` ON `places`
WHEN old.area_path <> new.area_path OR old.name_folded <> new.name_folded BEGIN
  DELETE FROM `watch_posts` WHERE `watch_id` IN (SELECT id FROM watches WHERE place_id = new.id);
  INSERT INTO `watch_posts` SELECT n.* FROM watches w CROSS JOIN `watch_posts_now` n ON n.watch_id = w.id WHERE w.place_id = new.id;
END;
--> statement-breakpoint
CREATE VIEW `batch_lists_now` AS SELECT a.value AS area_id, b.state, b.day, b.id AS batch_id,
  (SELECT count(*) FROM return_people r WHERE r.batch_id = b.id) AS people,
  (SELECT count(r.came_at) FROM return_people r WHERE r.batch_id = b.id) AS came
FROM return_batches b CROSS JOIN json_each('[' || replace(trim(b.area_path, '/'), '/', ',') || ']') a;
--> statement-breakpoint
CREATE TRIGGER `return_batches_lists_insert` AFTER INSERT ON `return_batches` BEGIN
  DELETE FROM `batch_lists` WHERE `batch_id` = new.id;
  INSERT INTO `batch_lists` SELECT * FROM `batch_lists_now` WHERE `batch_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `return_batches_lists_update` AFTER UPDATE OF `state`, `day`, `area_path` ON `return_batches` BEGIN
  DELETE FROM `batch_lists` WHERE `batch_id` = new.id;
  INSERT INTO `batch_lists` SELECT * FROM `batch_lists_now` WHERE `batch_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `return_batches_lists_delete` AFTER DELETE ON `return_batches` BEGIN
  DELETE FROM `batch_lists` WHERE `batch_id` = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER `return_people_lists_insert` AFTER INSERT ON `return_people` BEGIN
  UPDATE `batch_lists` SET `people` = `people` + 1, `came` = `came` + (new.came_at IS NOT NULL) WHERE `batch_id` = new.batch_id;
END;
--> statement-breakpoint
CREATE TRIGGER `return_people_lists_update` AFTER UPDATE OF `came_at`, `batch_id` ON `return_people` BEGIN
  UPDATE `batch_lists` SET `people` = `people` - 1, `came` = `came` - (old.came_at IS NOT NULL) WHERE `batch_id` = old.batch_id;
  UPDATE `batch_lists` SET `people` = `people` + 1, `came` = `came` + (new.came_at IS NOT NULL) WHERE `batch_id` = new.batch_id;
END;
--> statement-breakpoint
CREATE TRIGGER `return_people_lists_delete` AFTER DELETE ON `return_people` BEGIN
  UPDATE `batch_lists` SET `people` = `people` - 1, `came` = `came` - (old.came_at IS NOT NULL) WHERE `batch_id` = old.batch_id;
END;
--> statement-breakpoint
CREATE VIEW `help_lists_now` AS SELECT a.value AS area_id, r.state, r.answer_by, r.id AS request_id, r.category, r.unit,
  r.place_kind, r.at FROM help_requests r CROSS JOIN json_each('[' || replace(trim(r.area_path, '/'), '/', ',') || ']') a;
--> statement-breakpoint
CREATE TRIGGER `help_requests_lists_insert` AFTER INSERT ON `help_requests` BEGIN
  DELETE FROM `help_lists` WHERE `request_id` = new.id;
  INSERT INTO `help_lists` SELECT * FROM `help_lists_now` WHERE `request_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `help_requests_lists_update` AFTER UPDATE OF `state`, `answer_by`, `category`, `unit`, `place_kind`, `area_path`, `at` ON `help_requests` BEGIN
  DELETE FROM `help_lists` WHERE `request_id` = new.id;
  INSERT INTO `help_lists` SELECT * FROM `help_lists_now` WHERE `request_id` = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `help_requests_lists_delete` AFTER DELETE ON `help_requests` BEGIN
  DELETE FROM `help_lists` WHERE `request_id` = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER `help_lists_insert` AFTER INSERT ON `help_lists` WHEN new.state IN ('open', 'in_hand', 'answered') BEGIN
  INSERT INTO `help_sums` (`area_id`, `by`, `name`, `state`, `n`)
  SELECT new.area_id, s.by, s.name, new.state, 1 FROM (SELECT 'all' AS by, '' AS name
    UNION ALL SELECT 'category', new.category UNION ALL SELECT 'unit', new.unit
    UNION ALL SELECT 'day', CAST((new.at + 28800000) / 86400000 AS TEXT)) s WHERE true
  ON CONFLICT DO UPDATE SET `n` = `n` + excluded.n;
END;
--> statement-breakpoint
CREATE TRIGGER `help_lists_delete` AFTER DELETE ON `help_lists` WHEN old.state IN ('open', 'in_hand', 'answered') BEGIN
  INSERT INTO `help_sums` (`area_id`, `by`, `name`, `state`, `n`)
  SELECT old.area_id, s.by, s.name, old.state, -1 FROM (SELECT 'all' AS by, '' AS name
    UNION ALL SELECT 'category', old.category UNION ALL SELECT 'unit', old.unit
    UNION ALL SELECT 'day', CAST((old.at + 28800000) / 86400000 AS TEXT)) s WHERE true
  ON CONFLICT DO UPDATE SET `n` = `n` + excluded.n;
  DELETE FROM `help_sums` WHERE `area_id` = old.area_id AND `n` = 0;
END;
--> statement-breakpoint
INSERT INTO `report_sheets` (`day`) SELECT day FROM (SELECT DISTINCT day FROM daily_reports UNION SELECT max(day) + 1 FROM daily_reports)
WHERE day >= (SELECT max(day) FROM daily_reports) - 15;
--> statement-breakpoint
INSERT INTO `survey_places` SELECT * FROM `survey_places_now`;
--> statement-breakpoint
INSERT INTO `help_lists` SELECT * FROM `help_lists_now`;
--> statement-breakpoint
INSERT INTO `watch_posts` SELECT * FROM `watch_posts_now`;
--> statement-breakpoint
INSERT INTO `batch_lists` SELECT * FROM `batch_lists_now`;
--> statement-breakpoint
INSERT INTO `risk_posts` SELECT * FROM `risk_posts_now`;
