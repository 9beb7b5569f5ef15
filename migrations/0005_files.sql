CREATE TABLE `files` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`purpose` text NOT NULL,
	`subject` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`object` text NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`stored_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `files_key` ON `files` (`place_id`,`key`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `files_subject` ON `files` (`place_id`,`subject`);--> statement-breakpoint
CREATE INDEX `files_unstored` ON `files` (`at`) WHERE stored_at IS NULL AND deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `files_drafts` ON `files` (`at`) WHERE subject = '' AND deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `files_deleted` ON `files` (`deleted_at`) WHERE deleted_at IS NOT NULL;