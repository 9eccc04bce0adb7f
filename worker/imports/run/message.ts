import { z } from "zod";
import { currentRequestId } from "../../platform/request-id.ts";

/**
 * A hint, never data: the import and the attempt that the consumer should move forward. The school, not its database:
 * it may move while the message waits.
 */
export const ImportMessage = z.object({
  v: z.literal(1),
  organizationId: z.number().int().positive(),
  importId: z.uuid(),
  epoch: z.number().int().nonnegative(),
  /** Of the request that began the work: for the log alone. */
  requestId: z.string().optional(),
});
export type ImportMessage = z.infer<typeof ImportMessage>;

export async function sendHint(
  env: Pick<Env, "IMPORTS">,
  hint: Omit<ImportMessage, "v" | "requestId">,
): Promise<void> {
  await env.IMPORTS.send({ v: 1, ...hint, requestId: currentRequestId() } satisfies ImportMessage);
}
