CREATE TABLE `import_news` (
	`import_id` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`import_id`, `status`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_news_by_age` ON `import_news` (`at`);--> statement-breakpoint
ALTER TABLE `user` ADD `import_news` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `import_by_heartbeat` ON `import` (`heartbeat_at`,`id`);