import type { SchoolEnv } from "../../platform/school-env.ts";
import { CHANGE } from "../schema.ts";
import { lastDoneImport } from "../store.ts";
import type { LevelMove } from "../view.ts";
import { type Flow, levelMoves } from "./level-moves.ts";

const LEVEL = `substr(p.mef, 1, 3) || substr(p.mef, 9, 2)`;
const MEF = "coalesce(c.diff ->> '$.mef[0]', p.mef)";

/**
 * How the school's last import that counts moved the active pupils between levels: those of the base today, and those
 * whom it deactivated. Pupils without a change stayed where they are.
 */
export async function readDoneLevels(
  env: Pick<SchoolEnv, "DB">,
  organizationId: number,
): Promise<LevelMove[]> {
  const { ids, values } = lastDoneImport(organizationId);
  const [changed, active] = await env.DB.batch<Flow>([
    env.DB.prepare(
      `SELECT CASE WHEN c.kind IN (${CHANGE.added}, ${CHANGE.reactivated}) THEN NULL
           ELSE substr(${MEF}, 1, 3) || substr(${MEF}, 9, 2) END AS before,
         CASE WHEN p.deactivated_at IS NULL THEN ${LEVEL} END AS after, count(*) AS pupils
       FROM import i CROSS JOIN pupil_change c ON c.organization_id = ?1 AND c.import_number = i.number
       CROSS JOIN pupil p ON p.organization_id = ?1 AND p.id = c.pupil_id
       WHERE i.id IN (${ids}) GROUP BY 1, 2`,
    ).bind(...values),
    env.DB.prepare(
      `SELECT ${LEVEL} AS before, ${LEVEL} AS after, count(*) AS pupils
       FROM pupil p WHERE organization_id = ?1 AND deactivated_at IS NULL GROUP BY 1`,
    ).bind(organizationId),
  ]);
  return levelMoves(withoutChanged(active?.results ?? [], changed?.results ?? []));
}

/** The active pupils of today less those of whom the import tells a change. */
function withoutChanged(active: Flow[], changed: Flow[]): Flow[] {
  const counted = new Map<string | null, number>();
  for (const { after, pupils } of changed) {
    counted.set(after, (counted.get(after) ?? 0) + pupils);
  }
  const unmoved = active.map((flow) => ({
    ...flow,
    pupils: flow.pupils - (counted.get(flow.after) ?? 0),
  }));
  return [...unmoved, ...changed];
}
