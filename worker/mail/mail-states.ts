export type MailState = "pending" | "sent" | "refused";

/** How far each of these mails of the school is; one deleted for its age is absent. */
export async function listMailStates(
  env: Env,
  organizationId: string,
  outboxIds: string[],
): Promise<Map<string, MailState>> {
  const { results } = await env.DB.prepare(
    `SELECT id, state FROM outbox
     WHERE organization_id = ?1 AND id IN (SELECT value FROM json_each(?2))`,
  )
    .bind(organizationId, JSON.stringify(outboxIds))
    .all<{ id: string; state: MailState }>();
  return new Map(results.map(({ id, state }) => [id, state]));
}
