CREATE TABLE `accidents` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`kind` text NOT NULL,
	`happened_at` integer NOT NULL,
	`place_text` text NOT NULL,
	`what` text NOT NULL,
	`done` text NOT NULL,
	`hurt` integer NOT NULL,
	`day` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`rulebook_version` integer NOT NULL,
	`seen_by` integer,
	`seen_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accidents_key_unique` ON `accidents` (`key`);--> statement-breakpoint
CREATE INDEX `accidents_place` ON `accidents` (`place_id`,`day`);--> statement-breakpoint
CREATE INDEX `accidents_day` ON `accidents` (`day`,`area_path`);--> statement-breakpoint
CREATE INDEX `accidents_new` ON `accidents` (`area_path`,`id`) WHERE seen_at IS NULL;--> statement-breakpoint
CREATE TABLE `daily_reports` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`late` integer NOT NULL,
	`zero` integer NOT NULL,
	`staff` integer NOT NULL,
	`present` integer NOT NULL,
	`measured` integer NOT NULL,
	`abnormal` integer NOT NULL,
	`returned` integer NOT NULL,
	`outside` integer NOT NULL,
	`watched` integer NOT NULL,
	`disinfected` text NOT NULL,
	`computed` text NOT NULL,
	`duty` text,
	`masks` integer,
	`needs` text,
	`rulebook_version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `daily_reports_key_unique` ON `daily_reports` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `daily_reports_day` ON `daily_reports` (`place_id`,`day`,`seq`);--> statement-breakpoint
CREATE TABLE `duty_rosters` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`key` text NOT NULL,
	`names` text NOT NULL,
	`gaps` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`rulebook_version` integer NOT NULL,
	PRIMARY KEY(`place_id`, `day`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `duty_rosters_key_unique` ON `duty_rosters` (`key`);--> statement-breakpoint
CREATE TABLE `production_stops` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`from_day` integer NOT NULL,
	`until_day` integer,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`ended_on` integer,
	`ended_by` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `production_stops_key_unique` ON `production_stops` (`key`);--> statement-breakpoint
CREATE INDEX `production_stops_place` ON `production_stops` (`place_id`,`from_day`);
--> statement-breakpoint
CREATE TRIGGER `daily_reports_no_update` BEFORE UPDATE ON `daily_reports` BEGIN SELECT RAISE(ABORT, 'daily_reports is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `daily_reports_no_delete` BEFORE DELETE ON `daily_reports` BEGIN SELECT RAISE(ABORT, 'daily_reports is append-only'); END;
