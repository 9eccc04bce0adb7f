DROP INDEX `campaign_by_age`;--> statement-breakpoint
ALTER TABLE `campaign` ADD `ends_in` integer GENERATED ALWAYS AS (CAST(substr(school_year, 6) AS INTEGER)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `campaign_by_end` ON `campaign` (`ends_in`);