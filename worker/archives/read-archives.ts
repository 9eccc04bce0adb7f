import { listDivisions } from "../certifications/list-results.ts";
import { findLatestArchive, toView } from "../documents/store.ts";
import type { DocumentView } from "../documents/view.ts";

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
