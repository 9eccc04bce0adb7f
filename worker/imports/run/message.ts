import { z } from "zod";
import { currentRequestId } from "../../platform/request-id.ts";

/** A hint, never data: the import and the attempt that the consumer should move forward. */
export const ImportMessage = z.object({
  v: z.literal(1),
  importId: z.uuid(),
  epoch: z.number().int().nonnegative(),
  /** Of the request that began the work: for the log alone. */
  requestId: z.string().optional(),
});
export type ImportMessage = z.infer<typeof ImportMessage>;

export async function sendHint(env: Env, hint: { importId: string; epoch: number }): Promise<void> {
  await env.IMPORTS.send({ v: 1, ...hint, requestId: currentRequestId() } satisfies ImportMessage);
}
