CREATE TABLE `certification_history` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organization_id` text NOT NULL,
	`number` text NOT NULL,
	`import_id` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `certification_history_by_number` ON `certification_history` (`organization_id`,`number`);--> statement-breakpoint
CREATE TABLE `certification_import` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`filename` text NOT NULL,
	`file_division` text NOT NULL,
	`user_id` text,
	`imported_by` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`rows` integer NOT NULL,
	`added` integer DEFAULT 0 NOT NULL,
	`corrected` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`unmatched` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `certification_import_by_organization` ON `certification_import` (`organization_id`,`at`);--> statement-breakpoint
CREATE INDEX `certification_import_by_age` ON `certification_import` (`at`);--> statement-breakpoint
CREATE TABLE `certification_row` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`organization_id` text NOT NULL,
	`number` text NOT NULL,
	`ine` text,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`birth_date` text NOT NULL,
	`birth_city` text NOT NULL,
	`external_id` text NOT NULL,
	`type` text,
	`status` text NOT NULL,
	`level` text,
	`score` integer,
	`competences` text NOT NULL,
	`complementary` text,
	`comment` text NOT NULL,
	`session` text NOT NULL,
	`center` text,
	`taken_on` text NOT NULL,
	`delivered_on` text,
	`verification_code` text,
	`version` text,
	`school_year` text NOT NULL,
	`division` text NOT NULL,
	`search` text NOT NULL,
	`match_key` text NOT NULL,
	`usual_key` text NOT NULL,
	`first_key` text NOT NULL,
	`pupil_id` text,
	`known_id` text,
	`reason` text,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `certification_import`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `certification_row_by_number` ON `certification_row` (`organization_id`,`number`);--> statement-breakpoint
CREATE INDEX `certification_row_by_name` ON `certification_row` (`import_id`,`match_key`);--> statement-breakpoint
CREATE INDEX `certification_row_by_usual_name` ON `certification_row` (`import_id`,`usual_key`);--> statement-breakpoint
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