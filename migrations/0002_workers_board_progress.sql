CREATE TABLE `duty_records` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`duty` text NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`source` text NOT NULL,
	`detail` text NOT NULL,
	`corrects` integer,
	`undone_at` integer,
	`undone_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `duty_records_key_unique` ON `duty_records` (`key`);--> statement-breakpoint
CREATE INDEX `duty_records_day` ON `duty_records` (`place_id`,`day`,`duty`);--> statement-breakpoint
CREATE TABLE `stock_counts` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`source` text NOT NULL,
	`items` text NOT NULL,
	`undone_at` integer,
	`undone_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stock_counts_key_unique` ON `stock_counts` (`key`);--> statement-breakpoint
CREATE INDEX `stock_counts_day` ON `stock_counts` (`place_id`,`day`);--> statement-breakpoint
CREATE TABLE `worker_temperatures` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`worker_id` integer NOT NULL,
	`shift` text NOT NULL,
	`temperature` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`source` text NOT NULL,
	`corrects` integer,
	`undone_at` integer,
	`undone_by` integer,
	`reported_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `worker_temperatures_key_unique` ON `worker_temperatures` (`key`);--> statement-breakpoint
CREATE INDEX `worker_temperatures_day` ON `worker_temperatures` (`place_id`,`day`,`worker_id`);--> statement-breakpoint
CREATE TABLE `worker_devices` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`worker_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	`awaits_place_id` integer,
	`confirmed_at` integer,
	`confirmed_by` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `worker_devices_worker` ON `worker_devices` (`worker_id`);--> statement-breakpoint
CREATE INDEX `worker_devices_awaits` ON `worker_devices` (`awaits_place_id`);--> statement-breakpoint
CREATE TABLE `worker_invitations` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`code_hash` text,
	`place_id` integer NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`uses` integer DEFAULT 0 NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `worker_invitations_code_hash_unique` ON `worker_invitations` (`code_hash`);--> statement-breakpoint
CREATE INDEX `worker_invitations_place` ON `worker_invitations` (`place_id`);--> statement-breakpoint
CREATE TABLE `progress_counts` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `progress_snapshots` (
	`day` integer NOT NULL,
	`name` text NOT NULL,
	`value` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`day`, `name`)
);
--> statement-breakpoint
ALTER TABLE `workers` ADD `confirmed_places` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `pledges` ADD `text_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `pledges` ADD `works_from` integer;--> statement-breakpoint
ALTER TABLE `pledges` ADD `risk` integer DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `employments_count_insert` AFTER INSERT ON `employments` WHEN new.confirmed_at IS NOT NULL AND new.left_on IS NULL BEGIN
  UPDATE `workers` SET `confirmed_places` = `confirmed_places` + 1 WHERE `id` = new.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `employments_count_update` AFTER UPDATE OF `confirmed_at`, `left_on` ON `employments`
WHEN (old.confirmed_at IS NOT NULL AND old.left_on IS NULL) <> (new.confirmed_at IS NOT NULL AND new.left_on IS NULL) BEGIN
  UPDATE `workers` SET `confirmed_places` = `confirmed_places` + iif(new.confirmed_at IS NOT NULL AND new.left_on IS NULL, 1, -1) WHERE `id` = new.worker_id;
END;
--> statement-breakpoint
CREATE TRIGGER `workers_count_update` AFTER UPDATE OF `confirmed_places` ON `workers`
WHEN (old.confirmed_places > 0) <> (new.confirmed_places > 0) BEGIN
  INSERT INTO `progress_counts` (`name`, `value`) VALUES ('workers', iif(new.confirmed_places > 0, 1, -1))
  ON CONFLICT DO UPDATE SET `value` = `value` + excluded.value;
END;
