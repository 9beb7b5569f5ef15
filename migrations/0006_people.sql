ALTER TABLE `pledges` ADD `answers_purged_at` integer;--> statement-breakpoint
ALTER TABLE `pledges` ADD `kept_hash` text;--> statement-breakpoint
CREATE INDEX `pledges_risk` ON `pledges` (`signed_at`) WHERE kind = 'personal' AND risk = 1 AND superseded_by IS NULL AND withdrawn_at IS NULL;--> statement-breakpoint
CREATE INDEX `pledges_answers_due` ON `pledges` (`works_from`,`signed_at`) WHERE kind = 'personal' AND answers_purged_at IS NULL;--> statement-breakpoint
CREATE INDEX `pledges_over` ON `pledges` (`signed_at`) WHERE kind = 'personal' AND (superseded_by IS NOT NULL OR withdrawn_at IS NOT NULL);--> statement-breakpoint
CREATE INDEX `employments_here` ON `employments` (`place_id`,`since`,`worker_id`) WHERE left_on IS NULL;--> statement-breakpoint
CREATE INDEX `worker_devices_used` ON `worker_devices` (`used_at`);--> statement-breakpoint
CREATE INDEX `worker_invitations_expires` ON `worker_invitations` (`expires_at`);