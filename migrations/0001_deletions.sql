CREATE TABLE `deletions` (
	`what` text NOT NULL,
	`through_day` integer NOT NULL,
	`count` integer NOT NULL,
	`hash` text NOT NULL,
	`started_at` integer NOT NULL,
	`done_at` integer,
	PRIMARY KEY(`what`, `through_day`)
);
