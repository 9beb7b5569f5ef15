CREATE TABLE `watch_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`watch_id` integer NOT NULL,
	`kind` text NOT NULL,
	`day` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`found` integer,
	`text` text,
	`file_id` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `watch_entries_key_unique` ON `watch_entries` (`key`);--> statement-breakpoint
CREATE INDEX `watch_entries_watch` ON `watch_entries` (`watch_id`,`at`);--> statement-breakpoint
CREATE TABLE `watch_readings` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`watch_id` integer NOT NULL,
	`day` integer NOT NULL,
	`shift` text NOT NULL,
	`temperature` integer NOT NULL,
	`symptoms` text NOT NULL,
	`alarm` integer NOT NULL,
	`rulebook_version` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`corrects` integer DEFAULT 0 NOT NULL,
	`told_at` integer,
	`told_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `watch_readings_key_unique` ON `watch_readings` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `watch_readings_slot` ON `watch_readings` (`watch_id`,`day`,`shift`,`corrects`);--> statement-breakpoint
CREATE INDEX `watch_readings_untold` ON `watch_readings` (`watch_id`) WHERE alarm = 1 AND told_at IS NULL;--> statement-breakpoint
CREATE TABLE `watches` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`worker_id` integer NOT NULL,
	`place_id` integer NOT NULL,
	`pledge_id` integer,
	`kept` text NOT NULL,
	`area_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`first_day` integer NOT NULL,
	`last_day` integer NOT NULL,
	`am_from` integer NOT NULL,
	`pm_from` integer NOT NULL,
	`measured` integer DEFAULT 0 NOT NULL,
	`room` text DEFAULT '' NOT NULL,
	`minder` text,
	`why` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`rulebook_version` integer NOT NULL,
	`opened_by` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`proposed_by` integer,
	`proposed_at` integer,
	`ended_at` integer,
	`ended_on` integer,
	`ended_by` integer,
	`ending` text,
	`year` integer,
	`seq` integer,
	`missed` integer,
	`fevers` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `watches_key_unique` ON `watches` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `watches_running` ON `watches` (`worker_id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `watches_number` ON `watches` (`year`,`seq`);--> statement-breakpoint
CREATE INDEX `watches_worker` ON `watches` (`worker_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `watches_last` ON `watches` (`last_day`,`id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `watches_place` ON `watches` (`place_id`,`id`);--> statement-breakpoint
CREATE INDEX `watches_ended` ON `watches` (`ended_on`,`id`) WHERE ended_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `worker_papers` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`worker_id` integer NOT NULL,
	`kind` text NOT NULL,
	`travel` integer NOT NULL,
	`result` text,
	`valid_until` integer,
	`at` integer NOT NULL,
	`by` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `worker_papers_key_unique` ON `worker_papers` (`key`);--> statement-breakpoint
CREATE INDEX `worker_papers_worker` ON `worker_papers` (`worker_id`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `worker_papers_travel` ON `worker_papers` (`at`) WHERE travel = 1;
--> statement-breakpoint
CREATE TRIGGER `watch_entries_no_update` BEFORE UPDATE ON `watch_entries` BEGIN SELECT RAISE(ABORT, 'watch_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `watch_entries_no_delete` BEFORE DELETE ON `watch_entries` BEGIN SELECT RAISE(ABORT, 'watch_entries is append-only'); END;
