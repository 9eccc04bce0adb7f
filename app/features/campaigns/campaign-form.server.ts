import { z } from "zod";

/** Required: an absent field must not clear what the campaign has. */
const text = z.string().max(500);

/** What the forms of a campaign's page send; the use-cases validate it. */
export const CampaignForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("change"),
    ...{ code: text, name: text, dueOn: text, kind: text, level: text },
  }),
  z.object({ intent: z.literal("state"), state: z.enum(["open", "closed"]) }),
  /** One exception: the class, or the id of the pupil, to include, to exclude, or to reset to the rule of its level. */
  z.object({
    intent: z.literal("except"),
    scope: z.enum(["class", "pupil"]),
    target: text,
    place: z.enum(["in", "out", "usual"]),
  }),
  z.object({ intent: z.literal("find"), search: text }),
]);
