import { deletedAccount } from "#words/rights.ts";
import { checkPassword, type PasswordCheck } from "../accounts/check-password.ts";
import { lineNumber } from "../journal/record.ts";
import { listPlacesOf } from "../organizations/places-of-person.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { onShard } from "../platform/school-env.ts";

/** The names of the schools that would have no administrator left. */
type LastAdmin = { ok: false; reason: "LAST_ADMIN"; schools: string[] };
export type AccountEnd = { ok: true } | Exclude<PasswordCheck, { ok: true }> | LastAdmin;

/** SQL: open schools of which person `?1` is the only administrator. */
const ALONE = `SELECT o.name FROM membership m JOIN organization o ON o.id = m.organization_id
  WHERE m.user_id = ?1 AND m.role = 'admin' AND m.removed_at IS NULL AND o.state = 'open'
    AND NOT EXISTS (SELECT 1 FROM membership other WHERE other.organization_id = m.organization_id
      AND other.user_id <> ?1 AND other.role = 'admin' AND other.removed_at IS NULL)
  ORDER BY o.name`;

const SCHOOLS = "(SELECT organization_id FROM membership WHERE user_id = ?1)";
const EMAIL = "(SELECT email FROM user WHERE id = ?1)";

/**
 * In one transaction of the central database: each school records that a member left, and the address is removed from
 * invitations and mails; then the account is deleted with its sessions, links, second factor and known places. `?1` is
 * the person, `?2` the time.
 */
const END = [
  `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
   SELECT organization_id, ?2, ${lineNumber("organization_id", "?2")}, ?1, 'member.left', ?1, json_object('role', role) FROM membership
   WHERE user_id = ?1 AND removed_at IS NULL`,
  `DELETE FROM invitation WHERE email = ${EMAIL} AND purpose = 'invitation'`,
  `UPDATE invitation SET state = 'cancelled', cancelled_at = ?2
   WHERE organization_id IN ${SCHOOLS} AND invited_by = ?1 AND state = 'pending'`,
  `DELETE FROM outbox WHERE recipient = ${EMAIL}`,
  "DELETE FROM verification WHERE value = ?1",
  "DELETE FROM membership WHERE user_id = ?1",
  "DELETE FROM user WHERE id = ?1",
];

const IMPORTS = `SELECT id FROM certification_import
  WHERE organization_id IN (SELECT value FROM json_each(?2)) AND user_id = ?1`;

/**
 * In each school database, before the account is deleted: the name is removed from what the person sent. Running it
 * again changes nothing. `?1` is the person, `?2` a JSON array of schools, `?3` the text that replaces the name.
 */
const FORGET_NAME = [
  `UPDATE import SET created_by_name = ?3
   WHERE organization_id IN (SELECT value FROM json_each(?2)) AND created_by = ?1`,
  `UPDATE certification_import SET imported_by = ?3 WHERE id IN (${IMPORTS})`,
  `UPDATE campaign_file SET uploaded_by_name = ?3
   WHERE organization_id IN (SELECT value FROM json_each(?2)) AND uploaded_by = ?1`,
];

/**
 * Erases the account of a person who confirms with their password. Refused while a school would be left without an
 * administrator. The journals of schools keep their lines, which no longer name the person (decision 0025).
 */
export async function eraseAccount(
  env: Env,
  input: { userId: string; sessionId: string; password: string; now: number },
): Promise<AccountEnd> {
  const checked = await checkPassword(env, input);
  return checked.ok ? await endAccount(env, input) : checked;
}

/**
 * The same for the operator, when a person asks in writing and can no longer sign in. `UNKNOWN`: no account has this
 * address.
 */
export async function eraseAccountOf(
  env: Env,
  { email, now }: { email: string; now: number },
): Promise<{ ok: true } | LastAdmin | { ok: false; reason: "UNKNOWN" }> {
  const userId = await env.DB.prepare("SELECT id FROM user WHERE email = ?1")
    .bind(email.trim().toLowerCase())
    .first<string>("id");
  return userId ? await endAccount(env, { userId, now }) : { ok: false, reason: "UNKNOWN" };
}

async function endAccount(
  env: Env,
  { userId, now }: { userId: string; now: number },
): Promise<{ ok: true } | LastAdmin> {
  const alone = await schoolsLeftAlone(env, userId);
  if (alone.length > 0) return { ok: false, reason: "LAST_ADMIN", schools: alone };
  await forgetName(env, userId);
  const statements = [
    assertInBatch(env, `NOT EXISTS (${ALONE})`, userId),
    ...END.map((sql) =>
      env.DB.prepare(sql).bind(...(sql.includes("?2") ? [userId, now] : [userId])),
    ),
  ];
  const gone = await runGuarded(env, statements, () => isGone(env, userId));
  if (gone) return { ok: true };
  return { ok: false, reason: "LAST_ADMIN", schools: await schoolsLeftAlone(env, userId) };
}

async function forgetName(env: Env, userId: string): Promise<void> {
  for (const { shard, schools } of await listPlacesOf(env, userId)) {
    const { DB } = onShard(env, shard);
    const bound = [userId, JSON.stringify(schools), deletedAccount];
    await DB.batch(FORGET_NAME.map((sql) => DB.prepare(sql).bind(...bound)));
  }
}

async function isGone(env: Env, userId: string): Promise<boolean> {
  return (await env.DB.prepare("SELECT 1 FROM user WHERE id = ?1").bind(userId).first()) === null;
}

/** Names of the schools that would have no administrator without this person. */
export async function schoolsLeftAlone(env: Env, userId: string): Promise<string[]> {
  const { results } = await env.DB.prepare(ALONE).bind(userId).all<{ name: string }>();
  return results.map(({ name }) => name);
}
