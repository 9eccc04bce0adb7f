import type { JournalEvent } from "../journal/record.ts";
import { lineNumber } from "../journal/record.ts";

/**
 * The statement that records in the school's journal what happened to a link. It runs in the same batch, after the
 * update of the mail's state, and does nothing when that update changed no row. Mails without a link into the school
 * are not recorded, nor is a sent invitation, which has its own line already.
 */
export function journalStatement(
  env: Env,
  outboxId: string,
  event: Extract<JournalEvent, "mail.sent" | "mail.refused">,
  at: number,
): D1PreparedStatement {
  return env.DB.prepare(
    `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
     SELECT organization_id, ?2, ${lineNumber("organization_id", "?2")}, NULL, ?3, id, json_object('kind', kind, 'email', recipient)
     FROM outbox WHERE id = ?1 AND changes() = 1 AND organization_id IS NOT NULL
       AND kind IN (SELECT value FROM json_each(?4))`,
  ).bind(outboxId, at, event, JSON.stringify(event === "mail.sent" ? ["activation"] : LINKS));
}

/** The mails that carry a link into a school. */
export const LINKS = ["activation", "invitation", "invitation-reminder"];
