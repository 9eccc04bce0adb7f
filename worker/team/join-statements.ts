import { journalStatement } from "../journal/record.ts";
import { outboxStatement, type PostedMail } from "../mail/outbox.ts";
import type { Mail } from "../mail/write-mail.ts";
import type { Role } from "../organizations/access.ts";
import { assertInBatch } from "../platform/database.ts";
import { findPerson, listAdministratorAddresses } from "./find-people.ts";
import { teamLink } from "./links.ts";
import type { OpenLink } from "./read-link.ts";
import { givesMore } from "./roles.ts";

type Joining = {
  link: OpenLink;
  user: { id: string; name: string; email: string };
  /** The person's former role; null when they are not a member. */
  today: Role | null;
  at: number;
};

/** Consumes the link once: of two batches that try, the second is refused. Must come first in a joining batch. */
export function takeLinkStatements(env: Env, { link, user, at }: Omit<Joining, "today">) {
  return [
    env.DB.prepare(
      `UPDATE invitation SET state = 'used', used_at = ?3, used_by = ?4
       WHERE id = ?1 AND token_hash = ?2 AND used_at IS NULL AND state = 'pending'
         AND expires_at > ?3
         AND EXISTS (SELECT 1 FROM organization WHERE id = organization_id AND state = 'open')`,
    ).bind(link.invitationId, link.tokenHash, at, user.id),
    assertInBatch(env, "changes() = 1"),
  ];
}

/** Whether this person consumed the link: checks a joining batch whose answer was lost. */
export async function wasTaken(env: Env, { link, user }: Pick<Joining, "link" | "user">) {
  const row = await env.DB.prepare(
    "SELECT 1 FROM invitation WHERE id = ?1 AND state = 'used' AND used_by = ?2",
  )
    .bind(link.invitationId, user.id)
    .first();
  return row !== null;
}

/**
 * The writes of joining, once the link is consumed and the account exists: the membership (a removed member comes
 * back), one journal line, and the notification mails. Empty for a link that gives no more than the person's
 * current role.
 */
export async function membershipStatements(
  env: Env,
  joining: Joining,
): Promise<{ statements: D1PreparedStatement[]; posted: PostedMail[] }> {
  const { link, user, today, at } = joining;
  if (!givesMore(link.role, today)) return { statements: [], posted: [] };
  const organizationId = link.school.id;
  const posted = (await mailsAbout(env, joining)).map(({ to, mail }) =>
    outboxStatement(env, { organizationId, to, mail, at }),
  );
  const statements = [
    env.DB.prepare(
      `INSERT INTO membership (organization_id, user_id, role, joined_at, last_seen_at)
       VALUES (?1, ?2, ?3, ?4, ?4)
       ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role,
         joined_at = CASE WHEN removed_at IS NULL THEN joined_at ELSE excluded.joined_at END,
         removed_at = NULL`,
    ).bind(organizationId, user.id, link.role, at),
    journalStatement(env, {
      organizationId,
      at,
      userId: user.id,
      event: today === null ? "member.joined" : "member.role_changed",
      subject: user.id,
      detail: { role: link.role, by: link.purpose, ...(today && { from: today }) },
    }),
    ...posted.map(({ statement }) => statement),
  ];
  return { statements, posted };
}

async function mailsAbout(
  env: Env,
  { link, user }: Joining,
): Promise<{ to: string; mail: Mail }[]> {
  const { id, uai, name: school } = link.school;
  const team = teamLink(env, uai);
  if (link.purpose === "activation") {
    const details = { school, uai, name: user.name, link: team, support: env.OPERATOR_SUPPORT };
    const mail: Mail = { kind: "new-administrator", ...details };
    return (await listAdministratorAddresses(env, id, user.id)).map((to) => ({ to, mail }));
  }
  if (user.email === link.email) return [];
  const taken: Mail = {
    kind: "invitation-taken",
    school,
    invited: link.email,
    joined: user.email,
    link: team,
  };
  return (await whoInvited(env, link, user.id)).map((to) => ({ to, mail: taken }));
}

/** The sender of the invitation, or the administrators once the sender has left the school. */
async function whoInvited(env: Env, link: OpenLink, joining: string): Promise<string[]> {
  const inviter =
    link.invitedBy === null
      ? null
      : await findPerson(env, { organizationId: link.school.id, userId: link.invitedBy });
  if (inviter && inviter.role !== null) return [inviter.email];
  return await listAdministratorAddresses(env, link.school.id, joining);
}
