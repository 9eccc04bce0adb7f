DELETE FROM `certification_row` WHERE `import_id` IN (SELECT `id` FROM `certification_import` WHERE `state` = 'staging');--> statement-breakpoint
DELETE FROM `certification_import` WHERE `state` = 'staging';--> statement-breakpoint
ALTER TABLE `certification` ADD `by_hand` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `certification_import` ADD `heartbeat_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `certification_import_one_staging` ON `certification_import` (`organization_id`) WHERE state = 'staging';