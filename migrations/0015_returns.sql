CREATE TABLE `handbooks` (
	`place_id` integer PRIMARY KEY NOT NULL,
	`day` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `return_batches` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`seq` integer NOT NULL,
	`day` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`reason` text,
	`rulebook_version` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`decided_by` integer,
	`decided_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `return_batches_key_unique` ON `return_batches` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `return_batches_seq` ON `return_batches` (`place_id`,`seq`);--> statement-breakpoint
CREATE INDEX `return_batches_area` ON `return_batches` (`state`,`area_path`,`day`,`id`);--> statement-breakpoint
CREATE INDEX `return_batches_day` ON `return_batches` (`day`,`id`);--> statement-breakpoint
CREATE TABLE `return_people` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`batch_id` integer NOT NULL,
	`worker_id` integer,
	`name` text,
	`name_index` text,
	`origin` text,
	`works_from` integer,
	`came_at` integer,
	`came_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `return_people_key_unique` ON `return_people` (`key`);--> statement-breakpoint
CREATE INDEX `return_people_batch` ON `return_people` (`batch_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `return_people_named` ON `return_people` (`batch_id`,`name_index`);--> statement-breakpoint
CREATE TABLE `site_ratings` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`results` text NOT NULL,
	`done` integer NOT NULL,
	`applying` integer NOT NULL,
	`rulebook_version` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `site_ratings_key_unique` ON `site_ratings` (`key`);--> statement-breakpoint
CREATE INDEX `site_ratings_place` ON `site_ratings` (`place_id`,`id`);--> statement-breakpoint
CREATE TABLE `stage_steps` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`from_stage` text NOT NULL,
	`to_stage` text NOT NULL,
	`day` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`decided_by` integer,
	`decided_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stage_steps_key_unique` ON `stage_steps` (`key`);--> statement-breakpoint
CREATE INDEX `stage_steps_place` ON `stage_steps` (`place_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `stage_steps_asked` ON `stage_steps` (`place_id`) WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX `stage_steps_waiting` ON `stage_steps` (`area_path`,`id`) WHERE state = 'asked';--> statement-breakpoint
CREATE TABLE `surveys` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`answers` text NOT NULL,
	`note` text,
	`rulebook_version` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `surveys_key_unique` ON `surveys` (`key`);--> statement-breakpoint
CREATE INDEX `surveys_place` ON `surveys` (`place_id`,`id`);--> statement-breakpoint
ALTER TABLE `places` ADD `isolation_rooms` integer;--> statement-breakpoint
ALTER TABLE `places` ADD `isolation_beds` integer;--> statement-breakpoint
CREATE INDEX `places_enterprises` ON `places` (`area_path`,`id`) WHERE kind = 'enterprise' AND status <> 'closed';
--> statement-breakpoint
CREATE TRIGGER `site_ratings_no_update` BEFORE UPDATE ON `site_ratings` BEGIN SELECT RAISE(ABORT, 'site_ratings is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `site_ratings_no_delete` BEFORE DELETE ON `site_ratings` BEGIN SELECT RAISE(ABORT, 'site_ratings is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `stage_steps_no_delete` BEFORE DELETE ON `stage_steps` BEGIN SELECT RAISE(ABORT, 'stage_steps is kept'); END;
--> statement-breakpoint
CREATE TRIGGER `surveys_no_update` BEFORE UPDATE ON `surveys` BEGIN SELECT RAISE(ABORT, 'surveys is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `surveys_no_delete` BEFORE DELETE ON `surveys` BEGIN SELECT RAISE(ABORT, 'surveys is append-only'); END;
