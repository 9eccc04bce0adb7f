DROP INDEX `journal_by_organization`;--> statement-breakpoint
CREATE INDEX `journal_by_time` ON `journal` (`organization_id`,`at`,`id`,`event`,`user_id`);--> statement-breakpoint
CREATE INDEX `journal_by_person` ON `journal` (`organization_id`,`user_id`,`at`,`id`,`event`);--> statement-breakpoint
DROP INDEX `certification_by_class`;--> statement-breakpoint
DROP INDEX `certification_by_pupil`;--> statement-breakpoint
CREATE INDEX `certification_by_class` ON `certification` (`organization_id`,`school_year`,`division`,`search`,`pupil_id`,`birth_date`,`status`);--> statement-breakpoint
CREATE INDEX `certification_by_pupil` ON `certification` (`pupil_id`,`school_year`);--> statement-breakpoint
CREATE INDEX `schooling_by_class` ON `schooling` (`organization_id`,`school_year`,`division`);