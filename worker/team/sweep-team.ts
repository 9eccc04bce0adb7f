import { formatDate } from "#words/format.ts";
import { outboxStatement, type PostedMail, sendSoon } from "../mail/outbox.ts";
import type { Role } from "../organizations/access.ts";
import { DAY } from "../platform/clock.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { RETENTION } from "../platform/retention.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";
import { mintToken } from "../platform/token.ts";
import { rememberLink, withdrawOlderMails } from "./invitation-statements.ts";
import { joinLink } from "./links.ts";

const REMIND_MS = 2 * DAY;
const AT_A_TIME = 50;

export const TEAM_SWEEPS: readonly Sweep[] = [
  { name: "invitations.remind", work: remindExpiring },
  { name: "invitations.delete-old", work: deleteOldInvitations },
];

/** Mails one reminder for each invitation that expires soon. Idempotent. */
async function remindExpiring({ env, now, each }: SweepRun): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT i.id, i.organization_id AS organizationId, i.email, i.role, i.token_hash AS tokenHash,
       i.expires_at AS expiresAt, o.name AS school
     FROM invitation i JOIN organization o ON o.id = i.organization_id
     WHERE i.expires_at > ?1 AND i.expires_at <= ?2 AND i.state = 'pending'
       AND i.purpose = 'invitation' AND i.reminded_at IS NULL AND o.state = 'open'
     ORDER BY i.expires_at LIMIT ?3`,
  )
    .bind(now, now + REMIND_MS, AT_A_TIME)
    .all<Expiring>();
  const posted: PostedMail[] = [];
  await each(results, async (one) => {
    const mail = await remind(env, one, now);
    if (mail) posted.push(mail);
  });
  await sendSoon(env, posted);
}

/** Deletes the invitations that ended a year ago. */
async function deleteOldInvitations({ env, now }: SweepRun): Promise<void> {
  await env.DB.prepare(
    `DELETE FROM invitation WHERE expires_at < ?1
       AND COALESCE(used_at, cancelled_at, expires_at) < ?1`,
  )
    .bind(now - RETENTION.invitation)
    .run();
}

type Expiring = {
  id: string;
  organizationId: number;
  email: string;
  role: Role;
  tokenHash: string;
  expiresAt: number;
  school: string;
};

/** The secret of the first link is not stored, so the reminder has a new link that replaces it. */
async function remind(env: Env, one: Expiring, at: number): Promise<PostedMail | null> {
  const { organizationId, email, role, school } = one;
  const { token, hash } = await mintToken();
  const expiresOn = formatDate(new Date(one.expiresAt).toISOString());
  const link = joinLink(env, token);
  const posted = outboxStatement(env, {
    organizationId,
    to: email,
    mail: { kind: "invitation-reminder", school, role, expiresOn, link },
    at,
    expiresAt: one.expiresAt,
  });
  const reminded = await runGuarded(env, [
    env.DB.prepare(
      `UPDATE invitation SET token_hash = ?3, outbox_id = ?4, reminded_at = ?5
       WHERE id = ?1 AND token_hash = ?2 AND state = 'pending' AND reminded_at IS NULL`,
    ).bind(one.id, one.tokenHash, hash, posted.outboxId, at),
    assertInBatch(env, "changes() = 1"),
    rememberLink(env, hash, at),
    withdrawOlderMails(env, { organizationId, purpose: "invitation", email, at }),
    posted.statement,
  ]);
  return reminded ? posted : null;
}
