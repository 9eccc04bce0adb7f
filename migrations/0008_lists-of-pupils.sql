DROP INDEX `pupil_by_name`;--> statement-breakpoint
DROP INDEX `pupil_by_first_name`;--> statement-breakpoint
DROP INDEX `pupil_by_birth_date`;--> statement-breakpoint
DROP INDEX `pupil_by_division`;--> statement-breakpoint
ALTER TABLE `pupil` ADD `formation` text GENERATED ALWAYS AS (substr(mef, 1, 3) || substr(mef, 9, 2)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `pupil_by_formation` ON `pupil` (`organization_id`,`formation`,`search`,`deactivated_at`);--> statement-breakpoint
CREATE INDEX `pupil_by_name` ON `pupil` (`organization_id`,`search`,`deactivated_at`);--> statement-breakpoint
CREATE INDEX `pupil_by_first_name` ON `pupil` (`organization_id`,`search_first`,`search`,`deactivated_at`,`formation`);--> statement-breakpoint
CREATE INDEX `pupil_by_birth_date` ON `pupil` (`organization_id`,`birth_date`,`search`,`deactivated_at`,`formation`);--> statement-breakpoint
CREATE INDEX `pupil_by_division` ON `pupil` (`organization_id`,`division`,`search`,`deactivated_at`,`formation`);--> statement-breakpoint
CREATE INDEX `pupil_change_by_pupil` ON `pupil_change` (`pupil_id`,`at`);