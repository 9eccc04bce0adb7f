import { sweepAccounts } from "./accounts/sweep-accounts.ts";
import { sweepDocuments } from "./certifications/documents/sweep-documents.ts";
import { sweepResults } from "./certifications/sweep-results.ts";
import { sweepImports, wakeStaleImports } from "./imports/sweep-imports.ts";
import { sweepJournal } from "./journal/sweep-journal.ts";
import { sweepMails } from "./mail/sweep-mails.ts";
import { sweepAttempts } from "./platform/attempts.ts";
import { causeText, log } from "./platform/log.ts";
import { sweepTeam } from "./team/sweep-team.ts";

/** The cron: every five minutes when deployed, every minute by `npm start`. */
export async function sweep(env: Env): Promise<void> {
  const now = Date.now();
  await sweepImports(env, now);
  await sweepTeam(env, now);
  await sweepMails(env, now);
  await sweepAccounts(env, now);
  await sweepDocuments(env, now);
  await sweepAttempts(env, now);
  await sweepResults(env, now);
  await sweepJournal(env, now);
}

let looked = false;

/** The first request of an isolate looks for imports that a crash left alone; never fails a request. */
export async function sweepOnce(env: Env): Promise<void> {
  if (looked) return;
  looked = true;
  try {
    await wakeStaleImports(env, Date.now());
  } catch (error) {
    log({ event: "desk.failed", cause: causeText(error) });
  }
}
