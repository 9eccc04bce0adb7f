import { z } from "zod";

/** Required: a field that is absent must not empty what the campaign has. */
const text = z.string().max(500);

/** What the forms of a campaign's page send; what they ask for is judged by the use-cases. */
export const CampaignForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("change"),
    ...{ code: text, name: text, dueOn: text, kind: text, level: text },
  }),
  z.object({ intent: z.literal("state"), state: z.enum(["open", "closed"]) }),
  /** One exception: a class or the id of a pupil, put in, taken out, or as its level says again. */
  z.object({
    intent: z.literal("except"),
    scope: z.enum(["class", "pupil"]),
    target: text,
    place: z.enum(["in", "out", "usual"]),
  }),
  z.object({ intent: z.literal("find"), search: text }),
]);
