import { oneLine } from "#words/foreign-text.ts";
import { runGuarded } from "../platform/database.ts";
import type { SchoolEnv, SchoolStatement } from "../platform/school-env.ts";

export const JOURNAL_EVENTS = [
  "import.done",
  "import.refused",
  "import.failed",
  "import.confirmed",
  "import.cancelled",
  "import.undone",
  "import.retried",
  "import.received",
  "import.list_exported",
  "activation.requested",
  "invitation.sent",
  "invitation.resent",
  "invitation.cancelled",
  "mail.sent",
  "mail.refused",
  "mail.expired",
  "member.joined",
  "member.role_changed",
  "member.removed",
  "member.left",
  "results.imported",
  "results.corrected",
  "results.followed",
  "results.moved",
  "results.removed",
  "results.exported",
  "attestations.exported",
  "archive.requested",
  "archive.downloaded",
  "campaigns.created",
  "campaigns.archived",
  "campaign.changed",
  "campaign.reopened",
  "campaign.results_imported",
  "campaign.results_undone",
  "campaign.rows_settled",
  "campaign.reminded",
  "campaign.exported",
  "campaign.sheets_printed",
  "pupils.exported",
  "pupil.ine_shown",
  "pupil.data_exported",
  "pupil.erased",
  "pupils.leavers_warned",
  "pupils.leavers_erased",
  "access.refused",
] as const;
/** Every event of a school's journal; `words/journal.ts` has a sentence for each. */
export type JournalEvent = (typeof JOURNAL_EVENTS)[number];

/** The maximum length of a text from outside (a class, a file name, an address) in a journal line. */
const LONGEST_TEXT = 254;

/**
 * SQL of `n` of a new line: the next one of the school in that millisecond. `organization` and `at` are SQL; `many`:
 * the statement writes several lines, perhaps of one school.
 */
export function lineNumber(organization: string, at: string, { many = false } = {}): string {
  const next = `(SELECT coalesce(max(l.n) + 1, 0) FROM journal l
    WHERE l.organization_id = ${organization} AND l.at = ${at})`;
  return many ? `${next} + row_number() OVER (PARTITION BY ${organization}) - 1` : next;
}

export type JournalEntry = {
  organizationId: number;
  at: number;
  userId: string | null;
  event: JournalEvent;
  /** The object of the event: an id, or a class; never a pupil's name or INE. */
  subject: string;
  /** The other data of the sentence: roles, counts, codes, the address of an invitation. */
  detail?: Record<string, string | number>;
};

/** Runs one transaction and its journal line as `runGuarded` does; the line tells whether it ran if D1's answer is lost. */
export async function runJournalled(
  env: SchoolEnv,
  statements: SchoolStatement[],
  entry: JournalEntry,
): Promise<boolean>;
export async function runJournalled(
  env: Env,
  statements: D1PreparedStatement[],
  entry: JournalEntry,
): Promise<boolean>;
export async function runJournalled(
  env: Env | SchoolEnv,
  statements: (D1PreparedStatement | SchoolStatement)[],
  entry: JournalEntry,
): Promise<boolean> {
  // The two signatures above let in statements of this database only.
  const one = env as Env;
  const all = [...statements, journalStatement(one, entry)] as D1PreparedStatement[];
  return await runGuarded(one, all, () => isJournalled(env, entry));
}

/** True when the journal has this line: its transaction was committed. */
export async function isJournalled(
  env: Env | SchoolEnv,
  entry: Omit<JournalEntry, "detail">,
): Promise<boolean> {
  const subject = oneLine(entry.subject, LONGEST_TEXT);
  const line = await env.DB.prepare(
    `SELECT 1 FROM journal WHERE organization_id = ?1 AND at = ?2 AND event = ?3 AND subject = ?4
       AND user_id IS ?5 LIMIT 1`,
  )
    .bind(entry.organizationId, entry.at, entry.event, subject, entry.userId)
    .first();
  return line !== null;
}

/**
 * The statement that writes one line of the school's journal, for the batch of the action that it records: of the
 * school's data in its database, of people and access in the central one. The page merges both.
 */
export function journalStatement(env: SchoolEnv, entry: JournalEntry): SchoolStatement;
export function journalStatement(env: Env, entry: JournalEntry): D1PreparedStatement;
export function journalStatement(env: Env | SchoolEnv, entry: JournalEntry) {
  return env.DB.prepare(
    `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
     VALUES (?1, ?2, ${lineNumber("?1", "?2")}, ?3, ?4, ?5, ?6)`,
  ).bind(
    entry.organizationId,
    entry.at,
    entry.userId,
    entry.event,
    oneLine(entry.subject, LONGEST_TEXT),
    detailJson(entry.detail ?? {}),
  );
}

/** `detail` as it is stored: each text on one line, and not too long. */
export function detailJson(detail: NonNullable<JournalEntry["detail"]>): string {
  return JSON.stringify(detail, (_, value) =>
    typeof value === "string" ? oneLine(value, LONGEST_TEXT) : value,
  );
}
