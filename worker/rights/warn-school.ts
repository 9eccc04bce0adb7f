import { formatDate } from "#words/format.ts";
import { journalStatement } from "../journal/record.ts";
import { outboxStatement, sendSoon } from "../mail/outbox.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { LEAVERS_WARNED_MS } from "../platform/retention.ts";
import { dueAt, endOfYear } from "./departure-years.ts";

/**
 * Warns a school, once per school year of departure, that the data of pupils who left in that year or before will be
 * erased: a mail to each administrator, a line in the journal, and the notice on Accueil. Nothing is erased before the
 * warning period has passed, even for older departures.
 */
export async function warnSchool(
  env: Env,
  input: { organizationId: string; schoolYear: string; now: number },
): Promise<void> {
  const { organizationId, schoolYear, now } = input;
  const found = await countLeavers(env, { organizationId, schoolYear });
  if (found.warned === 1 || found.pupils + found.results === 0) return;
  const due = Math.max(dueAt(schoolYear), now + LEAVERS_WARNED_MS);
  const link = `${env.ORIGIN}/etablissements/${found.uai}/certifications`;
  const on = formatDate(new Date(due).toISOString());
  const posted = (await administratorsOf(env, organizationId)).map((to) =>
    outboxStatement(env, {
      organizationId,
      to,
      mail: {
        kind: "leavers-warning",
        school: found.school,
        schoolYear,
        on,
        link,
        ...numbers(found),
      },
      at: now,
      expiresAt: due,
    }),
  );
  const warned = await runGuarded(env, [
    assertInBatch(
      env,
      "NOT EXISTS (SELECT 1 FROM departure WHERE organization_id = ?1 AND school_year = ?2)",
      organizationId,
      schoolYear,
    ),
    env.DB.prepare(
      `INSERT INTO departure (organization_id, school_year, warned_at, due_at)
       VALUES (?1, ?2, ?3, ?4)`,
    ).bind(organizationId, schoolYear, now, due),
    journalStatement(env, {
      organizationId,
      at: now,
      userId: null,
      event: "pupils.leavers_warned",
      subject: schoolYear,
      detail: { ...numbers(found), on },
    }),
    ...posted.map(({ statement }) => statement),
  ]);
  if (warned) await sendSoon(env, posted);
}

const numbers = ({ pupils, results }: { pupils: number; results: number }) => ({ pupils, results });

/** Pupils of that year and earlier, and results without a pupil. */
async function countLeavers(env: Env, asked: { organizationId: string; schoolYear: string }) {
  const found = await env.DB.prepare(
    `SELECT o.uai, o.name AS school,
       (SELECT count(*) FROM pupil WHERE organization_id = ?1 AND deactivated_at IS NOT NULL
          AND deactivated_at < ?3) AS pupils,
       (SELECT count(*) FROM certification WHERE organization_id = ?1 AND pupil_id IS NULL
          AND school_year <= ?2) AS results,
       EXISTS (SELECT 1 FROM departure WHERE organization_id = ?1 AND school_year = ?2) AS warned
     FROM organization o WHERE o.id = ?1`,
  )
    .bind(asked.organizationId, asked.schoolYear, endOfYear(asked.schoolYear))
    .first<{ uai: string; school: string; pupils: number; results: number; warned: number }>();
  if (!found) throw new Error("a visit of a school that does not exist");
  return found;
}

async function administratorsOf(env: Env, organizationId: string): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT u.email FROM membership m JOIN user u ON u.id = m.user_id
     WHERE m.organization_id = ?1 AND m.role = 'admin' AND m.removed_at IS NULL`,
  )
    .bind(organizationId)
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}
