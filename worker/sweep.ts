import { ACCOUNT_SWEEPS } from "./accounts/sweep-accounts.ts";
import { CAMPAIGN_SWEEPS } from "./campaigns/sweep-campaigns.ts";
import { RESULT_SWEEPS } from "./certifications/sweep-results.ts";
import { DOCUMENT_SWEEPS } from "./documents/sweep-documents.ts";
import { IMPORT_SWEEPS, IMPORT_SWEEPS_AT_START } from "./imports/sweep-imports.ts";
import { ANNOUNCEMENT_SWEEPS } from "./mail/announce-once.ts";
import { MAIL_SWEEPS } from "./mail/sweep-mails.ts";
import { NEWS_SWEEPS } from "./news/announce-imports.ts";
import { ATTEMPT_SWEEPS } from "./platform/attempts.ts";
import { runSweeps, type Sweep } from "./platform/sweep.ts";
import { RIGHT_SWEEPS } from "./rights/sweep-leavers.ts";
import { RETENTION_SWEEPS } from "./rights/sweep-retention.ts";
import { TEAM_SWEEPS } from "./team/sweep-team.ts";

/** All jobs of the cron. A new sweep is one more line in the list of its room. */
export const SWEEPS: readonly Sweep[] = [
  ...IMPORT_SWEEPS,
  ...TEAM_SWEEPS,
  // Before the sweep of mails, which sends the mails it writes.
  ...NEWS_SWEEPS,
  ...MAIL_SWEEPS,
  ...ANNOUNCEMENT_SWEEPS,
  ...ACCOUNT_SWEEPS,
  ...DOCUMENT_SWEEPS,
  ...RESULT_SWEEPS,
  ...CAMPAIGN_SWEEPS,
  ...ATTEMPT_SWEEPS,
  ...RIGHT_SWEEPS,
  ...RETENTION_SWEEPS,
];

/** The cron: every five minutes when deployed, every minute by `npm start`. Never throws. */
export async function sweep(env: Env): Promise<void> {
  await runSweeps(env, SWEEPS, Date.now());
}

let looked = false;

/** The first request of an isolate wakes the imports that a crash interrupted. Never throws. */
export async function sweepOnce(env: Env): Promise<void> {
  if (looked) return;
  looked = true;
  await runSweeps(env, IMPORT_SWEEPS_AT_START, Date.now());
}
