import { href } from "react-router";
import { runJournalled } from "../../journal/record.ts";
import { outboxStatement, sendSoon } from "../../mail/outbox.ts";
import { consumeAttempt } from "../../platform/attempts.ts";
import { HOUR } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { findCampaign } from "../show/read-campaign.ts";

/** Most addresses a school may remind in an hour: every teacher of a large school, once. */
export const MOST_REMINDERS = 200;

/**
 * Mails colleagues (validated addresses, at most 50) a link to the follow-up of a campaign. The mail names no
 * pupil, and the link requires signing in. Null when this school does not have the campaign; `TOO_MANY_REMINDERS`,
 * and no mail at all, once the school has reminded `MOST_REMINDERS` addresses within the hour.
 */
export async function remindColleagues(
  env: SchoolEnv,
  input: {
    campaignId: string;
    organization: { id: number; uai: string; name: string };
    user: { id: string; name: string };
    to: string[];
  },
): Promise<{ recipients: number } | "TOO_MANY_REMINDERS" | null> {
  const { organization, user } = input;
  const organizationId = organization.id;
  const campaign = await findCampaign(env, { organizationId, campaignId: input.campaignId });
  if (!campaign) return null;
  const at = Date.now();
  const { uai } = organization;
  const link = env.ORIGIN + href("/etablissements/:uai/campagnes/:id", { uai, id: campaign.id });
  const mail = {
    kind: "campaign-reminder" as const,
    ...{ school: organization.name, campaign: campaign.name, dueOn: campaign.due_on },
    ...{ sentBy: user.name, link },
  };
  const recipients = [...new Set(input.to.map((address) => address.trim().toLowerCase()))];
  // One attempt for each address, all of them or none.
  const limit = {
    ...{ key: `campaign reminders ${organizationId}`, windowMs: HOUR },
    limit: MOST_REMINDERS - recipients.length + 1,
  };
  const attempt = await consumeAttempt(
    env.CENTRAL,
    recipients.map(() => limit),
    at,
  );
  if (!attempt.ok) return "TOO_MANY_REMINDERS";
  const posted = recipients.map((to) =>
    outboxStatement(env.CENTRAL, { organizationId, to, mail, at }),
  );
  const statements = posted.map(({ statement }) => statement);
  await runJournalled(env.CENTRAL, statements, {
    organizationId,
    at,
    userId: user.id,
    event: "campaign.reminded",
    subject: campaign.id,
    detail: { name: campaign.name, recipients: recipients.length },
  });
  await sendSoon(env.CENTRAL, posted);
  return { recipients: recipients.length };
}
