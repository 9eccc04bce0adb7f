CREATE TABLE `certification` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`number` text NOT NULL,
	`pupil_id` text,
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
	`imported_at` integer NOT NULL,
	`imported_by` text NOT NULL,
	`filename` text NOT NULL,
	`search` text NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupil`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `certification_by_number` ON `certification` (`organization_id`,`number`);--> statement-breakpoint
CREATE INDEX `certification_by_class` ON `certification` (`organization_id`,`school_year`,`division`,`search`);--> statement-breakpoint
CREATE INDEX `certification_by_pupil` ON `certification` (`pupil_id`);