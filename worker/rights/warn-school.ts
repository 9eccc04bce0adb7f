import { href } from "react-router";
import { formatDate } from "#words/format.ts";
import { journalStatement } from "../journal/record.ts";
import { announceOnce } from "../mail/announce-once.ts";
import { outboxStatement, sendSoon } from "../mail/outbox.ts";
import { loadSchool } from "../organizations/find-school.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { LEAVERS_WARNED_MS } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { dueAt, endOfYear } from "./departure-years.ts";

/**
 * Warns a school, once per school year of departure, that the data of pupils who left in that year or before will be
 * erased: a mail to each administrator, a line in the journal, and the notice on Accueil. Nothing is erased before the
 * warning period has passed, even for older departures. The departure is recorded first, then the mails are posted in
 * the central database; a run that stops between the two is finished by the next visit.
 */
export async function warnSchool(
  env: SchoolEnv,
  input: { organizationId: number; schoolYear: string; now: number },
): Promise<void> {
  const { organizationId, schoolYear, now } = input;
  const found = await countLeavers(env, { organizationId, schoolYear });
  if (found.mailed === 1) return;
  if (found.dueAt === null && found.pupils + found.results === 0) return;
  const due = found.dueAt ?? Math.max(dueAt(schoolYear), now + LEAVERS_WARNED_MS);
  const on = formatDate(new Date(due).toISOString());
  if (found.dueAt === null) {
    const recorded = await runGuarded(env, [
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
    ]);
    if (!recorded) return;
  }
  await mailWarning(env.CENTRAL, { ...input, on, due, ...numbers(found) });
  await env.DB.prepare(
    "UPDATE departure SET mailed_at = ?3 WHERE organization_id = ?1 AND school_year = ?2",
  )
    .bind(organizationId, schoolYear, now)
    .run();
}

async function mailWarning(
  env: Env,
  warning: {
    organizationId: number;
    schoolYear: string;
    now: number;
    on: string;
    due: number;
    pupils: number;
    results: number;
  },
): Promise<void> {
  const { organizationId, schoolYear, now, on, due } = warning;
  const { uai, name } = await loadSchool(env, organizationId);
  const link = env.ORIGIN + href("/etablissements/:uai/certifications", { uai });
  const posted = (await administratorsOf(env, organizationId)).map((to) =>
    outboxStatement(env, {
      organizationId,
      to,
      mail: { kind: "leavers-warning", school: name, schoolYear, on, link, ...numbers(warning) },
      at: now,
      expiresAt: due,
    }),
  );
  const news = { subject: `leavers ${uai}`, state: schoolYear, at: now };
  if (await announceOnce(env, news, posted)) await sendSoon(env, posted);
}

const numbers = ({ pupils, results }: { pupils: number; results: number }) => ({ pupils, results });

/** Pupils of that year and earlier, and results without a pupil. */
async function countLeavers(env: SchoolEnv, asked: { organizationId: number; schoolYear: string }) {
  const found = await env.DB.prepare(
    `SELECT
       (SELECT count(*) FROM pupil WHERE organization_id = ?1 AND deactivated_at IS NOT NULL
          AND deactivated_at < ?3) AS pupils,
       (SELECT count(*) FROM certification WHERE organization_id = ?1 AND pupil_id IS NULL
          AND school_year <= ?2) AS results,
       (SELECT due_at FROM departure WHERE organization_id = ?1 AND school_year = ?2) AS dueAt,
       EXISTS (SELECT 1 FROM departure WHERE organization_id = ?1 AND school_year = ?2
         AND mailed_at IS NOT NULL) AS mailed`,
  )
    .bind(asked.organizationId, asked.schoolYear, endOfYear(asked.schoolYear))
    .first<{ pupils: number; results: number; dueAt: number | null; mailed: number }>();
  if (!found) throw new Error("no row without FROM");
  return found;
}

async function administratorsOf(env: Env, organizationId: number): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT u.email FROM membership m JOIN user u ON u.id = m.user_id
     WHERE m.organization_id = ?1 AND m.role = 'admin' AND m.removed_at IS NULL`,
  )
    .bind(organizationId)
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}
