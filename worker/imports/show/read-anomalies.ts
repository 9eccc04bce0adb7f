import type { SchoolEnv } from "../../platform/school-env.ts";
import { type WhichImports, weighedImport } from "../store.ts";
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
  { ids, values }: WhichImports,
): Promise<Map<string, Anomaly[]>> {
  const found = new Map<string, Anomaly[]>();
  const { results } = await env.DB.prepare(
    `SELECT a.import_id AS importId, a.kind, CAST(a.pupil_id AS TEXT) AS pupilId,
       CAST(a.other_pupil_id AS TEXT) AS otherPupilId,
       a.pupil, a.division, a.before, a.after
     FROM (${ids}) page CROSS JOIN json_each(?${values.length + 1}) kind
     JOIN import_anomaly a ON a.import_id = page.id AND a.kind = kind.value
       AND a.ordinal IN (SELECT ordinal FROM import_anomaly b
         WHERE b.import_id = page.id AND b.kind = kind.value ORDER BY ordinal
         LIMIT ${TOLD_ANOMALIES})
     ORDER BY page.id, kind.key, a.ordinal`,
  )
    .bind(...values, JSON.stringify(ANOMALY_KINDS))
    .all<Row>();
  for (const { importId, pupilId, otherPupilId, ...rest } of results) {
    const anomaly = { ...rest, ...(pupilId && { pupilId }), ...(otherPupilId && { otherPupilId }) };
    found.set(importId, [...(found.get(importId) ?? []), anomaly]);
  }
  return found;
}

/** How many anomalies of each kind this import has, and how many pupils have at least one. */
export async function countAnomalies(
  env: SchoolEnv,
  { ids, values }: WhichImports,
): Promise<{ counts: AnomalyCounts; pupils: number }> {
  const [byKind, odd] = await env.DB.batch<{ kind: AnomalyKind; n: number }>([
    env.DB.prepare(
      `SELECT kind, count(*) AS n FROM import_anomaly WHERE import_id IN (${ids}) GROUP BY kind`,
    ).bind(...values),
    env.DB.prepare(
      `SELECT count(DISTINCT ordinal) AS n FROM import_anomaly
       WHERE import_id IN (${ids}) AND kind <> 'class-gone'`,
    ).bind(...values),
  ]);
  const counts: AnomalyCounts = { "other-ine": 0, "birth-date": 0, sex: 0, "class-gone": 0 };
  for (const { kind, n } of byKind?.results ?? []) counts[kind] = n;
  return { counts, pupils: odd?.results[0]?.n ?? 0 };
}

/** The former sheets of the pupils whom the anomalies on the page of imports tell of: SQL of their ids. */
export function formerSheets(organizationId: number) {
  const { ids, values } = weighedImport(organizationId);
  const sheets = `SELECT other_pupil_id FROM import_anomaly
    WHERE import_id IN (${ids}) AND kind = 'other-ine' AND other_pupil_id IS NOT NULL
    ORDER BY ordinal LIMIT ${TOLD_ANOMALIES}`;
  return { ids: sheets, values };
}
