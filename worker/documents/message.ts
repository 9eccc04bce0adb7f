import { z } from "zod";

/** A hint, never data: which document somebody should make. */
export const DocumentMessage = z.object({ v: z.literal(1), documentId: z.uuid() });
export type DocumentMessage = z.infer<typeof DocumentMessage>;

/** Never throws: a hint that is lost is given again by the page that waits, or by the sweep. */
export async function sendDocumentHint(env: Env, documentId: string): Promise<void> {
  await env.DOCUMENTS.send({ v: 1, documentId } satisfies DocumentMessage).catch(() => undefined);
}
