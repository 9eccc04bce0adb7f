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
