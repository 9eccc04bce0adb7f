import { isJournalled, lineNumber } from "../../journal/record.ts";
import { assertInBatch, runGuarded } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import type { ResultStatus } from "../result.ts";
import type { ResultChange } from "../result-change.ts";

type Which = { organizationId: number; number: string };

/** A kept result, as the page that changes it shows it. */
export type KeptResult = {
  number: string;
  name: string;
  birthDate: string;
  takenOn: string;
  status: ResultStatus;
  score: number | null;
  year: string;
  division: string;
  /** Null when the person is not in the pupil base. */
  pupilId: string | null;
  /** The name of the pupil in the base; null without one. */
  pupil: string | null;
  filename: string;
};

/** The result with this number; null when the school has none. */
export async function readResult(env: SchoolEnv, which: Which): Promise<KeptResult | null> {
  return await env.DB.prepare(
    `SELECT c.number, c.first_name || ' ' || c.last_name AS name, c.birth_date AS birthDate,
       c.taken_on AS takenOn, c.status, c.score, c.school_year AS year, c.division,
       CAST(c.pupil_id AS TEXT) AS pupilId, p.first_name || ' ' || p.last_name AS pupil, i.filename
     FROM certification c
     JOIN certification_import i ON i.organization_id = ?1 AND i.number = c.file
     LEFT JOIN pupil p ON p.organization_id = ?1 AND p.id = c.pupil_id
     WHERE c.organization_id = ?1 AND c.number = ?2`,
  )
    .bind(which.organizationId, which.number)
    .first<KeptResult>();
}

const IS_KEPT = "EXISTS (SELECT 1 FROM certification WHERE organization_id = ?1 AND number = ?2)";

/**
 * Moves a result to another year, class or pupil and journals it in the same transaction. False when the school has
 * no such result or no such pupil. A file no longer changes what was set by hand.
 */
export async function changeResult(
  env: SchoolEnv,
  input: Which & { userId: string; change: ResultChange },
): Promise<boolean> {
  const { organizationId, number, change } = input;
  const { year = null, division = null, pupilId = null } = change;
  const owner = change.pupilId === undefined ? "" : pupilId === null ? "outside" : "pupil";
  const at = Date.now();
  const statements = [
    assertInBatch(env, IS_KEPT, organizationId, number),
    assertInBatch(
      env,
      "?2 IS NULL OR EXISTS (SELECT 1 FROM pupil WHERE organization_id = ?1 AND id = ?2)",
      organizationId,
      pupilId,
    ),
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
       SELECT ?1, ?3, ${lineNumber("?1", "?3")}, ?4, 'results.moved', ?2, json_object('owner', ?5,
         'fromYear', school_year, 'year', coalesce(?6, school_year),
         'fromDivision', division, 'division', coalesce(?7, division))
       FROM certification WHERE organization_id = ?1 AND number = ?2`,
    ).bind(organizationId, number, at, input.userId, owner, year, division),
    env.DB.prepare(
      `UPDATE certification SET school_year = coalesce(?3, school_year),
         division = coalesce(?4, division),
         pupil_id = CASE ?5 WHEN '' THEN pupil_id ELSE ?6 END, by_hand = 1
       WHERE organization_id = ?1 AND number = ?2`,
    ).bind(organizationId, number, year, division, owner, pupilId),
  ];
  return await runGuarded(env, statements, () =>
    isJournalled(env, { ...input, at, event: "results.moved", subject: number }),
  );
}

/** Deletes a result and its history, and journals it. False when the school has no result with this number. */
export async function removeResult(
  env: SchoolEnv,
  input: Which & { userId: string },
): Promise<boolean> {
  const { organizationId, number } = input;
  const at = Date.now();
  const statements = [
    assertInBatch(env, IS_KEPT, organizationId, number),
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
       SELECT ?1, ?3, ${lineNumber("?1", "?3")}, ?4, 'results.removed', ?2,
         json_object('year', school_year, 'division', division)
       FROM certification WHERE organization_id = ?1 AND number = ?2`,
    ).bind(organizationId, number, at, input.userId),
    ...["certification_history", "certification"].map((table) =>
      env.DB.prepare(`DELETE FROM ${table} WHERE organization_id = ?1 AND number = ?2`).bind(
        organizationId,
        number,
      ),
    ),
  ];
  return await runGuarded(env, statements, () =>
    isJournalled(env, { ...input, at, event: "results.removed", subject: number }),
  );
}
