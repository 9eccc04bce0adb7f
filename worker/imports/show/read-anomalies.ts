import type { SchoolEnv } from "../../platform/school-env.ts";
import type { ImportRecord } from "../store.ts";
import { ANOMALY_KINDS, type Anomaly, type AnomalyKind } from "../view.ts";

/** How many anomalies of each kind are listed; the others are only counted. */
export const TOLD_ANOMALIES = 50;

export type AnomalyCounts = Record<AnomalyKind, number>;

type Row = {
  importId: string;
  kind: AnomalyKind;
  pupilId: string | null;
  otherPupilId: string | null;
  pupil: string;
  division: string;
  before: string;
  after: string;
};

/** The first anomalies of each kind, by import, in the order of the file. */
export async function readAnomalies(
  env: SchoolEnv,
  imports: ImportRecord[],
): Promise<Map<string, Anomaly[]>> {
  const checked = imports.filter(({ reasons }) => reasons !== null).map(({ id }) => id);
  const found = new Map<string, Anomaly[]>();
  if (checked.length === 0) return found;
  const { results } = await env.DB.prepare(
    `SELECT a.import_id AS importId, a.kind, CAST(a.pupil_id AS TEXT) AS pupilId,
       CAST(a.other_pupil_id AS TEXT) AS otherPupilId,
       a.pupil, a.division, a.before, a.after
     FROM json_each(?1) page CROSS JOIN json_each(?2) kind
     JOIN import_anomaly a ON a.import_id = page.value AND a.kind = kind.value
       AND a.ordinal IN (SELECT ordinal FROM import_anomaly b
         WHERE b.import_id = page.value AND b.kind = kind.value ORDER BY ordinal
         LIMIT ${TOLD_ANOMALIES})
     ORDER BY page.key, kind.key, a.ordinal`,
  )
    .bind(JSON.stringify(checked), JSON.stringify(ANOMALY_KINDS))
    .all<Row>();
  for (const { importId, pupilId, otherPupilId, ...rest } of results) {
    const anomaly = { ...rest, ...(pupilId && { pupilId }), ...(otherPupilId && { otherPupilId }) };
    found.set(importId, [...(found.get(importId) ?? []), anomaly]);
  }
  return found;
}

/** How many anomalies of each kind one import has, and how many pupils have at least one. */
export async function countAnomalies(
  env: SchoolEnv,
  importId: string,
): Promise<{ counts: AnomalyCounts; pupils: number }> {
  const [byKind, odd] = await env.DB.batch<{ kind: AnomalyKind; n: number }>([
    env.DB.prepare(
      "SELECT kind, count(*) AS n FROM import_anomaly WHERE import_id = ?1 GROUP BY kind",
    ).bind(importId),
    env.DB.prepare(
      `SELECT count(DISTINCT ordinal) AS n FROM import_anomaly
       WHERE import_id = ?1 AND kind <> 'class-gone'`,
    ).bind(importId),
  ]);
  const counts: AnomalyCounts = { "other-ine": 0, "birth-date": 0, sex: 0, "class-gone": 0 };
  for (const { kind, n } of byKind?.results ?? []) counts[kind] = n;
  return { counts, pupils: odd?.results[0]?.n ?? 0 };
}
