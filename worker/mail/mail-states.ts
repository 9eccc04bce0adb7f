/**
 * The state of a mail. `delayed`: it waits because an attempt failed, or because the mail service takes nothing for
 * now. `expired`: its link ended before it could be sent.
 */
export type MailState = "pending" | "delayed" | "sent" | "refused" | "expired";

/** SQL: the `MailState` of mail `o` of the outbox. */
export const MAIL_STATE = `CASE WHEN o.state = 'pending' AND (o.cause IS NOT NULL OR EXISTS (
    SELECT 1 FROM mail_pause WHERE id = 1)) THEN 'delayed' ELSE o.state END`;

/** SQL: mail `o` is one of which a state is shown. */
export const HAS_STATE = "o.state <> 'withdrawn'";

/** The state of each of these mails of the school; one deleted for its age, or withdrawn, is absent. */
export async function listMailStates(
  env: Env,
  organizationId: number,
  outboxIds: string[],
): Promise<Map<string, MailState>> {
  const { results } = await env.DB.prepare(
    `SELECT o.id, ${MAIL_STATE} AS state FROM outbox o
     WHERE o.organization_id = ?1 AND ${HAS_STATE} AND o.id IN (SELECT value FROM json_each(?2))`,
  )
    .bind(organizationId, JSON.stringify(outboxIds))
    .all<{ id: string; state: MailState }>();
  return new Map(results.map(({ id, state }) => [id, state]));
}
