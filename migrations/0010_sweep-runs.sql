CREATE TABLE `sweep_run` (
	`name` text PRIMARY KEY NOT NULL,
	`last_run_at` integer NOT NULL,
	`ms` integer NOT NULL,
	`failed` integer NOT NULL
) STRICT;
