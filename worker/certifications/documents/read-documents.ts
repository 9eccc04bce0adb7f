import { listDivisions } from "../list-results.ts";
import { type DocumentRecord, findDocument, findLatestArchive, toView } from "./store.ts";
import type { DocumentView } from "./view.ts";

/** A document of the school by its id; null when it is not one of its own, or is no longer kept. */
export async function readDocument(
  env: Env,
  input: { organizationId: string; id: string; kind?: DocumentRecord["kind"] },
): Promise<DocumentView | null> {
  const row = await findDocument(env, input);
  return row && row.expiresAt > Date.now() ? toView(row) : null;
}

/** What a page needs to offer « Tout archiver »: how many classes there are, and the last archive kept. */
export async function readArchiveOffer(
  env: Env,
  organizationId: string,
): Promise<{ classes: number; archive: DocumentView | null }> {
  const [classes, row] = await Promise.all([
    listDivisions(env, { organizationId }),
    findLatestArchive(env, organizationId),
  ]);
  const kept = row && row.expiresAt > Date.now() ? toView(row) : null;
  return { classes: classes.length, archive: kept };
}
