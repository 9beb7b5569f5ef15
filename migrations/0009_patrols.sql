CREATE TABLE `order_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`order_id` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text,
	`file_id` integer,
	`due_at` integer,
	`by` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_entries_key_unique` ON `order_entries` (`key`);--> statement-breakpoint
CREATE INDEX `order_entries_order` ON `order_entries` (`order_id`,`id`);--> statement-breakpoint
CREATE TABLE `order_items` (
	`order_id` integer NOT NULL,
	`item` text NOT NULL,
	`place_id` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`order_id`, `item`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_items_live` ON `order_items` (`place_id`,`item`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `orders` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`year` integer NOT NULL,
	`seq` integer NOT NULL,
	`place_id` integer NOT NULL,
	`place_kind` text NOT NULL,
	`area_path` text NOT NULL,
	`round_id` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`due_at` integer NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`rulebook_version` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`answered_at` integer,
	`ended_by` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_key_unique` ON `orders` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`year`,`seq`);--> statement-breakpoint
CREATE INDEX `orders_state` ON `orders` (`state`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `orders_area` ON `orders` (`state`,`area_path`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `orders_place` ON `orders` (`place_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_round` ON `orders` (`round_id`);--> statement-breakpoint
CREATE INDEX `orders_ended` ON `orders` (`ended_at`);--> statement-breakpoint
CREATE TABLE `register_passes` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`place_id` integer NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`opened` integer DEFAULT 0 NOT NULL,
	`opened_at` integer
);
--> statement-breakpoint
CREATE INDEX `register_passes_place` ON `register_passes` (`place_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `patrol_findings` (
	`round_id` integer NOT NULL,
	`item` text NOT NULL,
	`fixed` integer NOT NULL,
	`note` text,
	`file_id` integer,
	PRIMARY KEY(`round_id`, `item`)
);
--> statement-breakpoint
CREATE TABLE `patrol_rounds` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`day` integer NOT NULL,
	`level` text NOT NULL,
	`target` text NOT NULL,
	`at` integer NOT NULL,
	`phone_at` integer,
	`received_at` integer NOT NULL,
	`by` integer NOT NULL,
	`proof` text NOT NULL,
	`review` text,
	`reviewed_by` integer,
	`reviewed_at` integer,
	`problems` integer NOT NULL,
	`note` text,
	`file_id` integer,
	`rulebook_version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patrol_rounds_key_unique` ON `patrol_rounds` (`key`);--> statement-breakpoint
CREATE INDEX `patrol_rounds_day` ON `patrol_rounds` (`day`,`area_path`,`place_id`,`at`);--> statement-breakpoint
CREATE INDEX `patrol_rounds_place` ON `patrol_rounds` (`place_id`,`day`);--> statement-breakpoint
CREATE INDEX `patrol_rounds_by` ON `patrol_rounds` (`by`,`day`);--> statement-breakpoint
CREATE INDEX `patrol_rounds_review` ON `patrol_rounds` (`area_path`,`id`) WHERE review = 'pending';--> statement-breakpoint
CREATE TABLE `resident_shifts` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`account_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` integer,
	`note` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resident_shifts_key_unique` ON `resident_shifts` (`key`);--> statement-breakpoint
CREATE INDEX `resident_shifts_place` ON `resident_shifts` (`place_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `resident_shifts_area` ON `resident_shifts` (`area_path`,`started_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `resident_shifts_open` ON `resident_shifts` (`place_id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `spot_checks` (
	`round_id` integer NOT NULL,
	`worker_id` integer NOT NULL,
	`temperature` integer NOT NULL,
	`logged` integer,
	`differs` integer NOT NULL,
	PRIMARY KEY(`round_id`, `worker_id`)
);
--> statement-breakpoint
CREATE TRIGGER `order_entries_no_update` BEFORE UPDATE ON `order_entries` BEGIN SELECT RAISE(ABORT, 'order_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `order_entries_no_delete` BEFORE DELETE ON `order_entries` BEGIN SELECT RAISE(ABORT, 'order_entries is append-only'); END;
