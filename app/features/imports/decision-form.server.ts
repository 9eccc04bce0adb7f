import { z } from "zod";

/** One intent per button of the import page. `upload` is the upload form without JavaScript. */
export const DecisionForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("upload") }),
  z.object({
    intent: z.literal("follow"),
    from: z.string().min(1).max(64),
    to: z.string().min(1).max(64),
  }),
  z.object({
    intent: z.enum(["confirm", "cancel", "undo", "retry"]),
    importId: z.string().min(1).max(64),
  }),
]);
