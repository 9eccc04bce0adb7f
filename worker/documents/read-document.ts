import type { SchoolEnv } from "../platform/school-env.ts";
import { type DocumentRecord, findDocument, toView } from "./store.ts";
import { type DocumentView, isUnderWay } from "./view.ts";
import { wakeDocument } from "./wake-document.ts";

/**
 * A document of the school by its id; null when it belongs to another school or was deleted. Reading it also wakes
 * a document that the queue forgot.
 */
export async function readDocument(
  env: SchoolEnv,
  input: { organizationId: number; id: string; kind?: DocumentRecord["kind"] },
): Promise<DocumentView | null> {
  const row = await findDocument(env, input);
  const now = Date.now();
  if (!row || row.expiresAt <= now) return null;
  if (isUnderWay(row.status)) await wakeDocument(env, row.id, now);
  return toView(row);
}
