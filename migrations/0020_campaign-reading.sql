CREATE TABLE `campaign_reading` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`heartbeat_at` integer NOT NULL
) STRICT;
