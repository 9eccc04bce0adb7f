import { z } from "zod";

/** A hint, never data: which mail of the outbox somebody should send. */
export const MailMessage = z.object({ v: z.literal(1), outboxId: z.uuid() });
export type MailMessage = z.infer<typeof MailMessage>;
