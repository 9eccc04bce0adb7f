import { type DocumentRecord, findDocument, toView } from "./store.ts";
import { type DocumentView, isUnderWay } from "./view.ts";
import { wakeDocument } from "./wake-document.ts";

/**
 * A document of the school by its id; null when it is not one of its own, or is no longer kept. Who asks how
 * far it is also wakes the one that was forgotten.
 */
export async function readDocument(
  env: Env,
  input: { organizationId: string; id: string; kind?: DocumentRecord["kind"] },
): Promise<DocumentView | null> {
  const row = await findDocument(env, input);
  const now = Date.now();
  if (!row || row.expiresAt <= now) return null;
  if (isUnderWay(row.status)) await wakeDocument(env, row.id, now);
  return toView(row);
}
