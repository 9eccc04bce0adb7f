import type { SchoolEnv } from "../../platform/school-env.ts";
import { PUPIL_COLUMNS } from "../run/staging.ts";
import type { LevelMove } from "../view.ts";
import { type Flow, levelMoves } from "./level-moves.ts";

const MEF = `json_extract(c.before, '$[${PUPIL_COLUMNS.indexOf("mef")}]')`;

/**
 * How the school's last import that counts moved the active pupils between levels: those of the base today, and those
 * whom it deactivated. Pupils without a change stayed where they are.
 */
export async function readDoneLevels(
  env: Pick<SchoolEnv, "DB">,
  { organizationId, importId }: { organizationId: number; importId: string },
): Promise<LevelMove[]> {
  const [changed, active] = await env.DB.batch<Flow>([
    env.DB.prepare(
      `SELECT CASE WHEN c.kind IN ('added', 'reactivated') THEN NULL
           WHEN c.kind = 'deactivated' OR c.before IS NULL THEN p.formation
           ELSE substr(${MEF}, 1, 3) || substr(${MEF}, 9, 2) END AS before,
         CASE WHEN p.deactivated_at IS NULL THEN p.formation END AS after, count(*) AS pupils
       FROM pupil_change c CROSS JOIN pupil p ON p.id = c.pupil_id
       WHERE c.import_id = ?1 AND c.organization_id = ?2 GROUP BY 1, 2`,
    ).bind(importId, organizationId),
    env.DB.prepare(
      `SELECT formation AS before, formation AS after, count(*) AS pupils
       FROM pupil INDEXED BY pupil_by_formation
       WHERE organization_id = ?1 AND +deactivated_at IS NULL GROUP BY formation`,
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
