import { z } from "zod";
import { readProgramme } from "#worker/campaigns/programme.ts";
import { CAMPAIGN_KINDS } from "#worker/campaigns/view.ts";

const Provider = z.strictObject({
  id: z.string(),
  name: z.string(),
  hosts: z.array(z.string()),
  link: z.string(),
  creation: z.string(),
});

const Kind = z.strictObject({
  levels: z.array(z.string()),
  proposed: z.array(z.string()),
  due: z.string().nullable(),
  dueOf: z.record(z.string(), z.string()),
});

/** What an environment replaces in the built-in programme: a field that the Worker does not know would change nothing. */
export const CampaignProgramme = z
  .strictObject({
    provider: Provider.partial(),
    kinds: z.partialRecord(z.enum(CAMPAIGN_KINDS), Kind.partial()),
  })
  .partial();

/** As the Worker's variable; empty without one. */
export function programmeText(programme: z.infer<typeof CampaignProgramme> | undefined): string {
  return programme ? JSON.stringify(programme) : "";
}

/** Why the Worker would refuse this programme at each page; null for a good one. */
export function findProgrammeFault(CAMPAIGN_PROGRAMME: string): string | null {
  try {
    readProgramme({ CAMPAIGN_PROGRAMME });
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
