export type JournalEvent =
  | "import.done"
  | "import.refused"
  | "import.failed"
  | "import.confirmed"
  | "import.cancelled"
  | "import.undone"
  | "import.retried"
  | "import.received";

/** The statement that writes one line of the school's journal, for the batch that does what it tells. */
export function recordStatement(
  env: Env,
  entry: {
    organizationId: string;
    at: number;
    userId: string | null;
    event: JournalEvent;
    subject: string;
  },
): D1PreparedStatement {
  return env.DB.prepare(
    "INSERT INTO journal (organization_id, at, user_id, event, subject) VALUES (?1, ?2, ?3, ?4, ?5)",
  ).bind(entry.organizationId, entry.at, entry.userId, entry.event, entry.subject);
}
