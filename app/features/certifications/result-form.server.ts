import { z } from "zod";

/** What the page of a kept result sends; `readResultChange` validates it. */
export const ResultForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("change"),
    year: z.string().max(20).optional(),
    division: z.string().optional(),
    /** What the form showed, as `seenOf` writes it. */
    seen: z.string().max(2000).optional(),
    /** Empty when the result belongs to no pupil of the base. */
    pupilId: z.string().max(100).optional(),
  }),
  z.object({ intent: z.literal("find"), search: z.string() }),
  z.object({ intent: z.literal("remove-result") }),
]);
