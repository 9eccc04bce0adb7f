ALTER TABLE `organization` ADD `postal_code` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `organization` ADD `type` text DEFAULT '' NOT NULL;