import { z } from "zod";

/** A hint, never data: the import and the attempt that the consumer should move forward. */
export const ImportMessage = z.object({
  v: z.literal(1),
  importId: z.uuid(),
  epoch: z.number().int().nonnegative(),
});
export type ImportMessage = z.infer<typeof ImportMessage>;

export async function sendHint(env: Env, hint: { importId: string; epoch: number }): Promise<void> {
  await env.IMPORTS.send({ v: 1, ...hint } satisfies ImportMessage);
}
