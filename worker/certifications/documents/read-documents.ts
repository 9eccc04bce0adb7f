import { listDivisions } from "../list-results.ts";
import { type DocumentRecord, findDocument, findLatestArchive, toView } from "./store.ts";
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

/** What a page needs to offer « Tout archiver »: how many classes there are, and the last archive kept. */
export async function readArchiveOffer(
  env: Env,
  organizationId: string,
): Promise<{ classes: number; archive: DocumentView | null }> {
  const [classes, archive] = await Promise.all([
    listDivisions(env, { organizationId }),
    readLatestArchive(env, organizationId),
  ]);
  return { classes: classes.length, archive };
}

/** The last archive of the school, under way or made; null when none is kept. */
export async function readLatestArchive(
  env: Env,
  organizationId: string,
): Promise<DocumentView | null> {
  const row = await findLatestArchive(env, organizationId);
  return row && row.expiresAt > Date.now() ? toView(row) : null;
}
