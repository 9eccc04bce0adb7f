import { formatDate } from "#words/format.ts";
import { leavingLabel } from "#words/labels.ts";
import { pupilFile } from "#words/pupils.ts";
import { journalStatement } from "../journal/record.ts";
import type { Role } from "../organizations/access.ts";
import { parisDate } from "../platform/clock.ts";
import { toCsv } from "../platform/csv.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { readLeaving } from "./leaving.ts";
import { levelOfFormation } from "./level.ts";
import { type PupilQuery, pupilStatements } from "./list-statements.ts";

/** The requested classes that the school has, in the order requested. */
const KNOWN_DIVISIONS = `SELECT value AS division FROM json_each(?2)
  WHERE EXISTS (SELECT 1 FROM pupil WHERE organization_id = ?1 AND division = value)
  GROUP BY value ORDER BY MIN(json_each.key)`;

/**
 * The list as a CSV, with all its pages, in its order; the INE only for administrators. The same transaction reads it
 * and records it in the journal with the existing classes: an unknown class of the URL does not belong in a journal
 * line.
 */
export async function exportPupils(
  env: SchoolEnv,
  input: { query: PupilQuery; userId: string; role: Role },
): Promise<string> {
  const query: PupilQuery = { ...input.query, page: "all" };
  const { rows, total, values } = pupilStatements(query);
  const [counted, known] = await env.DB.batch<{ total?: number; division?: string }>([
    env.DB.prepare(total).bind(...values),
    env.DB.prepare(KNOWN_DIVISIONS).bind(query.organizationId, JSON.stringify(query.divisions)),
  ]);
  const [found] = await env.DB.batch<Record<string, string | number | null>>([
    env.DB.prepare(rows).bind(...values),
    journalStatement(env, {
      organizationId: query.organizationId,
      at: Date.now(),
      userId: input.userId,
      event: "pupils.exported",
      subject: (known?.results ?? []).map(({ division }) => division).join(", "),
      detail: { pupils: counted?.results[0]?.total ?? 0 },
    }),
  ]);
  const withIne = input.role === "admin";
  const headers = pupilFile.headers.filter((header) => withIne || header !== pupilFile.ine);
  return toCsv(
    headers,
    (found?.results ?? []).map((row) => [
      String(row.last_name),
      String(row.first_name),
      formatDate(String(row.birth_date)),
      String(row.division),
      levelOfFormation(String(row.formation)),
      ...(withIne ? [String(row.ine)] : []),
      row.deactivated_at === null ? "" : formatDate(parisDate(Number(row.deactivated_at))),
      leavingLabel(readLeaving(row)),
    ]),
  );
}
