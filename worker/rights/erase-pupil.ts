import { deleteDocumentObjects, FORGET_DOCUMENTS } from "../documents/forget-documents.ts";
import { deleteUploads, FORGET_UPLOADS, UPLOADS_KEPT } from "../imports/receive/forget-uploads.ts";
import { IS_ACTIVE } from "../imports/store.ts";
import { journalStatement } from "../journal/record.ts";
import { assertInBatch, isGuardRefusal } from "../platform/database.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { ROWS_OF_PUPIL } from "./pupil-rows.ts";

export type EraseOutcome =
  | { ok: true }
  /** `IMPORT_ACTIVE`: its file may hold the pupil, and the base it has read must not change. */
  | { ok: false; code: "NOT_FOUND" | "IMPORT_ACTIVE" };

/**
 * Erases all data of one pupil in the school: rows, files kept for a retry, documents made of results. One transaction,
 * recorded in the journal without the name. Undoing the last import stays possible and cannot bring the pupil back: it
 * only restores rows that exist (decision 0025). The objects are deleted after the transaction; if storage fails then,
 * the sweeps delete them within a day, and the error is thrown.
 */
export async function erasePupil(
  env: SchoolEnv,
  input: { organizationId: number; pupilId: string; userId: string },
): Promise<EraseOutcome> {
  const { organizationId, pupilId, userId } = input;
  const known = env.DB.prepare("SELECT 1 FROM pupil WHERE organization_id = ?1 AND id = ?2");
  if ((await known.bind(organizationId, pupilId).first()) === null) {
    return { ok: false, code: "NOT_FOUND" };
  }
  const statements = [
    env.DB.prepare(UPLOADS_KEPT).bind(organizationId),
    assertInBatch(
      env,
      `NOT EXISTS (SELECT 1 FROM import WHERE organization_id = ?1 AND ${IS_ACTIVE})
       AND EXISTS (SELECT 1 FROM pupil WHERE organization_id = ?1 AND id = ?2)`,
      organizationId,
      pupilId,
    ),
    ...ROWS_OF_PUPIL.map(({ table, where }) =>
      env.DB.prepare(`DELETE FROM ${table} WHERE ${where}`).bind(organizationId, pupilId),
    ),
    env.DB.prepare(FORGET_UPLOADS).bind(organizationId),
    env.DB.prepare(FORGET_DOCUMENTS).bind(organizationId),
    journalStatement(env, {
      organizationId,
      at: Date.now(),
      userId,
      event: "pupil.erased",
      subject: pupilId,
    }),
  ];
  let uploads: string[];
  try {
    const [kept] = await env.DB.batch<{ key: string }>(statements);
    uploads = (kept?.results ?? []).map(({ key }) => key);
  } catch (error) {
    if (isGuardRefusal(error)) return { ok: false, code: "IMPORT_ACTIVE" };
    throw error;
  }
  await deleteUploads(env, organizationId, uploads);
  await deleteDocumentObjects(env, organizationId);
  return { ok: true };
}
