CREATE TABLE `gate_shifts` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`note` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gate_shifts_key_unique` ON `gate_shifts` (`key`);--> statement-breakpoint
CREATE INDEX `gate_shifts_place` ON `gate_shifts` (`place_id`,`at`);
--> statement-breakpoint
CREATE TRIGGER `gate_shifts_no_update` BEFORE UPDATE ON `gate_shifts` BEGIN SELECT RAISE(ABORT, 'gate_shifts is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `gate_shifts_no_delete` BEFORE DELETE ON `gate_shifts` BEGIN SELECT RAISE(ABORT, 'gate_shifts is append-only'); END;
