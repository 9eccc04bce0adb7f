import { folderOf, type SchoolEnv } from "../platform/school-env.ts";

/** SQL for the erasing batch: deletes every document of school `?1`, made or in progress. */
export const FORGET_DOCUMENTS = "DELETE FROM document WHERE organization_id = ?1";

/**
 * Deletes all document objects of a school after their rows were deleted. Documents are made again on request; a
 * running attempt finds its row missing and deletes its own object. Idempotent.
 */
export async function deleteDocumentObjects(env: SchoolEnv, organizationId: number): Promise<void> {
  for (const kind of ["documents", "archives"] as const) {
    const prefix = `${folderOf(env, kind, organizationId)}/`;
    let left = true;
    while (left) {
      const page = await env.FILES.list({ prefix });
      if (page.objects.length > 0) await env.FILES.delete(page.objects.map(({ key }) => key));
      left = page.truncated;
    }
  }
}
