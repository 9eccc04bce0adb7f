/** SQL for the batch that erases: no document of school `?1` is there any more, made or being made. */
export const FORGET_DOCUMENTS = "DELETE FROM document WHERE organization_id = ?1";

/**
 * Deletes the objects of all documents of a school whose rows are gone. They are made again when they are asked
 * for; an attempt that is under way finds its row gone, and deletes what it made. Idempotent.
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
