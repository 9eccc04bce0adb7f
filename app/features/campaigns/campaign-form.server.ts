import { z } from "zod";

/** Required: a field that is absent must not empty what the campaign has. */
const text = z.string().max(500);

/** What the forms of a campaign's page send; what they ask for is judged by the use-cases. */
export const CampaignForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("change-campaign"),
    ...{ code: text, name: text, dueOn: text, kind: text, level: text },
  }),
  z.object({ intent: z.literal("close-campaign") }),
  z.object({ intent: z.literal("reopen-campaign") }),
  z.object({ intent: z.literal("except-class"), division: text, place: z.enum(["in", "out"]) }),
  z.object({ intent: z.literal("except-pupil"), pupilId: text, place: z.enum(["in", "out"]) }),
  z.object({
    intent: z.literal("drop-exception"),
    scope: z.enum(["class", "pupil"]),
    target: text,
  }),
  z.object({ intent: z.literal("find"), search: text }),
]);
