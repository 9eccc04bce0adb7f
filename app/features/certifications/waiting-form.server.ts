import { z } from "zod";

const division = z.string().default("");
const row = { importId: z.uuid(), line: z.coerce.number().int().positive() };

/** What a form of the waiting rows sends: about one row, or about all of them. */
export const WaitingForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("choose"),
    ...row,
    owner: z.string().max(100).default(""),
    division,
  }),
  z.object({ intent: z.literal("find"), ...row, search: z.string() }),
  z.object({ intent: z.literal("discard"), ...row }),
  z.object({ intent: z.literal("place-all"), division }),
  z.object({ intent: z.literal("keep-all"), division }),
  z.object({ intent: z.literal("discard-all"), sure: z.string().optional() }),
]);
