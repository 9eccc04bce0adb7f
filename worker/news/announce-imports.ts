import {
  listSettledImports,
  type SettledImport,
  type SettledStatus,
} from "../imports/show/list-settled.ts";
import { outboxStatement, type PostedMail, sendSoon } from "../mail/outbox.ts";
import { DAY, parisDate } from "../platform/clock.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** Older news is not mailed: the page has shown it since. */
const NEWS_MS = DAY;
const KEPT_MS = 3 * DAY;
const AT_A_TIME = 500;

export const NEWS_SWEEPS: readonly Sweep[] = [
  { name: "news.imports", work: announceImports },
  { name: "news.delete-old", work: deleteOldNews },
];

/**
 * Mails the administrators of a school that an import ended, or waits for them. Reads the state of the import
 * afterwards, because imports and mails live in two databases: each state of each import is announced once, however
 * often this runs. In July and August nothing is mailed.
 */
async function announceImports({ env, now, each }: SweepRun): Promise<void> {
  const since = now - NEWS_MS;
  let after: { at: number; id: string } | null = null;
  for (;;) {
    const settled: SettledImport[] = await listSettledImports(env, {
      since,
      after,
      limit: AT_A_TIME,
    });
    await each(await withoutNews(env, settled), (one) => announce(env, one, now));
    const last = settled.at(-1);
    if (!last || settled.length < AT_A_TIME) return;
    after = { at: last.at, id: last.id };
  }
}

async function withoutNews(env: Env, settled: SettledImport[]): Promise<SettledImport[]> {
  if (settled.length === 0) return [];
  const { results } = await env.DB.prepare(
    `SELECT n.import_id AS id, n.status FROM json_each(?1) e
     CROSS JOIN import_news n ON n.import_id = e.value`,
  )
    .bind(JSON.stringify(settled.map(({ id }) => id)))
    .all<{ id: string; status: SettledStatus }>();
  const told = new Set(results.map(({ id, status }) => `${id} ${status}`));
  return settled.filter(({ id, status }) => !told.has(`${id} ${status}`));
}

async function announce(env: Env, one: SettledImport, now: number): Promise<void> {
  const recipients = isHoliday(now) ? [] : await listRecipients(env, one.organizationId);
  const posted = recipients.map(({ email, school, uai }) =>
    mailOf(env, one, { email, school, uai }, now),
  );
  const written = await runGuarded(env, [
    env.DB.prepare(
      "INSERT INTO import_news (import_id, status, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    ).bind(one.id, one.status, now),
    assertInBatch(env, "changes() = 1"),
    ...posted.map(({ statement }) => statement),
  ]);
  if (written) await sendSoon(env, posted);
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
async function listRecipients(env: Env, organizationId: string): Promise<Recipient[]> {
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
      link: `${env.ORIGIN}/etablissements/${to.uai}/eleves/import`,
      choice: `${env.ORIGIN}/compte`,
    },
    at: now,
    expiresAt: now + NEWS_MS,
  });
}

async function deleteOldNews({ env, now }: SweepRun): Promise<void> {
  await env.DB.prepare("DELETE FROM import_news WHERE at < ?1")
    .bind(now - KEPT_MS)
    .run();
}
