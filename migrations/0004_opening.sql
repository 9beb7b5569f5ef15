CREATE TABLE `appeals` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`application_id` integer,
	`against` text NOT NULL,
	`decided_by` integer,
	`area_path` text NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`answer` text,
	`answered_by` integer,
	`answered_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_key_unique` ON `appeals` (`key`);--> statement-breakpoint
CREATE INDEX `appeals_state` ON `appeals` (`state`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `appeals_place` ON `appeals` (`place_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_live` ON `appeals` (`place_id`) WHERE state = 'open';--> statement-breakpoint
CREATE TABLE `application_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`application_id` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` integer,
	`act` text NOT NULL,
	`reasons` text NOT NULL,
	`text` text,
	`rulebook_version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `application_events_key_unique` ON `application_events` (`key`);--> statement-breakpoint
CREATE INDEX `application_events_application` ON `application_events` (`application_id`,`id`);--> statement-breakpoint
CREATE TABLE `applications` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`number` text NOT NULL,
	`place_id` integer NOT NULL,
	`trade` text NOT NULL,
	`area_path` text NOT NULL,
	`department` text NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`rulebook_version` integer NOT NULL,
	`answers` text NOT NULL,
	`self_check` text NOT NULL,
	`papers` text NOT NULL,
	`outside_number` text,
	`outside_on` integer,
	`outside_file_id` integer,
	`pledge_id` integer,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`submitted_at` integer,
	`answer_by` integer,
	`decided_at` integer,
	`decided_by` integer,
	`assigned_to` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_key_unique` ON `applications` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `applications_number_unique` ON `applications` (`number`);--> statement-breakpoint
CREATE INDEX `applications_place` ON `applications` (`place_id`,`id`);--> statement-breakpoint
CREATE INDEX `applications_department` ON `applications` (`department`,`state`,`answer_by`,`id`);--> statement-breakpoint
CREATE INDEX `applications_town` ON `applications` (`state`,`answer_by`,`id`);--> statement-breakpoint
CREATE INDEX `applications_assigned` ON `applications` (`assigned_to`,`state`,`answer_by`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `applications_live` ON `applications` (`place_id`) WHERE state IN ('draft', 'submitted', 'sent_back', 'accepted', 'failed');--> statement-breakpoint
CREATE TABLE `import_rows` (
	`import_id` integer NOT NULL,
	`line` integer NOT NULL,
	`cells` text NOT NULL,
	`error` text,
	`place_id` integer,
	PRIMARY KEY(`import_id`, `line`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`total` integer NOT NULL,
	`bad` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`made` integer DEFAULT 0 NOT NULL,
	`known` integer DEFAULT 0 NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_key_unique` ON `imports` (`key`);--> statement-breakpoint
CREATE INDEX `imports_by` ON `imports` (`by`,`id`);--> statement-breakpoint
CREATE INDEX `imports_state` ON `imports` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `case_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`case_id` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`due_on` integer,
	`file_id` integer,
	`by` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_entries_key_unique` ON `case_entries` (`key`);--> statement-breakpoint
CREATE INDEX `case_entries_case` ON `case_entries` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`area_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`department` text,
	`ended_on` integer,
	`rulebook_version` integer NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_key_unique` ON `cases` (`key`);--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`area_path`,`id`);--> statement-breakpoint
CREATE INDEX `cases_place` ON `cases` (`place_id`);--> statement-breakpoint
CREATE TABLE `findings` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`inspection_id` integer NOT NULL,
	`place_id` integer NOT NULL,
	`item` text NOT NULL,
	`department` text NOT NULL,
	`text` text,
	`file_id` integer,
	`due_on` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`at` integer NOT NULL,
	`by` integer NOT NULL,
	`answer` text,
	`answer_file_id` integer,
	`answered_by` integer,
	`answered_at` integer,
	`closed_by` integer,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `findings_key_unique` ON `findings` (`key`);--> statement-breakpoint
CREATE INDEX `findings_place` ON `findings` (`place_id`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `findings_inspection` ON `findings` (`inspection_id`,`id`);--> statement-breakpoint
CREATE INDEX `findings_due` ON `findings` (`state`,`due_on`,`id`);--> statement-breakpoint
CREATE TABLE `inspection_items` (
	`inspection_id` integer NOT NULL,
	`item` text NOT NULL,
	`department` text NOT NULL,
	`result` text NOT NULL,
	`note` text,
	`file_id` integer,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`inspection_id`, `item`)
);
--> statement-breakpoint
CREATE TABLE `inspection_members` (
	`inspection_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`department` text NOT NULL,
	`present_at` integer,
	PRIMARY KEY(`inspection_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `inspection_members_account` ON `inspection_members` (`account_id`,`inspection_id`);--> statement-breakpoint
CREATE TABLE `inspection_opinions` (
	`inspection_id` integer NOT NULL,
	`department` text NOT NULL,
	`opinion` text NOT NULL,
	`text` text,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`inspection_id`, `department`)
);
--> statement-breakpoint
CREATE TABLE `inspections` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`application_id` integer,
	`purpose` text NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`on_day` integer NOT NULL,
	`team_id` integer,
	`area_path` text NOT NULL,
	`place_kind` text NOT NULL,
	`trade` text NOT NULL,
	`rulebook_version` integer NOT NULL,
	`planned_by` integer NOT NULL,
	`planned_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`finished_by` integer,
	`acceptance_number` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inspections_key_unique` ON `inspections` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `inspections_acceptance_number_unique` ON `inspections` (`acceptance_number`);--> statement-breakpoint
CREATE INDEX `inspections_day` ON `inspections` (`state`,`on_day`,`area_path`,`id`);--> statement-breakpoint
CREATE INDEX `inspections_place` ON `inspections` (`place_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `inspections_live` ON `inspections` (`place_id`) WHERE state IN ('planned', 'started');--> statement-breakpoint
CREATE TABLE `arrivals` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`phone_index` text NOT NULL,
	`address` text NOT NULL,
	`origin` text NOT NULL,
	`arrived_on` integer NOT NULL,
	`place_id` integer,
	`worker_id` integer,
	`found_area_id` integer NOT NULL,
	`found_area_path` text NOT NULL,
	`area_id` integer,
	`area_path` text,
	`notice_id` integer,
	`reported_by` integer NOT NULL,
	`at` integer NOT NULL,
	`left_on` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `arrivals_key_unique` ON `arrivals` (`key`);--> statement-breakpoint
CREATE INDEX `arrivals_phone` ON `arrivals` (`phone_index`);--> statement-breakpoint
CREATE INDEX `arrivals_area` ON `arrivals` (`area_path`,`id`);--> statement-breakpoint
CREATE INDEX `arrivals_notice` ON `arrivals` (`notice_id`,`id`);--> statement-breakpoint
CREATE INDEX `arrivals_nobodys` ON `arrivals` (`found_area_path`,`id`) WHERE area_id IS NULL AND notice_id IS NULL AND left_on IS NULL;--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`year` integer NOT NULL,
	`seq` integer NOT NULL,
	`area_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`why` text NOT NULL,
	`tasks` text NOT NULL,
	`other` text,
	`due_at` integer NOT NULL,
	`rulebook_version` integer NOT NULL,
	`issued_by` integer NOT NULL,
	`issued_at` integer NOT NULL,
	`received_by` integer,
	`received_at` integer,
	`started_at` integer,
	`result` text,
	`result_text` text,
	`reported_by` integer,
	`reported_at` integer,
	`closed_by` integer,
	`closed_at` integer,
	`returns` integer DEFAULT 0 NOT NULL,
	`return_text` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_key_unique` ON `notices` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `notices_number` ON `notices` (`year`,`seq`);--> statement-breakpoint
CREATE INDEX `notices_state` ON `notices` (`state`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `notices_area` ON `notices` (`area_path`,`state`,`due_at`,`id`);--> statement-breakpoint
CREATE TABLE `place_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`at` integer NOT NULL,
	`from_status` text NOT NULL,
	`to_status` text NOT NULL,
	`cause` text NOT NULL,
	`ref` text,
	`reason` text,
	`actor_kind` text NOT NULL,
	`actor_id` integer,
	`rulebook_version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `place_changes_key_unique` ON `place_changes` (`key`);--> statement-breakpoint
CREATE INDEX `place_changes_place` ON `place_changes` (`place_id`,`id`);--> statement-breakpoint
CREATE TABLE `listed_places` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`place_id` integer NOT NULL,
	`reason` text NOT NULL,
	`from_day` integer NOT NULL,
	`to_day` integer,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`ended_by` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `listed_places_key_unique` ON `listed_places` (`key`);--> statement-breakpoint
CREATE INDEX `listed_places_ended` ON `listed_places` (`ended_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `listed_places_live` ON `listed_places` (`place_id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `proposals` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`base_version` integer NOT NULL,
	`json` text NOT NULL,
	`state` text NOT NULL,
	`reason` text NOT NULL,
	`proposed_by` integer NOT NULL,
	`proposed_at` integer NOT NULL,
	`approved_by` integer,
	`approved_at` integer,
	`new_version` integer,
	`total` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`cursor` integer DEFAULT 0 NOT NULL,
	`applied_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proposals_key_unique` ON `proposals` (`key`);--> statement-breakpoint
CREATE INDEX `proposals_state` ON `proposals` (`state`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `proposals_live` ON `proposals` (1) WHERE state IN ('proposed', 'approved');--> statement-breakpoint
CREATE TABLE `team_members` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`team_id` integer NOT NULL,
	`account_id` integer,
	`name` text,
	`department` text DEFAULT '' NOT NULL,
	`role` text NOT NULL,
	`since` integer NOT NULL,
	`by` integer NOT NULL,
	`until` integer,
	`ended_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `team_members_key_unique` ON `team_members` (`key`);--> statement-breakpoint
CREATE INDEX `team_members_team` ON `team_members` (`team_id`,`id`);--> statement-breakpoint
CREATE INDEX `team_members_account` ON `team_members` (`account_id`);--> statement-breakpoint
CREATE TABLE `teams` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`parent_id` integer,
	`area_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`dissolved_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_key_unique` ON `teams` (`key`);--> statement-breakpoint
CREATE INDEX `teams_kind` ON `teams` (`kind`,`area_path`,`id`);--> statement-breakpoint
ALTER TABLE `places` ADD `status_cause` text;--> statement-breakpoint
ALTER TABLE `places` ADD `inspection_due_on` integer;--> statement-breakpoint
CREATE INDEX `places_acceptance` ON `places` (`acceptance_number`);--> statement-breakpoint
CREATE INDEX `places_contact` ON `places` (`contact_phone_index`);--> statement-breakpoint
CREATE INDEX `places_inspection_due` ON `places` (`inspection_due_on`,`id`) WHERE inspection_due_on IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `place_changes_no_update` BEFORE UPDATE ON `place_changes` BEGIN SELECT RAISE(ABORT, 'place_changes is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `place_changes_no_delete` BEFORE DELETE ON `place_changes` BEGIN SELECT RAISE(ABORT, 'place_changes is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `application_events_no_update` BEFORE UPDATE ON `application_events` BEGIN SELECT RAISE(ABORT, 'application_events is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `application_events_no_delete` BEFORE DELETE ON `application_events` BEGIN SELECT RAISE(ABORT, 'application_events is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `case_entries_no_update` BEFORE UPDATE ON `case_entries` BEGIN SELECT RAISE(ABORT, 'case_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `case_entries_no_delete` BEFORE DELETE ON `case_entries` BEGIN SELECT RAISE(ABORT, 'case_entries is append-only'); END;
