import { z } from "zod";

/** A hint, never data: the id of a mail of the outbox that should be sent. */
export const MailMessage = z.object({ v: z.literal(1), outboxId: z.uuid() });
export type MailMessage = z.infer<typeof MailMessage>;
