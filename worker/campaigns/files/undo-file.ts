import { runJournalled } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { surely } from "../../platform/surely.ts";

export type Undone = {
  campaign: { id: string; name: string; deleted: boolean };
  filename: string;
  rows: number;
};

type LastFile = {
  id: string;
  campaign_id: string;
  name: string;
  filename: string;
  rows: number;
  undone_at: number | null;
  state: string;
};

const LAST = `SELECT f.id FROM campaign_file f WHERE f.organization_id = ?1
  ORDER BY f.uploaded_at DESC, f.rowid DESC LIMIT 1`;

/**
 * Undoes the last results file of the school, once: deletes its lines, and the campaign that it created if nothing
 * else refers to it. People's answers stay. Null when the last file was undone already, or its campaign is
 * archived.
 */
export async function undoLastFile(
  env: SchoolEnv,
  input: { organizationId: number; userId: string },
): Promise<Undone | null> {
  const { organizationId } = input;
  const last = await env.DB.prepare(
    `SELECT f.id, f.campaign_id, c.name, f.filename, f.rows, f.undone_at, c.state
     FROM campaign_file f JOIN campaign c ON c.id = f.campaign_id WHERE f.id = (${LAST})`,
  )
    .bind(organizationId)
    .first<LastFile>();
  if (!last || last.undone_at !== null || last.state === "archived") return null;
  const now = Date.now();
  const statements = [
    assertInBatch(
      env,
      `EXISTS (SELECT 1 FROM campaign_file WHERE id = (${LAST}) AND id = ?2 AND undone_at IS NULL)`,
      ...[organizationId, last.id],
    ),
    env.DB.prepare("DELETE FROM campaign_line WHERE organization_id = ?1 AND file_id = ?2").bind(
      ...[organizationId, last.id],
    ),
    env.DB.prepare("UPDATE campaign_file SET undone_at = ?2 WHERE id = ?1").bind(last.id, now),
    env.DB.prepare(
      `DELETE FROM campaign WHERE organization_id = ?1 AND id = ?2 AND made_by_file = ?3
         AND NOT EXISTS (SELECT 1 FROM campaign_line l WHERE l.organization_id = ?1 AND l.campaign_id = ?2)
         AND NOT EXISTS (SELECT 1 FROM campaign_file f WHERE f.organization_id = ?1 AND f.campaign_id = ?2
           AND f.undone_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM campaign_exception e WHERE e.organization_id = ?1
           AND e.campaign_id = ?2)`,
    ).bind(organizationId, last.campaign_id, last.id),
    env.DB.prepare(
      "UPDATE campaign SET revision = revision + 1 WHERE organization_id = ?1 AND id = ?2",
    ).bind(organizationId, last.campaign_id),
  ];
  const done = await runJournalled(env, statements, {
    organizationId,
    at: now,
    userId: input.userId,
    event: "campaign.results_undone",
    subject: last.campaign_id,
    detail: { name: last.name },
  });
  if (!done) return null;
  const kept = env.DB.prepare("SELECT 1 FROM campaign WHERE id = ?1").bind(last.campaign_id);
  const left = await surely(() => kept.first());
  return {
    campaign: { id: last.campaign_id, name: last.name, deleted: left === null },
    filename: last.filename,
    rows: last.rows,
  };
}
