import { schoolYearOf } from "../../platform/clock.ts";
import { RETENTION } from "../../platform/retention.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { NOT_IMPORTED } from "../run/pupil-sql.ts";
import { dayOf, type ImportRecord } from "../store.ts";
import type { Confirmation, LevelMove } from "../view.ts";
import { type Flow, levelMoves } from "./level-moves.ts";

/** Reads what the page shows about a waiting import; null for any other import. */
export async function readConfirmation(
  env: SchoolEnv,
  row: ImportRecord | null,
): Promise<Confirmation | null> {
  if (row?.status !== "awaiting-confirmation") return null;
  return {
    currentYear: schoolYearOf(dayOf(row)),
    active: row.activeBefore,
    foundAgain: row.foundAgain,
    olderThan: row.olderThan,
    levels: await readLevels(env, row),
    expiresAt: new Date(row.heartbeatAt + RETENTION.confirmation).toISOString(),
  };
}

/** How a waiting import moves active pupils between levels. Each pupil of the base or the file counts once. */
async function readLevels(env: SchoolEnv, row: ImportRecord): Promise<LevelMove[]> {
  const { results } = await env.DB.prepare(
    `SELECT substr(p.mef, 1, 3) || substr(p.mef, 9, 2) AS before, substr(r.mef, 1, 3) || substr(r.mef, 9, 2) AS after,
       count(*) AS pupils
     FROM import_row r
     LEFT JOIN pupil p ON p.organization_id = ?2 AND p.ine = r.ine AND p.deactivated_at IS NULL
     WHERE r.import_id = ?1 AND r.skip IS NULL GROUP BY 1, 2
     UNION ALL
     SELECT substr(p.mef, 1, 3) || substr(p.mef, 9, 2), NULL, count(*) FROM pupil p WHERE ${NOT_IMPORTED} GROUP BY 1`,
  )
    .bind(row.id, row.organizationId)
    .all<Flow>();
  return levelMoves(results);
}
