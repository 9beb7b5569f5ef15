CREATE TABLE `help_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`request_id` integer NOT NULL,
	`kind` text NOT NULL,
	`unit` text NOT NULL,
	`text` text,
	`file_id` integer,
	`by` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `help_entries_key_unique` ON `help_entries` (`key`);--> statement-breakpoint
CREATE INDEX `help_entries_request` ON `help_entries` (`request_id`,`id`);--> statement-breakpoint
CREATE TABLE `help_requests` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`year` integer NOT NULL,
	`seq` integer NOT NULL,
	`place_id` integer NOT NULL,
	`place_kind` text NOT NULL,
	`area_path` text NOT NULL,
	`category` text NOT NULL,
	`unit` text DEFAULT '' NOT NULL,
	`text` text NOT NULL,
	`quantity` text,
	`needed_on` integer,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`answer_by` integer NOT NULL,
	`rulebook_version` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`taken_by` integer,
	`taken_at` integer,
	`answered_at` integer,
	`ended_at` integer,
	`reopens` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `help_requests_key_unique` ON `help_requests` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `help_requests_number` ON `help_requests` (`year`,`seq`);--> statement-breakpoint
CREATE INDEX `help_requests_state` ON `help_requests` (`state`,`answer_by`,`id`);--> statement-breakpoint
CREATE INDEX `help_requests_category` ON `help_requests` (`state`,`category`,`answer_by`,`id`);--> statement-breakpoint
CREATE INDEX `help_requests_area` ON `help_requests` (`state`,`area_path`,`answer_by`,`id`);--> statement-breakpoint
CREATE INDEX `help_requests_place` ON `help_requests` (`place_id`,`id`);--> statement-breakpoint
CREATE INDEX `help_requests_taken` ON `help_requests` (`taken_by`,`answer_by`,`id`) WHERE state = 'in_hand';--> statement-breakpoint
CREATE TABLE `suppliers` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`category` text NOT NULL,
	`name` text NOT NULL,
	`what` text NOT NULL,
	`price` text DEFAULT '' NOT NULL,
	`contact` text NOT NULL,
	`folded` text NOT NULL,
	`from_day` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suppliers_key_unique` ON `suppliers` (`key`);--> statement-breakpoint
CREATE INDEX `suppliers_live` ON `suppliers` (`category`,`id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `suppliers_ended` ON `suppliers` (`id`) WHERE ended_at IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `help_entries_no_update` BEFORE UPDATE ON `help_entries` BEGIN SELECT RAISE(ABORT, 'help_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `help_entries_no_delete` BEFORE DELETE ON `help_entries` BEGIN SELECT RAISE(ABORT, 'help_entries is append-only'); END;
