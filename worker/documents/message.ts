import { z } from "zod";
import { currentRequestId } from "../platform/request-id.ts";

/** A hint without data: the document to make. */
export const DocumentMessage = z.object({
  v: z.literal(1),
  documentId: z.uuid(),
  /** Of the request that asked for it: for the log alone. */
  requestId: z.string().optional(),
});
export type DocumentMessage = z.infer<typeof DocumentMessage>;

/** Never throws: the waiting page or the sweep sends a lost hint again. */
export async function sendDocumentHint(env: Env, documentId: string): Promise<void> {
  await env.DOCUMENTS.send({
    v: 1,
    documentId,
    requestId: currentRequestId(),
  } satisfies DocumentMessage).catch(() => undefined);
}
