import { href } from "react-router";
import {
  forgetOldNews,
  listSettledImports,
  markAnnounced,
  type SettledImport,
} from "../imports/show/list-settled.ts";
import { announceOnce } from "../mail/announce-once.ts";
import { outboxStatement, type PostedMail } from "../mail/outbox.ts";
import { DAY, parisDate } from "../platform/clock.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** Older news is not mailed: the page has shown it since. */
const NEWS_MS = DAY;
const AT_A_TIME = 500;

export const NEWS_SWEEPS: readonly Sweep[] = [
  { name: "news.imports", perDatabase: announceImports },
];

/**
 * Mails the administrators of a school that an import ended, or waits for them. Reads the state of the import
 * afterwards, because imports and mails live in two databases: each state of each import is announced once, however
 * often this runs. In July and August nothing is mailed.
 */
async function announceImports({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const since = now - NEWS_MS;
  await forgetOldNews(env, since);
  const settled = await listSettledImports(env, { since, limit: AT_A_TIME });
  await each(settled, async (one) => {
    await announce(env.CENTRAL, one, now);
    await markAnnounced(env, one);
  });
}

async function announce(env: Env, one: SettledImport, now: number): Promise<void> {
  const recipients = isHoliday(now) ? [] : await listRecipients(env, one.organizationId);
  const posted = recipients.map(({ email, school, uai }) =>
    mailOf(env, one, { email, school, uai }, now),
  );
  await announceOnce(env, { subject: one.id, state: one.status, at: now }, posted);
}

/** In summer nobody works on a school's base; its page shows what happened. */
function isHoliday(now: number): boolean {
  return ["07", "08"].includes(parisDate(now).slice(5, 7));
}

type Recipient = { email: string; school: string; uai: string };

/**
 * Administrators whose address is confirmed and who want this news. The sender of the file is among them only while
 * they are an administrator: the page would not open for them otherwise.
 */
async function listRecipients(env: Env, organizationId: number): Promise<Recipient[]> {
  const { results } = await env.DB.prepare(
    `SELECT u.email, o.name AS school, o.uai
     FROM membership m JOIN user u ON u.id = m.user_id JOIN organization o ON o.id = m.organization_id
     WHERE m.organization_id = ?1 AND m.role = 'admin' AND m.removed_at IS NULL
       AND u.email_verified = 1 AND u.import_news = 1 AND o.state = 'open'
     ORDER BY u.email LIMIT 50`,
  )
    .bind(organizationId)
    .all<Recipient>();
  return results;
}

function mailOf(env: Env, one: SettledImport, to: Recipient, now: number): PostedMail {
  return outboxStatement(env, {
    organizationId: one.organizationId,
    to: to.email,
    mail: {
      kind: "import-news",
      school: to.school,
      uai: to.uai,
      status: one.status,
      startedBy: one.createdByName,
      errorCount: one.errorCount,
      counts: one.counts,
      link: env.ORIGIN + href("/etablissements/:uai/eleves/import", { uai: to.uai }),
      choice: env.ORIGIN + href("/compte"),
    },
    at: now,
    expiresAt: now + NEWS_MS,
  });
}
