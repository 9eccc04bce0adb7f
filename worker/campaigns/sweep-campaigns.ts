import { parisDate, schoolYearOf } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

const FILES_AT_A_TIME = 50;
const CAMPAIGNS_AT_A_TIME = 10;

export const CAMPAIGN_SWEEPS: readonly Sweep[] = [
  { name: "campaigns.delete-waiting", perDatabase: deleteWaiting },
  { name: "campaigns.delete-answers", perDatabase: deleteAnswers },
  { name: "campaigns.delete-old", perDatabase: deleteOld },
];

/** Deletes the lines of old files that are still without a pupil: names that were not settled in time. */
async function deleteWaiting({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  const old = `SELECT id FROM campaign_file WHERE purged_at IS NULL AND uploaded_at < ?1
    ORDER BY uploaded_at LIMIT ${FILES_AT_A_TIME}`;
  const { results } = await env.DB.prepare(`SELECT organization_id, id FROM (
      SELECT organization_id, id FROM campaign_file WHERE id IN (${old}))`)
    .bind(now - RETENTION.campaignWaiting)
    .all<{ organization_id: number; id: string }>();
  if (results.length === 0) return;
  const files = JSON.stringify(results.map(({ organization_id, id }) => [organization_id, id]));
  await env.DB.batch([
    env.DB.prepare(
      `DELETE FROM campaign_line WHERE pupil_id IS NULL AND (organization_id, file_id) IN (
         SELECT value ->> 0, value ->> 1 FROM json_each(?1))`,
    ).bind(files),
    env.DB.prepare(
      "UPDATE campaign_file SET purged_at = ?2 WHERE id IN (SELECT value ->> 1 FROM json_each(?1))",
    ).bind(files, now),
  ]);
}

async function deleteAnswers({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  await env.DB.prepare("DELETE FROM campaign_answer WHERE at < ?1")
    .bind(now - RETENTION.campaignAnswer)
    .run();
}

/** Deletes the campaigns of years that ended too long ago, with all their data. */
async function deleteOld({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  const current = schoolYearOf(parisDate(now - RETENTION.campaignResult));
  const { results } = await env.DB.prepare(
    `SELECT organization_id, id FROM campaign WHERE ends_in <= ?1 LIMIT ${CAMPAIGNS_AT_A_TIME}`,
  )
    .bind(Number(current.slice(0, 4)))
    .all<{ organization_id: number; id: string }>();
  if (results.length === 0) return;
  const which = JSON.stringify(results.map(({ organization_id, id }) => [organization_id, id]));
  const listed = "(SELECT value ->> 0, value ->> 1 FROM json_each(?1))";
  await env.DB.batch([
    ...["campaign_line", "campaign_archived", "campaign_exception", "campaign_file"].map((table) =>
      env.DB.prepare(`DELETE FROM ${table} WHERE (organization_id, campaign_id) IN ${listed}`).bind(
        which,
      ),
    ),
    env.DB.prepare("DELETE FROM campaign WHERE id IN (SELECT value ->> 1 FROM json_each(?1))").bind(
      which,
    ),
  ]);
}
