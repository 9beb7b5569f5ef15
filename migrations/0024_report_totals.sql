DROP TRIGGER `report_days_insert`;
--> statement-breakpoint
DROP TRIGGER `report_days_delete`;
--> statement-breakpoint
CREATE TRIGGER `report_days_insert` AFTER INSERT ON `report_days` BEGIN
  INSERT INTO `report_counts` (`day`, `area_id`, `trade`, `enterprises`, `reported`, `late`, `stopped`, `missing`, `zero`, `corrected`, `needs`, `gaps`, `staff`, `present`, `measured`, `abnormal`, `returned`, `outside`, `watched`)
  SELECT new.day, a.value, t.trade, 1, new.state IN ('late', 'reported'), new.state = 'late', new.state = 'stopped', new.state = 'missing', ifnull(new.zero, 0), ifnull(new.seq > 1, 0), new.needs, new.stopped = 0 AND ifnull(new.gaps, 1) > 0, ifnull(new.staff, 0), ifnull(new.present, 0), ifnull(new.measured, 0), ifnull(new.abnormal, 0), ifnull(new.returned, 0), ifnull(new.outside, 0), ifnull(new.watched, 0)
  FROM json_each('[' || replace(trim(new.area_path, '/'), '/', ',') || ']') a CROSS JOIN (SELECT new.trade AS trade UNION ALL SELECT '*all') t WHERE true
  ON CONFLICT DO UPDATE SET `enterprises` = `enterprises` + excluded.enterprises, `reported` = `reported` + excluded.reported, `late` = `late` + excluded.late, `stopped` = `stopped` + excluded.stopped, `missing` = `missing` + excluded.missing, `zero` = `zero` + excluded.zero, `corrected` = `corrected` + excluded.corrected, `needs` = `needs` + excluded.needs, `gaps` = `gaps` + excluded.gaps, `staff` = `staff` + excluded.staff, `present` = `present` + excluded.present, `measured` = `measured` + excluded.measured, `abnormal` = `abnormal` + excluded.abnormal, `returned` = `returned` + excluded.returned, `outside` = `outside` + excluded.outside, `watched` = `watched` + excluded.watched;
END;
--> statement-breakpoint
CREATE TRIGGER `report_days_delete` AFTER DELETE ON `report_days` BEGIN
  UPDATE `report_counts` SET `enterprises` = `enterprises` - (1), `reported` = `reported` - (old.state IN ('late', 'reported')), `late` = `late` - (old.state = 'late'), `stopped` = `stopped` - (old.state = 'stopped'), `missing` = `missing` - (old.state = 'missing'), `zero` = `zero` - (ifnull(old.zero, 0)), `corrected` = `corrected` - (ifnull(old.seq > 1, 0)), `needs` = `needs` - (old.needs), `gaps` = `gaps` - (old.stopped = 0 AND ifnull(old.gaps, 1) > 0), `staff` = `staff` - (ifnull(old.staff, 0)), `present` = `present` - (ifnull(old.present, 0)), `measured` = `measured` - (ifnull(old.measured, 0)), `abnormal` = `abnormal` - (ifnull(old.abnormal, 0)), `returned` = `returned` - (ifnull(old.returned, 0)), `outside` = `outside` - (ifnull(old.outside, 0)), `watched` = `watched` - (ifnull(old.watched, 0))
  WHERE `day` = old.day AND `trade` IN (old.trade, '*all') AND `area_id` IN (SELECT value FROM json_each('[' || replace(trim(old.area_path, '/'), '/', ',') || ']'));
END;
--> statement-breakpoint
INSERT INTO `report_counts` (`day`, `area_id`, `trade`, `enterprises`, `reported`, `late`, `stopped`, `missing`, `zero`, `corrected`, `needs`, `gaps`, `staff`, `present`, `measured`, `abnormal`, `returned`, `outside`, `watched`)
SELECT `day`, `area_id`, '*all', sum(`enterprises`), sum(`reported`), sum(`late`), sum(`stopped`), sum(`missing`), sum(`zero`), sum(`corrected`), sum(`needs`), sum(`gaps`), sum(`staff`), sum(`present`), sum(`measured`), sum(`abnormal`), sum(`returned`), sum(`outside`), sum(`watched`) FROM `report_counts` GROUP BY `day`, `area_id`;
