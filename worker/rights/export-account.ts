/**
 * All data about one person who has an account, by table of the database: their account, their present and past
 * schools, sessions, links, invitations, mails, imports, their lines in journals. Secrets (password, second factor,
 * tokens) are listed but not shown: they would open the account to a reader.
 */
export async function exportAccount(
  env: Env,
  input: { userId: string; now: number },
): Promise<Record<string, unknown> | null> {
  const parts = Object.entries(PARTS);
  const found = await env.DB.batch<Record<string, unknown>>(
    parts.map(([, sql]) => env.DB.prepare(sql).bind(input.userId)),
  );
  const data = parts.map(([name], place) => [name, found[place]?.results ?? []] as const);
  const exported = Object.fromEntries(data);
  if (exported.account?.length !== 1) return null;
  return { exportedAt: new Date(input.now).toISOString(), ...exported };
}

/** SQL: the schools the person still belongs to; of the others, data that are not the person's are not shown. */
const THERE = "(SELECT organization_id FROM membership WHERE user_id = ?1 AND removed_at IS NULL)";
/** SQL: the present and past schools of person `?1`; a school's rows are found through it. */
const SCHOOLS = "(SELECT organization_id FROM membership WHERE user_id = ?1)";
const EMAIL = "(SELECT email FROM user WHERE id = ?1)";

const NAMED = `CASE WHEN organization_id IN ${THERE} THEN filename END AS filename`;

/** Addresses of others, and what journal lines say about others, belong to them: they are omitted. */
const PARTS: Record<string, string> = {
  account: `SELECT id, name, email, email_verified, two_factor_enabled, terms_version,
      terms_accepted_at, created_at, updated_at, 'gardé sous forme d’empreinte' AS password
    FROM user WHERE id = ?1`,
  secondFactor: `SELECT verified, failed_verification_count, locked_until,
      'gardé chiffré' AS secret, 'gardés chiffrés' AS backup_codes
    FROM two_factor WHERE user_id = ?1`,
  schools: `SELECT o.uai, CASE WHEN m.removed_at IS NULL THEN o.name END AS name, m.role, m.joined_at, m.last_seen_at, m.removed_at
    FROM membership m JOIN organization o ON o.id = m.organization_id WHERE m.user_id = ?1`,
  sessions: `SELECT created_at, expires_at, ip_address, user_agent FROM session WHERE user_id = ?1`,
  knownPlaces: `SELECT key, seen_at FROM known_place WHERE user_id = ?1`,
  links: `SELECT purpose, sent_at, expires_at, used_at FROM account_link WHERE user_id = ?1`,
  invitations: `SELECT email, role, state, purpose, sent_at, expires_at, used_at FROM invitation
    WHERE email = ${EMAIL} UNION ALL
    SELECT NULL, role, state, purpose, sent_at, expires_at, used_at FROM invitation
    WHERE organization_id IN ${SCHOOLS} AND email <> ${EMAIL} AND (used_by = ?1 OR invited_by = ?1)`,
  mails: `SELECT kind, subject, state, created_at, sent_at FROM outbox WHERE recipient = ${EMAIL}`,
  imports: `SELECT created_at, created_by_name, ${NAMED} FROM import
    WHERE organization_id IN ${SCHOOLS} AND created_by = ?1`,
  results: `SELECT at, imported_by, ${NAMED} FROM certification_import
    WHERE organization_id IN ${SCHOOLS} AND user_id = ?1`,
  journal: `SELECT at, event FROM journal
    WHERE organization_id IN ${SCHOOLS} AND user_id = ?1 ORDER BY at`,
};
