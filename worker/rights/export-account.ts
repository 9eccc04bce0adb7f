import { listPlacesOf } from "../organizations/places-of-person.ts";
import { onShard, type SchoolDatabase } from "../platform/school-env.ts";
/**
 * All data about one person who has an account, by table of the database: their account, their present and past
 * schools, sessions, links, invitations, mails, imports, their lines in journals. Secrets (password, second factor,
 * tokens) are listed but not shown: they would open the account to a reader.
 */
export async function exportAccount(
  env: Env,
  input: { userId: string; now: number },
): Promise<Record<string, unknown> | null> {
  const exported = await selectParts(env.DB, PARTS, [input.userId]);
  if (exported.account?.length !== 1) return null;
  for (const { shard, schools, present } of await listPlacesOf(env, input.userId)) {
    const bound = [input.userId, JSON.stringify(schools), JSON.stringify(present)];
    const found = await selectParts(onShard(env, shard).DB, SCHOOL_PARTS, bound);
    for (const [part, rows] of Object.entries(found))
      exported[part] = [...(exported[part] ?? []), ...rows];
  }
  return { exportedAt: new Date(input.now).toISOString(), ...exported };
}

type Rows = Record<string, Record<string, unknown>[]>;

/** Each part with its rows: one round trip. */
async function selectParts(
  db: D1Database | SchoolDatabase,
  parts: Record<string, string>,
  bound: string[],
): Promise<Rows> {
  const names = Object.keys(parts);
  // Each statement stays in the database that prepared it.
  const one = db as D1Database;
  const found = await one.batch<Record<string, unknown>>(
    Object.values(parts).map((sql) => one.prepare(sql).bind(...bound)),
  );
  return Object.fromEntries(names.map((name, place) => [name, found[place]?.results ?? []]));
}

/** SQL: the present and past schools of person `?1`; a school's rows are found through it. */
const SCHOOLS = "(SELECT organization_id FROM membership WHERE user_id = ?1)";
const EMAIL = "(SELECT email FROM user WHERE id = ?1)";

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
  journal: `SELECT at, event FROM journal
    WHERE organization_id IN ${SCHOOLS} AND user_id = ?1 ORDER BY at`,
};

const NAMED = `CASE WHEN organization_id IN (SELECT value FROM json_each(?3)) THEN filename END AS filename`;
const IN_SCHOOLS = "organization_id IN (SELECT value FROM json_each(?2))";

/** The parts kept with the data of schools: `?2` the schools of that database, `?3` those the person still belongs to. */
const SCHOOL_PARTS: Record<string, string> = {
  imports: `SELECT created_at, created_by_name, ${NAMED} FROM import
    WHERE ${IN_SCHOOLS} AND created_by = ?1`,
  results: `SELECT at, imported_by, ${NAMED} FROM certification_import
    WHERE ${IN_SCHOOLS} AND user_id = ?1`,
  campaignFiles: `SELECT uploaded_at AS at, uploaded_by_name, ${NAMED} FROM campaign_file
    WHERE ${IN_SCHOOLS} AND uploaded_by = ?1`,
  journal: `SELECT at, event FROM journal
    WHERE ${IN_SCHOOLS} AND user_id = ?1 AND ?3 IS ?3 ORDER BY at`,
};
