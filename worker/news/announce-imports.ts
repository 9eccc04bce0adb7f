import { href } from "react-router";
import {
  forgetOldNews,
  listSettledImports,
  markAnnounced,
  type SettledImport,
} from "../imports/show/list-settled.ts";
import { announceOnce } from "../mail/announce-once.ts";
import { outboxStatement, type PostedMail, sendSoon } from "../mail/outbox.ts";
import { DAY, parisDate } from "../platform/clock.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** Older news is not mailed: the page has shown it since. */
const NEWS_MS = DAY;
/**
 * Of each database in one run, oldest first: an invocation may ask D1 a thousand times, and each news asks once. Sixteen
 * databases announce 480 imports in five minutes; the busiest September brings 300.
 */
const AT_A_TIME = 30;
const MOST_RECIPIENTS = 50;

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
  if (settled.length === 0) return;
  const recipients = isHoliday(now) ? [] : await listRecipients(env.CENTRAL, settled);
  const announced: SettledImport[] = [];
  const posted: PostedMail[] = [];
  await each(settled, async (one) => {
    const mails = recipients
      .filter(({ organizationId }) => organizationId === one.organizationId)
      .map((to) => mailOf(env.CENTRAL, one, to, now));
    const news = { subject: one.id, state: one.status, at: now };
    if (await announceOnce(env.CENTRAL, news, mails)) posted.push(...mails);
    announced.push(one);
  });
  // A crash before these loses nothing: the next run announces none of them again, and the sweep of mails sends them.
  await markAnnounced(env, announced);
  await sendSoon(env.CENTRAL, posted);
}

/** In summer nobody works on a school's base; its page shows what happened. */
function isHoliday(now: number): boolean {
  return ["07", "08"].includes(parisDate(now).slice(5, 7));
}

type Recipient = { organizationId: number; email: string; school: string; uai: string };

/**
 * Administrators whose address is confirmed and who want this news. The sender of the file is among them only while
 * they are an administrator: the page would not open for them otherwise.
 */
async function listRecipients(env: Env, settled: SettledImport[]): Promise<Recipient[]> {
  const schools = [...new Set(settled.map(({ organizationId }) => organizationId))];
  const { results } = await env.DB.prepare(
    `SELECT organizationId, email, school, uai FROM (
       SELECT m.organization_id AS organizationId, u.email, o.name AS school, o.uai,
         row_number() OVER (PARTITION BY m.organization_id ORDER BY u.email) AS place
       FROM json_each(?1) s
       CROSS JOIN membership m ON m.organization_id = s.value
       JOIN user u ON u.id = m.user_id JOIN organization o ON o.id = m.organization_id
       WHERE m.role = 'admin' AND m.removed_at IS NULL
         AND u.email_verified = 1 AND u.import_news = 1 AND o.state = 'open')
     WHERE place <= ${MOST_RECIPIENTS} ORDER BY organizationId, place`,
  )
    .bind(JSON.stringify(schools))
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
