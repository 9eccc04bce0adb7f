import { detailJson, type JournalEvent, lineNumber } from "../journal/record.ts";
import type { SchoolEnv, SchoolStatement } from "../platform/school-env.ts";

/**
 * The statement that writes a line of the journal about an import of which only the id is known: the journal names an
 * import by its number in the school (decision 0065). Writes nothing when there is no such import.
 */
export function importLine(
  env: SchoolEnv,
  importId: string,
  line: { at: number; userId: string; event: JournalEvent; detail: Record<string, string> },
): SchoolStatement {
  return env.DB.prepare(
    `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
     SELECT organization_id, ?2, ${lineNumber("organization_id", "?2")}, ?3, ?4, number, ?5
     FROM import WHERE id = ?1`,
  ).bind(importId, line.at, line.userId, line.event, detailJson(line.detail));
}
