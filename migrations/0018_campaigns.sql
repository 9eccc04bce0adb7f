CREATE TABLE `campaign` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`school_year` text NOT NULL,
	`kind` text NOT NULL,
	`level` text,
	`variant` text DEFAULT '' NOT NULL,
	`name` text NOT NULL,
	`provider` text NOT NULL,
	`code` text,
	`external_id` text,
	`due_on` text,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`made_by_file` text,
	`revision` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_by_code` ON `campaign` (`organization_id`,`provider`,`code`) WHERE code IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_by_external_id` ON `campaign` (`organization_id`,`provider`,`external_id`) WHERE external_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `campaign_by_age` ON `campaign` (`school_year`);--> statement-breakpoint
CREATE INDEX `campaign_by_year` ON `campaign` (`organization_id`,`school_year`,`kind`,`level`);--> statement-breakpoint
CREATE TABLE `campaign_answer` (
	`organization_id` text NOT NULL,
	`school_year` text NOT NULL,
	`name_key` text NOT NULL,
	`division_key` text NOT NULL,
	`started_on` text NOT NULL,
	`twin` integer NOT NULL,
	`pupil_id` text,
	`answer` text,
	`at` integer NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`organization_id`, `school_year`, `name_key`, `division_key`, `started_on`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `campaign_answer_by_pupil` ON `campaign_answer` (`pupil_id`);--> statement-breakpoint
CREATE INDEX `campaign_answer_by_age` ON `campaign_answer` (`at`);--> statement-breakpoint
CREATE TABLE `campaign_archived` (
	`organization_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`pupil_id` text NOT NULL,
	`division` text NOT NULL,
	`rank` integer NOT NULL,
	`at` integer,
	`mastery` real,
	`pix` integer,
	`is_left` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `campaign_id`, `pupil_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `campaign_archived_by_pupil` ON `campaign_archived` (`pupil_id`);--> statement-breakpoint
CREATE TABLE `campaign_exception` (
	`organization_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`scope` text NOT NULL,
	`target` text NOT NULL,
	`is_in` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `campaign_id`, `scope`, `target`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `campaign_file` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`filename` text NOT NULL,
	`as_of` integer NOT NULL,
	`rows` integer NOT NULL,
	`matched` integer NOT NULL,
	`waiting` integer NOT NULL,
	`staff` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`older` integer NOT NULL,
	`uploaded_at` integer NOT NULL,
	`uploaded_by` text NOT NULL,
	`undone_at` integer,
	`purged_at` integer,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `campaign_file_by_time` ON `campaign_file` (`organization_id`,`uploaded_at`);--> statement-breakpoint
CREATE INDEX `campaign_file_by_campaign` ON `campaign_file` (`organization_id`,`campaign_id`,`as_of`);--> statement-breakpoint
CREATE INDEX `campaign_file_to_purge` ON `campaign_file` (`uploaded_at`) WHERE purged_at IS NULL;--> statement-breakpoint
CREATE TABLE `campaign_line` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`file_id` text NOT NULL,
	`line` integer NOT NULL,
	`fact` text NOT NULL,
	`last_name` text NOT NULL,
	`first_name` text NOT NULL,
	`name_key` text NOT NULL,
	`division` text NOT NULL,
	`division_key` text NOT NULL,
	`started_on` text NOT NULL,
	`twin` integer NOT NULL,
	`rank` integer NOT NULL,
	`at` integer,
	`mastery` real,
	`pix` integer,
	`pupil_id` text,
	`found_in` text DEFAULT '' NOT NULL,
	`answer` text,
	`reason` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_line_by_fact` ON `campaign_line` (`organization_id`,`campaign_id`,`fact`);--> statement-breakpoint
CREATE INDEX `campaign_line_by_pupil` ON `campaign_line` (`organization_id`,`campaign_id`,`pupil_id`);--> statement-breakpoint
CREATE INDEX `campaign_line_of_pupil` ON `campaign_line` (`pupil_id`);--> statement-breakpoint
CREATE INDEX `campaign_line_by_file` ON `campaign_line` (`organization_id`,`file_id`);--> statement-breakpoint
CREATE INDEX `campaign_line_waiting` ON `campaign_line` (`organization_id`,`campaign_id`) WHERE reason IS NOT NULL;