CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`phone` text,
	`phone_index` text,
	`password_hash` text NOT NULL,
	`totp_secret` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	`demo` integer DEFAULT false NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_name_unique` ON `accounts` (`name`);--> statement-breakpoint
CREATE INDEX `accounts_phone` ON `accounts` (`phone_index`);--> statement-breakpoint
CREATE INDEX `accounts_demo` ON `accounts` (`demo`);--> statement-breakpoint
CREATE TABLE `devices` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `devices_account` ON `devices` (`account_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`code_hash` text,
	`place_id` integer NOT NULL,
	`role` text NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`used_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_code_hash_unique` ON `invitations` (`code_hash`);--> statement-breakpoint
CREATE INDEX `invitations_place` ON `invitations` (`place_id`);--> statement-breakpoint
CREATE TABLE `place_members` (
	`place_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`role` text NOT NULL,
	`since` integer NOT NULL,
	`invited_by` integer,
	`revoked_at` integer,
	`revoked_by` integer,
	PRIMARY KEY(`place_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `place_members_account` ON `place_members` (`account_id`);--> statement-breakpoint
CREATE TABLE `roles` (
	`account_id` integer NOT NULL,
	`role` text NOT NULL,
	`department` text DEFAULT '' NOT NULL,
	`area_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`until` integer,
	PRIMARY KEY(`account_id`, `role`, `department`, `area_id`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` integer,
	`act` text NOT NULL,
	`subject` text NOT NULL,
	`reason` text,
	`detail` text,
	`rulebook_version` integer
);
--> statement-breakpoint
CREATE INDEX `audit_act` ON `audit` (`act`);--> statement-breakpoint
CREATE TABLE `audit_seals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_seals_from_seq_unique` ON `audit_seals` (`from_seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `audit_seals_previous_unique` ON `audit_seals` (`previous`);--> statement-breakpoint
CREATE TABLE `employments` (
	`place_id` integer NOT NULL,
	`worker_id` integer NOT NULL,
	`job` text NOT NULL,
	`confirmed_at` integer,
	`confirmed_by` integer,
	`shown_by_consent` integer DEFAULT false NOT NULL,
	`since` integer NOT NULL,
	`left_on` integer,
	PRIMARY KEY(`place_id`, `worker_id`)
);
--> statement-breakpoint
CREATE INDEX `employments_worker` ON `employments` (`worker_id`);--> statement-breakpoint
CREATE TABLE `workers` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`phone_index` text NOT NULL,
	`address` text,
	`id_tail` text,
	`area_id` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workers_phone` ON `workers` (`phone_index`);--> statement-breakpoint
CREATE TABLE `areas` (
	`id` integer PRIMARY KEY NOT NULL,
	`parent_id` integer,
	`level` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`path` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `areas_path_unique` ON `areas` (`path`);--> statement-breakpoint
CREATE INDEX `areas_parent` ON `areas` (`parent_id`);--> statement-breakpoint
CREATE TABLE `place_counts` (
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`stage` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`kind`, `status`, `stage`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `place_grams` (
	`gram` text NOT NULL,
	`place_id` integer NOT NULL,
	PRIMARY KEY(`gram`, `place_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `places` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`trade` text NOT NULL,
	`address` text NOT NULL,
	`area_id` integer NOT NULL,
	`area_path` text NOT NULL,
	`parent_id` integer,
	`entrances` text NOT NULL,
	`status` text NOT NULL,
	`status_reason` text,
	`stage` text,
	`returned_on` integer,
	`working_on` integer,
	`opened_on` integer,
	`acceptance_number` integer,
	`opens_at` integer,
	`closes_at` integer,
	`capacity` integer,
	`rest_day` integer,
	`paused_from` integer,
	`paused_until` integer,
	`liaison_id` integer,
	`contact_name` text,
	`contact_phone` text,
	`contact_phone_index` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `places_code_unique` ON `places` (`code`);--> statement-breakpoint
CREATE INDEX `places_by_status` ON `places` (`status`,`area_path`,`id`);--> statement-breakpoint
CREATE INDEX `places_by_kind` ON `places` (`status`,`kind`,`area_path`,`id`);--> statement-breakpoint
CREATE INDEX `places_walk` ON `places` (`area_path`,`id`);--> statement-breakpoint
CREATE TABLE `pledges` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`number` text NOT NULL,
	`kind` text NOT NULL,
	`worker_id` integer,
	`place_id` integer,
	`rulebook_version` integer NOT NULL,
	`answers` text NOT NULL,
	`signature` text,
	`text_hash` text NOT NULL,
	`signed_at` integer NOT NULL,
	`witnessed_by` integer,
	`superseded_by` integer,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pledges_key_unique` ON `pledges` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `pledges_number_unique` ON `pledges` (`number`);--> statement-breakpoint
CREATE INDEX `pledges_worker` ON `pledges` (`worker_id`);--> statement-breakpoint
CREATE INDEX `pledges_place` ON `pledges` (`place_id`);--> statement-breakpoint
CREATE TABLE `rulebooks` (
	`version` integer PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`title` text NOT NULL,
	`effective_from` integer NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` integer,
	`approved_by` integer,
	`json` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rulebooks_in_force` ON `rulebooks` (`effective_from`,`version`);--> statement-breakpoint
CREATE TABLE `health_keys` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`demo` integer NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
CREATE TABLE `place_days` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`visits` integer NOT NULL,
	`people` integer NOT NULL,
	`over` integer NOT NULL,
	`waiting` integer NOT NULL,
	`doubtful` integer NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`place_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `place_slots` (
	`place_id` integer NOT NULL,
	`slot` integer NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`place_id`, `slot`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `visits` (
	`place_id` integer NOT NULL,
	`day` integer NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`verdict` text NOT NULL,
	`party` integer NOT NULL,
	`readings` text NOT NULL,
	`surname` text,
	`tail` text,
	`contact` blob,
	`health_key_id` integer,
	`rulebook_version` integer NOT NULL,
	`source` text NOT NULL,
	`entered_by` integer,
	`entrance` text,
	`doubt` text,
	`slot` integer,
	`left_at` integer,
	`voided_at` integer,
	`erased_at` integer,
	`reported_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`place_id`, `day`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_update` BEFORE UPDATE ON `audit_seals` BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_delete` BEFORE DELETE ON `audit_seals` BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `rulebooks_no_update` BEFORE UPDATE ON `rulebooks` BEGIN SELECT RAISE(ABORT, 'a published rulebook never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `rulebooks_no_delete` BEFORE DELETE ON `rulebooks` BEGIN SELECT RAISE(ABORT, 'a published rulebook never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `places_count_insert` AFTER INSERT ON `places` BEGIN
  INSERT INTO `place_counts` (`kind`, `status`, `stage`, `count`) VALUES (new.kind, new.status, ifnull(new.stage, ''), 1)
  ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `places_count_update` AFTER UPDATE OF `kind`, `status`, `stage` ON `places` BEGIN
  UPDATE `place_counts` SET `count` = `count` - 1 WHERE `kind` = old.kind AND `status` = old.status AND `stage` = ifnull(old.stage, '');
  INSERT INTO `place_counts` (`kind`, `status`, `stage`, `count`) VALUES (new.kind, new.status, ifnull(new.stage, ''), 1)
  ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `places_count_delete` AFTER DELETE ON `places` BEGIN
  UPDATE `place_counts` SET `count` = `count` - 1 WHERE `kind` = old.kind AND `status` = old.status AND `stage` = ifnull(old.stage, '');
END;
