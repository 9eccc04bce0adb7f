-- The journal is append-only: no line is rewritten, and only lines older than twelve months may be deleted.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'journal is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER journal_no_early_delete BEFORE DELETE ON journal
WHEN OLD.at > (CAST(strftime('%s', 'now') AS INTEGER) - 365 * 86400) * 1000
BEGIN
  SELECT RAISE(ABORT, 'journal is kept twelve months');
END;
--> statement-breakpoint
-- One more than any import of the school, with everything that moves one (decision 0020).
CREATE TRIGGER import_revision_of_new AFTER INSERT ON import
BEGIN
  UPDATE import SET revision = 1 + (
    SELECT max(revision) FROM import WHERE organization_id = NEW.organization_id)
  WHERE organization_id = NEW.organization_id AND number = NEW.number;
END;
--> statement-breakpoint
-- A state in which an import stops by itself is news, once.
CREATE TRIGGER import_revision_of_change AFTER UPDATE OF status, seq ON import
BEGIN
  UPDATE import SET revision = 1 + (
      SELECT max(revision) FROM import WHERE organization_id = NEW.organization_id),
    news_due = CASE WHEN NEW.status = OLD.status THEN news_due
      ELSE NEW.status IN ('done', 'refused', 'failed', 'awaiting-confirmation') END
  WHERE organization_id = NEW.organization_id AND number = NEW.number;
END;
