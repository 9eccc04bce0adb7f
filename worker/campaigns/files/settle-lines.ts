import { runJournalled } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";

export type GivenChoice =
  | { id: string; pupilId: string }
  | { id: string; answer: "nobody" | "staff" };

/** Counts of answers by type: a pupil, no pupil, or staff. */
export type SettledCounts = { matched: number; nobody: number; staff: number };
export type SettleOutcome =
  | { ok: true; counts: SettledCounts }
  | { ok: false; reason: "UNKNOWN_LINE" | "UNKNOWN_PUPIL" };

/**
 * Stores a person's answers for waiting lines. Each answer applies to every line of the same name and class in all
 * campaigns of the school year (and the same start date, where a file has the name twice), now and in later files.
 * All the answers, or none.
 */
export async function settleLines(
  env: SchoolEnv,
  input: { organizationId: number; userId: string; answers: GivenChoice[] },
): Promise<SettleOutcome> {
  const { organizationId } = input;
  // When a call answers a line twice, the last answer counts.
  const answers = [...new Map(input.answers.map((one) => [one.id, one])).values()];
  const rows = answers.map((one) => [
    one.id,
    "pupilId" in one ? one.pupilId : null,
    "answer" in one ? one.answer : null,
  ]);
  const json = JSON.stringify(rows);
  const known = await env.DB.prepare(
    `SELECT NOT EXISTS (SELECT 1 FROM json_each(?2) a WHERE NOT EXISTS (${LINE_OF_ANSWER})) AS lines,
       NOT EXISTS (SELECT 1 FROM json_each(?2) a WHERE a.value ->> 1 IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM pupil p WHERE p.id = a.value ->> 1 AND p.organization_id = ?1)) AS pupils`,
  )
    .bind(organizationId, json)
    .first<{ lines: number; pupils: number }>();
  if (!known?.lines) return { ok: false, reason: "UNKNOWN_LINE" };
  if (!known.pupils) return { ok: false, reason: "UNKNOWN_PUPIL" };
  const now = Date.now();
  const statements = [
    assertInBatch(
      env,
      `NOT EXISTS (SELECT 1 FROM json_each(?2) a WHERE NOT EXISTS (${LINE_OF_ANSWER}))`,
      ...[organizationId, json],
    ),
    env.DB.prepare(REMEMBER).bind(organizationId, json, now, input.userId),
    env.DB.prepare(APPLY).bind(organizationId, json),
  ];
  const done = await runJournalled(env, statements, {
    organizationId,
    at: now,
    userId: input.userId,
    event: "campaign.rows_settled",
    subject: "",
    detail: { rows: answers.length },
  });
  if (!done) return { ok: false, reason: "UNKNOWN_LINE" };
  const staff = answers.filter((one) => "answer" in one && one.answer === "staff").length;
  const matched = answers.filter((one) => "pupilId" in one).length;
  return { ok: true, counts: { matched, staff, nobody: answers.length - matched - staff } };
}

const LINE_OF_ANSWER = `SELECT 1 FROM campaign_line l JOIN campaign c ON c.id = l.campaign_id
  WHERE l.id = a.value ->> 0 AND l.organization_id = ?1 AND l.reason IS NOT NULL
    AND c.state <> 'archived'`;

const REMEMBER = `INSERT OR REPLACE INTO campaign_answer (organization_id, school_year, name_key,
    division_key, started_on, twin, pupil_id, answer, at, user_id)
  SELECT ?1, c.school_year, l.name_key, l.division_key, l.started_on, l.twin, a.value ->> 1,
    a.value ->> 2, ?3, ?4
  FROM json_each(?2) a CROSS JOIN campaign_line l ON l.id = a.value ->> 0
  JOIN campaign c ON c.id = l.campaign_id
  WHERE l.organization_id = ?1`;

/** The waiting lines with the name and class of an answered line, in the campaigns of its year. */
const APPLY = `UPDATE campaign_line SET pupil_id = s.pupil_id, answer = s.answer, reason = NULL,
    found_in = coalesce((SELECT h.division FROM schooling h
      WHERE h.organization_id = ?1 AND h.pupil_id = s.pupil_id
        AND h.year = CAST(s.school_year AS INTEGER)), '')
  FROM (SELECT o.id AS campaign_id, c.school_year, l.name_key, l.division_key, l.started_on, l.twin,
      CAST(a.value ->> 1 AS INTEGER) AS pupil_id, a.value ->> 2 AS answer
    FROM json_each(?2) a CROSS JOIN campaign_line l ON l.id = a.value ->> 0
    JOIN campaign c ON c.id = l.campaign_id
    JOIN campaign o ON o.organization_id = ?1 AND o.school_year = c.school_year
      AND o.state <> 'archived') s
  WHERE campaign_line.organization_id = ?1 AND campaign_line.campaign_id = s.campaign_id
    AND campaign_line.reason IS NOT NULL AND campaign_line.name_key = s.name_key
    AND campaign_line.division_key = s.division_key
    AND (campaign_line.started_on = s.started_on OR (NOT campaign_line.twin AND NOT s.twin))`;
