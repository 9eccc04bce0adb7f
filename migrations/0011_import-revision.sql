ALTER TABLE `import` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `import_by_revision` ON `import` (`organization_id`,`revision`);
--> statement-breakpoint
-- The imports that were there before: in the order in which they were shown.
UPDATE import SET revision = placed.place FROM (
  SELECT id, row_number() OVER (PARTITION BY organization_id
    ORDER BY finished_at IS NULL, coalesce(undone_at, finished_at), created_at) AS place
  FROM import) AS placed
WHERE placed.id = import.id;
--> statement-breakpoint
-- One more than any import of the school, with everything that moves one (decision 0020).
CREATE TRIGGER import_revision_of_new AFTER INSERT ON import
BEGIN
  UPDATE import SET revision = 1 + (
    SELECT max(revision) FROM import WHERE organization_id = NEW.organization_id) WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER import_revision_of_change AFTER UPDATE OF status, seq ON import
BEGIN
  UPDATE import SET revision = 1 + (
    SELECT max(revision) FROM import WHERE organization_id = NEW.organization_id) WHERE id = NEW.id;
END;
