CREATE TABLE `mail_pause` (
	`id` integer PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`probe_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`cause` text NOT NULL,
	`code` text NOT NULL
) STRICT;
--> statement-breakpoint
DROP INDEX `outbox_pending`;--> statement-breakpoint
ALTER TABLE `outbox` ADD `cause` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `next_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `expires_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_with_text` ON `outbox` (`expires_at`) WHERE state IN ('pending', 'refused') AND text <> '';--> statement-breakpoint
CREATE INDEX `outbox_waiting_for` ON `outbox` (`recipient`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_not_sent` ON `outbox` (`created_at`) WHERE state IN ('pending', 'refused', 'expired');--> statement-breakpoint
UPDATE `outbox` SET `expires_at` = `created_at` + 604800000;