import { listDivisions } from "../certifications/show/list-results.ts";
import { findLatestArchive, toView } from "../documents/store.ts";
import type { DocumentView } from "../documents/view.ts";
import type { SchoolEnv } from "../platform/school-env.ts";

/** The data a page needs to offer « Tout archiver »: the number of classes, and the last archive. */
export async function readArchiveOffer(
  env: SchoolEnv,
  organizationId: number,
): Promise<{ classes: number; archive: DocumentView | null }> {
  const [classes, archive] = await Promise.all([
    listDivisions(env, { organizationId }),
    readLatestArchive(env, organizationId),
  ]);
  return { classes: classes.length, archive };
}

/** The last archive of the school, in progress or made; null when there is none. */
export async function readLatestArchive(
  env: SchoolEnv,
  organizationId: number,
): Promise<DocumentView | null> {
  const row = await findLatestArchive(env, organizationId);
  return row && row.expiresAt > Date.now() ? toView(row) : null;
}
