DROP INDEX `import_not_cleaned`;--> statement-breakpoint
CREATE INDEX `import_under_way` ON `import` (`heartbeat_at`) WHERE status IN ('received', 'reading', 'checking', 'awaiting-confirmation', 'applying');--> statement-breakpoint
CREATE INDEX `import_to_clean` ON `import` (`finished_at`) WHERE cleaned_at IS NULL;--> statement-breakpoint
CREATE INDEX `import_failed_source` ON `import` (`finished_at`) WHERE status = 'failed' AND source_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX `import_to_purge` ON `import` (`finished_at`) WHERE purged_at IS NULL;--> statement-breakpoint
CREATE INDEX `account_link_by_end` ON `account_link` (`expires_at`);--> statement-breakpoint
CREATE INDEX `verification_by_value` ON `verification` (`value`);--> statement-breakpoint
CREATE INDEX `verification_by_end` ON `verification` (`expires_at`);--> statement-breakpoint
CREATE INDEX `document_by_object` ON `document` (`object_key`);--> statement-breakpoint
CREATE INDEX `pupil_change_by_age` ON `pupil_change` (`at`);--> statement-breakpoint
CREATE INDEX `invitation_by_link` ON `invitation` (`token_hash`);