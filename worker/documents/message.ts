import { z } from "zod";
import { currentRequestId } from "../platform/request-id.ts";

/** A hint without data: the document to make, and its school. */
export const DocumentMessage = z.object({
  v: z.literal(1),
  organizationId: z.number().int().positive(),
  documentId: z.uuid(),
  /** Of the request that asked for it: for the log alone. */
  requestId: z.string().optional(),
});
export type DocumentMessage = z.infer<typeof DocumentMessage>;

/** Never throws: the waiting page or the sweep sends a lost hint again. */
export async function sendDocumentHint(
  env: Pick<Env, "DOCUMENTS">,
  hint: Omit<DocumentMessage, "v" | "requestId">,
): Promise<void> {
  const message: DocumentMessage = { v: 1, ...hint, requestId: currentRequestId() };
  await env.DOCUMENTS.send(message).catch(() => undefined);
}
