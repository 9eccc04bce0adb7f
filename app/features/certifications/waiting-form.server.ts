import { z } from "zod";

const division = z.string().default("");
const row = { importId: z.uuid(), line: z.coerce.number().int().positive() };

/** What a form of the rows that wait sends: about one of them, or about all. */
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
