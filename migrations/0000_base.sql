CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `account_by_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_by_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `verification_by_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `import_class` (
	`import_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`eleve_id` text NOT NULL,
	`division` text NOT NULL,
	PRIMARY KEY(`import_id`, `eleve_id`, `ordinal`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_error` (
	`import_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`code` text NOT NULL,
	`line` integer,
	`ine` text,
	`pupil` text,
	`field` text,
	`detail` text DEFAULT '{}' NOT NULL,
	PRIMARY KEY(`import_id`, `ordinal`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_row` (
	`import_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`line` integer NOT NULL,
	`eleve_id` text NOT NULL,
	`pupil_id` text NOT NULL,
	`skip` text,
	`errors` text,
	`ine` text NOT NULL,
	`last_name` text NOT NULL,
	`usual_name` text NOT NULL,
	`first_name` text NOT NULL,
	`middle_name` text NOT NULL,
	`third_name` text NOT NULL,
	`sex` text NOT NULL,
	`birth_date` text NOT NULL,
	`birth_city` text NOT NULL,
	`birth_city_code` text NOT NULL,
	`birth_department` text NOT NULL,
	`birth_country` text NOT NULL,
	`mef` text NOT NULL,
	`status` text NOT NULL,
	`division` text NOT NULL,
	`search` text NOT NULL,
	`search_first` text NOT NULL,
	PRIMARY KEY(`import_id`, `ordinal`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `import_row_by_ine` ON `import_row` (`import_id`,`ine`);--> statement-breakpoint
CREATE TABLE `import_skip` (
	`import_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`reason` text NOT NULL,
	`line` integer,
	`ine` text,
	`pupil` text NOT NULL,
	`division` text,
	PRIMARY KEY(`import_id`, `ordinal`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`created_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`filename` text NOT NULL,
	`format` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`epoch` integer DEFAULT 0 NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`source_key` text,
	`source_size` integer NOT NULL,
	`plain_key` text,
	`bytes` integer DEFAULT 0 NOT NULL,
	`total_bytes` integer NOT NULL,
	`row_count` integer DEFAULT 0 NOT NULL,
	`cursor` text,
	`today` text NOT NULL,
	`school_year` text,
	`exported_at` text,
	`fault` text,
	`added` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`reactivated` integer DEFAULT 0 NOT NULL,
	`deactivated` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL,
	`error_count` integer DEFAULT 0 NOT NULL,
	`active_before` integer DEFAULT 0 NOT NULL,
	`brake` integer DEFAULT 0 NOT NULL,
	`older_than` text,
	`confirmed_by` text,
	`base_version_seen` integer,
	`base_version_after` integer,
	`created_at` integer NOT NULL,
	`heartbeat_at` integer NOT NULL,
	`finished_at` integer,
	`undone_at` integer,
	`cleaned_at` integer,
	`purged_at` integer,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `import_one_active` ON `import` (`organization_id`) WHERE status IN ('received', 'reading', 'checking', 'awaiting-confirmation', 'applying');--> statement-breakpoint
CREATE INDEX `import_by_organization` ON `import` (`organization_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `import_not_cleaned` ON `import` (`id`) WHERE cleaned_at IS NULL;--> statement-breakpoint
CREATE TABLE `pupil_change` (
	`import_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`organization_id` text NOT NULL,
	`pupil_id` text NOT NULL,
	`kind` text NOT NULL,
	`pupil` text NOT NULL,
	`division` text NOT NULL,
	`before` text,
	`after` text,
	`schooling_before` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`import_id`, `ordinal`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `pupil_change_by_kind` ON `pupil_change` (`import_id`,`kind`,`ordinal`);--> statement-breakpoint
CREATE TABLE `journal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organization_id` text NOT NULL,
	`at` integer NOT NULL,
	`user_id` text,
	`event` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text DEFAULT '{}' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `journal_by_organization` ON `journal` (`organization_id`,`at`);--> statement-breakpoint
CREATE TABLE `membership` (
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`joined_at` integer NOT NULL,
	`last_seen_at` integer,
	`removed_at` integer,
	PRIMARY KEY(`organization_id`, `user_id`),
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `membership_by_user` ON `membership` (`user_id`);--> statement-breakpoint
CREATE TABLE `organization` (
	`id` text PRIMARY KEY NOT NULL,
	`uai` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`mailbox` text DEFAULT '' NOT NULL,
	`academy` text DEFAULT '' NOT NULL,
	`city` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`base_version` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `organization_uai_unique` ON `organization` (`uai`);--> statement-breakpoint
CREATE TABLE `_assert` (
	`ok` integer NOT NULL,
	CONSTRAINT "guard" CHECK("_assert"."ok" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `pupil` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`ine` text NOT NULL,
	`last_name` text NOT NULL,
	`usual_name` text NOT NULL,
	`first_name` text NOT NULL,
	`middle_name` text NOT NULL,
	`third_name` text NOT NULL,
	`sex` text NOT NULL,
	`birth_date` text NOT NULL,
	`birth_city` text NOT NULL,
	`birth_city_code` text NOT NULL,
	`birth_department` text NOT NULL,
	`birth_country` text NOT NULL,
	`mef` text NOT NULL,
	`status` text NOT NULL,
	`division` text NOT NULL,
	`search` text NOT NULL,
	`search_first` text NOT NULL,
	`deactivated_at` integer,
	`last_import_id` text,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `pupil_by_ine` ON `pupil` (`organization_id`,`ine`);--> statement-breakpoint
CREATE INDEX `pupil_by_name` ON `pupil` (`organization_id`,`search`) WHERE deactivated_at IS NULL;--> statement-breakpoint
CREATE INDEX `pupil_by_first_name` ON `pupil` (`organization_id`,`search_first`) WHERE deactivated_at IS NULL;--> statement-breakpoint
CREATE INDEX `pupil_by_birth_date` ON `pupil` (`organization_id`,`birth_date`,`search`) WHERE deactivated_at IS NULL;--> statement-breakpoint
CREATE INDEX `pupil_by_division` ON `pupil` (`organization_id`,`division`,`search`) WHERE deactivated_at IS NULL;--> statement-breakpoint
CREATE TABLE `schooling` (
	`organization_id` text NOT NULL,
	`pupil_id` text NOT NULL,
	`school_year` text NOT NULL,
	`division` text NOT NULL,
	`mef` text NOT NULL,
	PRIMARY KEY(`pupil_id`, `school_year`),
	FOREIGN KEY (`pupil_id`) REFERENCES `pupil`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
