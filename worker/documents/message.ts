import { z } from "zod";

/** A hint without data: the document to make. */
export const DocumentMessage = z.object({ v: z.literal(1), documentId: z.uuid() });
export type DocumentMessage = z.infer<typeof DocumentMessage>;

/** Never throws: the waiting page or the sweep sends a lost hint again. */
export async function sendDocumentHint(env: Env, documentId: string): Promise<void> {
  await env.DOCUMENTS.send({ v: 1, documentId } satisfies DocumentMessage).catch(() => undefined);
}
