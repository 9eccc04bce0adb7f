export type SentMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** ISO 8601. */
  sentAt: string;
};

/** Every mail sent, newest first, for the demo: only the demo keeps their bodies. */
export async function listSentMails(env: Env): Promise<SentMail[]> {
  const { results } = await env.DB.prepare(
    `SELECT recipient, subject, text, html, sent_at AS sentAt FROM outbox
     WHERE state = 'sent' ORDER BY sent_at DESC, created_at DESC, rowid DESC LIMIT 500`,
  ).all<{ recipient: string; subject: string; text: string; html: string; sentAt: number }>();
  return results.map(({ recipient, sentAt, ...mail }) => ({
    to: recipient,
    ...mail,
    sentAt: new Date(sentAt).toISOString(),
  }));
}
