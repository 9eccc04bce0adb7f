import { countCampaigns } from "../campaigns/show/export-campaigns.ts";
import { listDivisions } from "../certifications/show/list-results.ts";
import { sendDocumentHint } from "../documents/message.ts";
import { findLatestArchive, toView } from "../documents/store.ts";
import type { DocumentView } from "../documents/view.ts";
import { journalStatement } from "../journal/record.ts";
import type { Organization } from "../organizations/access.ts";
import { isUniqueRefusal } from "../platform/database.ts";
import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";

export type ArchiveRequest =
  | { ok: true; archive: DocumentView }
  | { ok: false; code: "ARCHIVE_ACTIVE"; archive: DocumentView }
  | { ok: false; code: "NO_RESULT" };

/**
 * Requests the archive of every class, campaign and year of a school, and journals the request. A school makes one
 * at a time: a second request is refused with the one in progress.
 */
export async function requestArchive(
  env: SchoolEnv,
  input: { organization: Organization; userId: string },
): Promise<ArchiveRequest> {
  const organizationId = input.organization.id;
  const classes = await listDivisions(env, { organizationId });
  const parts = classes.length + (await countCampaigns(env, organizationId));
  if (parts === 0) return { ok: false, code: "NO_RESULT" };
  const id = crypto.randomUUID();
  const now = Date.now();
  try {
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO document (id, organization_id, kind, status, total, requested_by, created_at,
           heartbeat_at, expires_at)
         VALUES (?1, ?2, 'archive', 'queued', ?3, ?4, ?5, ?5, ?6)`,
      ).bind(id, organizationId, parts, input.userId, now, now + RETENTION.document),
      journalStatement(env, {
        organizationId,
        at: now,
        userId: input.userId,
        event: "archive.requested",
        subject: id,
        detail: { classes: classes.length },
      }),
    ]);
  } catch (error) {
    if (!isUniqueRefusal(error)) throw error;
  }
  const newest = await findLatestArchive(env, organizationId);
  if (!newest) throw new Error("an archive just asked for is gone");
  if (newest.id !== id) return { ok: false, code: "ARCHIVE_ACTIVE", archive: toView(newest) };
  await sendDocumentHint(env, { organizationId, documentId: id });
  return { ok: true, archive: toView(newest) };
}
