CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `account_by_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `account_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`purpose` text NOT NULL,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `account_link_by_user` ON `account_link` (`user_id`);--> statement-breakpoint
CREATE INDEX `account_link_by_end` ON `account_link` (`expires_at`);--> statement-breakpoint
CREATE TABLE `known_place` (
	`key` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `known_place_by_age` ON `known_place` (`seen_at`);--> statement-breakpoint
CREATE INDEX `known_place_by_user` ON `known_place` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_by_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE INDEX `session_by_end` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `two_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`verified` integer DEFAULT true NOT NULL,
	`failed_verification_count` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `two_factor_of_user` ON `two_factor` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`two_factor_enabled` integer DEFAULT false NOT NULL,
	`import_news` integer DEFAULT true NOT NULL,
	`terms_version` text,
	`terms_accepted_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `verification_by_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE INDEX `verification_by_value` ON `verification` (`value`);--> statement-breakpoint
CREATE INDEX `verification_by_end` ON `verification` (`expires_at`);--> statement-breakpoint
CREATE TABLE `journal` (
	`organization_id` integer NOT NULL,
	`at` integer NOT NULL,
	`n` integer NOT NULL,
	`user_id` text,
	`event` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text DEFAULT '{}' NOT NULL,
	PRIMARY KEY(`organization_id`, `at`, `n`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `announcement` (
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`subject`, `state`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `announcement_by_age` ON `announcement` (`at`);--> statement-breakpoint
CREATE TABLE `mail_pause` (
	`id` integer PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`probe_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`cause` text NOT NULL,
	`code` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`leased_until` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`cause` text,
	`refusal` text,
	`next_at` integer DEFAULT 0 NOT NULL,
	`expires_at` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_with_text` ON `outbox` (`expires_at`) WHERE state IN ('pending', 'refused') AND text <> '';--> statement-breakpoint
CREATE INDEX `outbox_waiting_for` ON `outbox` (`recipient`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_not_sent` ON `outbox` (`created_at`) WHERE state IN ('pending', 'refused', 'expired');--> statement-breakpoint
CREATE INDEX `outbox_by_age` ON `outbox` (`created_at`);--> statement-breakpoint
CREATE INDEX `outbox_by_recipient` ON `outbox` (`recipient`);--> statement-breakpoint
CREATE TABLE `membership` (
	`organization_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`joined_at` integer NOT NULL,
	`last_seen_at` integer,
	`removed_at` integer,
	PRIMARY KEY(`organization_id`, `user_id`),
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `membership_by_user` ON `membership` (`user_id`);--> statement-breakpoint
CREATE TABLE `organization` (
	`id` integer PRIMARY KEY NOT NULL,
	`uai` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`mailbox` text DEFAULT '' NOT NULL,
	`academy` text DEFAULT '' NOT NULL,
	`city` text DEFAULT '' NOT NULL,
	`postal_code` text DEFAULT '' NOT NULL,
	`type` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`shard` integer NOT NULL,
	`swept_at` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `organization_uai_unique` ON `organization` (`uai`);--> statement-breakpoint
CREATE INDEX `organization_by_shard` ON `organization` (`shard`);--> statement-breakpoint
CREATE INDEX `organization_by_sweep` ON `organization` (`swept_at`);--> statement-breakpoint
CREATE TABLE `attempt` (
	`key` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `attempt_by_key` ON `attempt` (`key`,`at`);--> statement-breakpoint
CREATE INDEX `attempt_by_age` ON `attempt` (`at`);--> statement-breakpoint
CREATE TABLE `sweep_run` (
	`name` text PRIMARY KEY NOT NULL,
	`last_run_at` integer NOT NULL,
	`ms` integer NOT NULL,
	`failed` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `_assert` (
	`ok` integer NOT NULL,
	CONSTRAINT "guard" CHECK("_assert"."ok" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`purpose` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`token_hash` text NOT NULL,
	`invited_by` text,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`outbox_id` text NOT NULL,
	`reminded_at` integer,
	`used_at` integer,
	`used_by` text,
	`cancelled_at` integer,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_pending` ON `invitation` (`organization_id`,`email`,`purpose`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `invitation_by_organization` ON `invitation` (`organization_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `invitation_by_expiry` ON `invitation` (`expires_at`);--> statement-breakpoint
CREATE INDEX `invitation_by_link` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitation_by_address` ON `invitation` (`email`);--> statement-breakpoint
CREATE TABLE `invitation_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `invitation_link_by_invitation` ON `invitation_link` (`invitation_id`);