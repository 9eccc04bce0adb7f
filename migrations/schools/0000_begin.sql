CREATE TABLE `campaign` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`school_year` text NOT NULL,
	`ends_in` integer NOT NULL,
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
	FOREIGN KEY (`organization_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_by_code` ON `campaign` (`organization_id`,`provider`,`code`) WHERE code IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_by_external_id` ON `campaign` (`organization_id`,`provider`,`external_id`) WHERE external_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `campaign_by_end` ON `campaign` (`ends_in`);--> statement-breakpoint
CREATE INDEX `campaign_by_year` ON `campaign` (`organization_id`,`school_year`,`kind`,`level`);--> statement-breakpoint
CREATE TABLE `campaign_answer` (
	`organization_id` integer NOT NULL,
	`school_year` text NOT NULL,
	`name_key` text NOT NULL,
	`division_key` text NOT NULL,
	`started_on` text NOT NULL,
	`twin` integer NOT NULL,
	`pupil_id` integer,
	`answer` text,
	`at` integer NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`organization_id`, `school_year`, `name_key`, `division_key`, `started_on`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `campaign_answer_by_pupil` ON `campaign_answer` (`organization_id`,`pupil_id`);--> statement-breakpoint
CREATE INDEX `campaign_answer_by_age` ON `campaign_answer` (`at`);--> statement-breakpoint
CREATE TABLE `campaign_archived` (
	`organization_id` integer NOT NULL,
	`campaign_id` text NOT NULL,
	`pupil_id` integer NOT NULL,
	`division` text NOT NULL,
	`rank` integer NOT NULL,
	`at` integer,
	`mastery` real,
	`pix` integer,
	`is_left` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `campaign_id`, `pupil_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `campaign_archived_by_pupil` ON `campaign_archived` (`organization_id`,`pupil_id`);--> statement-breakpoint
CREATE TABLE `campaign_exception` (
	`organization_id` integer NOT NULL,
	`campaign_id` text NOT NULL,
	`scope` text NOT NULL,
	`target` text NOT NULL,
	`is_in` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `campaign_id`, `scope`, `target`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `campaign_file` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
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
	`uploaded_by_name` text NOT NULL,
	`undone_at` integer,
	`purged_at` integer,
	FOREIGN KEY (`organization_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `campaign_file_by_time` ON `campaign_file` (`organization_id`,`uploaded_at`);--> statement-breakpoint
CREATE INDEX `campaign_file_by_campaign` ON `campaign_file` (`organization_id`,`campaign_id`,`as_of`);--> statement-breakpoint
CREATE INDEX `campaign_file_to_purge` ON `campaign_file` (`uploaded_at`) WHERE purged_at IS NULL;--> statement-breakpoint
CREATE TABLE `campaign_line` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
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
	`pupil_id` integer,
	`found_in` text DEFAULT '' NOT NULL,
	`answer` text,
	`reason` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_line_by_fact` ON `campaign_line` (`organization_id`,`campaign_id`,`fact`);--> statement-breakpoint
CREATE INDEX `campaign_line_by_pupil` ON `campaign_line` (`organization_id`,`campaign_id`,`pupil_id`);--> statement-breakpoint
CREATE INDEX `campaign_line_of_pupil` ON `campaign_line` (`organization_id`,`pupil_id`);--> statement-breakpoint
CREATE INDEX `campaign_line_by_file` ON `campaign_line` (`organization_id`,`file_id`);--> statement-breakpoint
CREATE INDEX `campaign_line_waiting` ON `campaign_line` (`organization_id`,`campaign_id`) WHERE reason IS NOT NULL;--> statement-breakpoint
CREATE TABLE `campaign_reading` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`heartbeat_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `certification` (
	`organization_id` integer NOT NULL,
	`number` text NOT NULL,
	`pupil_id` integer,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`birth_date` text NOT NULL,
	`birth_city` text NOT NULL,
	`external_id` text NOT NULL,
	`type` text NOT NULL,
	`status` text NOT NULL,
	`level` text NOT NULL,
	`score` integer,
	`competences` text NOT NULL,
	`complementary` text NOT NULL,
	`comment` text NOT NULL,
	`session` text NOT NULL,
	`center` text NOT NULL,
	`taken_on` text NOT NULL,
	`delivered_on` text NOT NULL,
	`verification_code` text NOT NULL,
	`version` text NOT NULL,
	`school_year` text NOT NULL,
	`division` text NOT NULL,
	`file` integer NOT NULL,
	`search` text NOT NULL,
	`by_hand` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`organization_id`, `number`),
	FOREIGN KEY (`organization_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organization_id`,`pupil_id`) REFERENCES `pupil`(`organization_id`,`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `certification_by_pupil` ON `certification` (`organization_id`,`pupil_id`);--> statement-breakpoint
CREATE TABLE `certification_history` (
	`organization_id` integer NOT NULL,
	`number` text NOT NULL,
	`import_id` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `number`, `import_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `certification_import` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`number` integer NOT NULL,
	`filename` text NOT NULL,
	`file_division` text NOT NULL,
	`user_id` text,
	`imported_by` text NOT NULL,
	`at` integer NOT NULL,
	`heartbeat_at` integer DEFAULT 0 NOT NULL,
	`state` text NOT NULL,
	`rows` integer NOT NULL,
	`added` integer DEFAULT 0 NOT NULL,
	`corrected` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`unmatched` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `certification_import_by_number` ON `certification_import` (`organization_id`,`number`);--> statement-breakpoint
CREATE INDEX `certification_import_by_age` ON `certification_import` (`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `certification_import_one_staging` ON `certification_import` (`organization_id`) WHERE state = 'staging';--> statement-breakpoint
CREATE TABLE `certification_row` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`organization_id` integer NOT NULL,
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
	`pupil_id` integer,
	`known` integer,
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
	`organization_id` integer NOT NULL,
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
	FOREIGN KEY (`organization_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `document_by_content` ON `document` (`organization_id`,`content_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `document_one_active_archive` ON `document` (`organization_id`) WHERE kind = 'archive' AND status IN ('queued', 'running');--> statement-breakpoint
CREATE INDEX `document_by_school` ON `document` (`organization_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE INDEX `document_by_expiry` ON `document` (`expires_at`);--> statement-breakpoint
CREATE INDEX `document_by_object` ON `document` (`object_key`);--> statement-breakpoint
CREATE INDEX `document_under_way` ON `document` (`heartbeat_at`) WHERE status IN ('queued', 'running');--> statement-breakpoint
CREATE TABLE `import_anomaly` (
	`import_id` text NOT NULL,
	`kind` text NOT NULL,
	`ordinal` integer NOT NULL,
	`pupil_id` integer,
	`other_pupil_id` integer,
	`pupil` text NOT NULL,
	`division` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	PRIMARY KEY(`import_id`, `kind`, `ordinal`)
) STRICT;
--> statement-breakpoint
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
	`skip` text,
	`left_on` text,
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
	`left_on` text,
	PRIMARY KEY(`import_id`, `ordinal`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import` (
	`organization_id` integer NOT NULL,
	`number` integer NOT NULL,
	`id` text NOT NULL,
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
	`revision` integer DEFAULT 0 NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`total_bytes` integer NOT NULL,
	`row_count` integer DEFAULT 0 NOT NULL,
	`cursor` text,
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
	`preview` integer DEFAULT 0 NOT NULL,
	`reasons` text,
	`found_again` integer,
	`left_out` integer DEFAULT 0 NOT NULL,
	`leavers_seen_at` integer,
	`confirmed_by` text,
	`base_version_seen` integer,
	`base_version_after` integer,
	`created_at` integer NOT NULL,
	`heartbeat_at` integer NOT NULL,
	`finished_at` integer,
	`undone_at` integer,
	`news_due` integer DEFAULT 0 NOT NULL,
	`cleaned` integer DEFAULT 0 NOT NULL,
	`purged` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`organization_id`, `number`),
	FOREIGN KEY (`organization_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `import_id_unique` ON `import` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `import_one_active` ON `import` (`organization_id`) WHERE status IN ('received', 'reading', 'checking', 'awaiting-confirmation', 'applying');--> statement-breakpoint
CREATE INDEX `import_news_due` ON `import` (`heartbeat_at`) WHERE news_due = 1;--> statement-breakpoint
CREATE INDEX `import_under_way` ON `import` (`heartbeat_at`) WHERE status IN ('received', 'reading', 'checking', 'awaiting-confirmation', 'applying');--> statement-breakpoint
CREATE INDEX `import_to_clean` ON `import` (`finished_at`) WHERE cleaned = 0;--> statement-breakpoint
CREATE INDEX `import_failed_source` ON `import` (`finished_at`) WHERE status = 'failed' AND source_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX `import_to_purge` ON `import` (`finished_at`) WHERE purged = 0;--> statement-breakpoint
CREATE TABLE `pupil_change` (
	`organization_id` integer NOT NULL,
	`import_number` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`kind` integer NOT NULL,
	`diff` text,
	`new_schooling` integer NOT NULL,
	`schooling_before` text,
	`reason` text,
	`left_on` text,
	PRIMARY KEY(`organization_id`, `import_number`, `pupil_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `journal` (
	`organization_id` integer NOT NULL,
	`at` integer NOT NULL,
	`n` integer NOT NULL,
	`user_id` text,
	`event` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text DEFAULT '{}' NOT NULL,
	PRIMARY KEY(`organization_id`, `at`, `n`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `_assert` (
	`ok` integer NOT NULL,
	CONSTRAINT "guard" CHECK("_assert"."ok" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `pupil` (
	`organization_id` integer NOT NULL,
	`id` integer NOT NULL,
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
	`deactivated_at` integer,
	`leaving_reason` text,
	`left_on` text,
	PRIMARY KEY(`organization_id`, `id`),
	FOREIGN KEY (`organization_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `pupil_by_ine` ON `pupil` (`organization_id`,`ine`);--> statement-breakpoint
CREATE TABLE `schooling` (
	`organization_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`year` integer NOT NULL,
	`division` text NOT NULL,
	`mef` text NOT NULL,
	PRIMARY KEY(`organization_id`, `pupil_id`, `year`),
	FOREIGN KEY (`organization_id`,`pupil_id`) REFERENCES `pupil`(`organization_id`,`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `certification_figure` (
	`organization_id` integer NOT NULL,
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
	`organization_id` integer NOT NULL,
	`school_year` text NOT NULL,
	`warned_at` integer NOT NULL,
	`mailed_at` integer,
	`due_at` integer NOT NULL,
	`pupils` integer DEFAULT 0 NOT NULL,
	`results` integer DEFAULT 0 NOT NULL,
	`erased_at` integer,
	PRIMARY KEY(`organization_id`, `school_year`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `school` (
	`id` integer PRIMARY KEY NOT NULL,
	`base_version` integer DEFAULT 0 NOT NULL,
	`next_pupil` integer DEFAULT 1 NOT NULL,
	`see_first` integer DEFAULT 0 NOT NULL,
	`visited_at` integer DEFAULT 0 NOT NULL,
	`swept_at` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `school_by_visit` ON `school` (`visited_at`);--> statement-breakpoint
CREATE INDEX `school_by_sweep` ON `school` (`swept_at`);