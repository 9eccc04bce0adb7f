CREATE TABLE `document` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`selection` text,
	`content_hash` text,
	`attempt` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer NOT NULL,
	`object_key` text,
	`size` integer,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`heartbeat_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `document_by_content` ON `document` (`organization_id`,`content_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `document_one_active_archive` ON `document` (`organization_id`) WHERE kind = 'archive' AND status IN ('queued', 'running');--> statement-breakpoint
CREATE INDEX `document_by_school` ON `document` (`organization_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE INDEX `document_by_expiry` ON `document` (`expires_at`);--> statement-breakpoint
CREATE INDEX `document_under_way` ON `document` (`heartbeat_at`) WHERE status IN ('queued', 'running');