CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`purpose` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`token_hash` text NOT NULL,
	`invited_by` text,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`outbox_id` text NOT NULL,
	`reminded_at` integer,
	`used_at` integer,
	`used_by` text,
	`cancelled_at` integer,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_pending` ON `invitation` (`organization_id`,`email`,`purpose`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `invitation_by_organization` ON `invitation` (`organization_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `invitation_by_expiry` ON `invitation` (`expires_at`);--> statement-breakpoint
CREATE TABLE `invitation_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `invitation_link_by_invitation` ON `invitation_link` (`invitation_id`);