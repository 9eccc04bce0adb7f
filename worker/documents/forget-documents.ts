/** SQL for the erasing batch: deletes every document of school `?1`, made or in progress. */
export const FORGET_DOCUMENTS = "DELETE FROM document WHERE organization_id = ?1";

/**
 * Deletes all document objects of a school after their rows were deleted. Documents are made again on request; a
 * running attempt finds its row missing and deletes its own object. Idempotent.
 */
export async function deleteDocumentObjects(env: Env, organizationId: string): Promise<void> {
  for (const folder of ["documents", "archives"]) {
    const prefix = `${folder}/${organizationId}/`;
    let left = true;
    while (left) {
      const page = await env.FILES.list({ prefix });
      if (page.objects.length > 0) await env.FILES.delete(page.objects.map(({ key }) => key));
      left = page.truncated;
    }
  }
}
