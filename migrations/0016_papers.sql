CREATE TABLE `paper_copies` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`worker_id` integer NOT NULL,
	`place_id` integer,
	`kind` text NOT NULL,
	`file_id` integer NOT NULL,
	`why` text NOT NULL,
	`text` text,
	`self_signed` integer NOT NULL,
	`kept_through` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `paper_copies_key_unique` ON `paper_copies` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `paper_copies_one` ON `paper_copies` (`worker_id`,`kind`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `paper_copies_worker` ON `paper_copies` (`worker_id`);--> statement-breakpoint
CREATE INDEX `paper_copies_due` ON `paper_copies` (`kept_through`);--> statement-breakpoint
ALTER TABLE `files` ADD `sealed` integer DEFAULT false NOT NULL;