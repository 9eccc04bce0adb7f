CREATE TABLE `import_anomaly` (
	`import_id` text NOT NULL,
	`kind` text NOT NULL,
	`ordinal` integer NOT NULL,
	`pupil_id` text,
	`other_pupil_id` text,
	`pupil` text NOT NULL,
	`division` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	PRIMARY KEY(`import_id`, `kind`, `ordinal`)
) STRICT;
--> statement-breakpoint
ALTER TABLE `import_row` ADD `left_on` text;--> statement-breakpoint
ALTER TABLE `import_skip` ADD `left_on` text;--> statement-breakpoint
ALTER TABLE `import` ADD `preview` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import` ADD `reasons` text;--> statement-breakpoint
ALTER TABLE `import` ADD `found_again` integer;--> statement-breakpoint
ALTER TABLE `import` ADD `left_out` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import` ADD `leavers_seen_at` integer;--> statement-breakpoint
ALTER TABLE `pupil_change` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `pupil_change` ADD `left_on` text;--> statement-breakpoint
ALTER TABLE `organization` ADD `see_first` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `pupil` ADD `leaving_reason` text;--> statement-breakpoint
ALTER TABLE `pupil` ADD `left_on` text;