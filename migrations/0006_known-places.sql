CREATE TABLE `known_place` (
	`key` text PRIMARY KEY NOT NULL,
	`seen_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `known_place_by_age` ON `known_place` (`seen_at`);--> statement-breakpoint
DROP INDEX `two_factor_by_user`;--> statement-breakpoint
CREATE UNIQUE INDEX `two_factor_of_user` ON `two_factor` (`user_id`);--> statement-breakpoint
CREATE INDEX `session_by_end` ON `session` (`expires_at`);