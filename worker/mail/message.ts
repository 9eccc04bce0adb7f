import { z } from "zod";

/** A hint, never data: the id of a mail of the outbox that should be sent. */
export const MailMessage = z.object({
  v: z.literal(1),
  outboxId: z.uuid(),
  /** Of the request that wrote the mail: for the log alone. */
  requestId: z.string().optional(),
});
export type MailMessage = z.infer<typeof MailMessage>;
