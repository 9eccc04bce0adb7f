/**
 * The state of a mail. `delayed`: it waits because an attempt failed, or because the mail service takes nothing for
 * now. `expired`: its link ended before it could be sent.
 */
export type MailState = "pending" | "delayed" | "sent" | "refused" | "expired";

/** The state of each of these mails of the school; one deleted for its age, or withdrawn, is absent. */
export async function listMailStates(
  env: Env,
  organizationId: number,
  outboxIds: string[],
): Promise<Map<string, MailState>> {
  const { results } = await env.DB.prepare(
    `SELECT id, CASE WHEN state = 'pending' AND (cause IS NOT NULL OR EXISTS (
         SELECT 1 FROM mail_pause WHERE id = 1)) THEN 'delayed' ELSE state END AS state
     FROM outbox
     WHERE organization_id = ?1 AND state <> 'withdrawn'
       AND id IN (SELECT value FROM json_each(?2))`,
  )
    .bind(organizationId, JSON.stringify(outboxIds))
    .all<{ id: string; state: MailState }>();
  return new Map(results.map(({ id, state }) => [id, state]));
}
