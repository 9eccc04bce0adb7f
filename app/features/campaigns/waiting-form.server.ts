import { z } from "zod";

const id = z.string().max(100);

/** What a form of the waiting rows sends: about one row, or about all identical ones. */
export const WaitingLineForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("choose"), id, owner: z.string().max(100).default("") }),
  z.object({
    intent: z.literal("find"),
    id: id.default(""),
    search: z.string().max(200).default(""),
  }),
  z.object({ intent: z.literal("place-all"), sure: z.string().optional() }),
  z.object({ intent: z.literal("discard-all"), sure: z.string().optional() }),
]);
