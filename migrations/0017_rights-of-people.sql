CREATE TABLE `certification_figure` (
	`organization_id` text NOT NULL,
	`school_year` text NOT NULL,
	`division` text NOT NULL,
	`type` text NOT NULL,
	`status` text NOT NULL,
	`results` integer NOT NULL,
	`scored` integer NOT NULL,
	`scores` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `school_year`, `division`, `type`, `status`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `departure` (
	`organization_id` text NOT NULL,
	`school_year` text NOT NULL,
	`warned_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`pupils` integer DEFAULT 0 NOT NULL,
	`results` integer DEFAULT 0 NOT NULL,
	`erased_at` integer,
	PRIMARY KEY(`organization_id`, `school_year`)
) STRICT;
--> statement-breakpoint
ALTER TABLE `known_place` ADD `user_id` text REFERENCES user(id) ON DELETE CASCADE;--> statement-breakpoint
CREATE INDEX `known_place_by_user` ON `known_place` (`user_id`);--> statement-breakpoint
ALTER TABLE `organization` ADD `retention_visited_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `organization_by_visit` ON `organization` (`retention_visited_at`);--> statement-breakpoint
CREATE INDEX `certification_of_nobody` ON `certification` (`organization_id`,`school_year`) WHERE pupil_id IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_by_recipient` ON `outbox` (`recipient`);--> statement-breakpoint
CREATE INDEX `pupil_by_departure` ON `pupil` (`organization_id`,`deactivated_at`) WHERE deactivated_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `invitation_by_address` ON `invitation` (`email`);