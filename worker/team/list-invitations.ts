import { HAS_STATE, MAIL_STATE, type MailState } from "../mail/mail-states.ts";
import type { Role } from "../organizations/access.ts";

export type ListedInvitation = {
  id: string;
  purpose: "activation" | "invitation";
  email: string;
  role: Role;
  /** ISO 8601. */
  sentAt: string;
  expiresAt: string;
  expired: boolean;
  /** Null for an activation, requested by a form that anyone can send. */
  invitedBy: string | null;
  /** Null when the mail is too old to be kept. */
  mail: MailState | null;
};

type Row = Omit<ListedInvitation, "sentAt" | "expiresAt" | "expired"> & {
  sentAt: number;
  expiresAt: number;
};

/** The school's pending invitations, newest first, including expired ones. */
export async function listInvitations(
  env: Env,
  input: { organizationId: number; now: number },
): Promise<ListedInvitation[]> {
  const { results } = await env.DB.prepare(
    `SELECT i.id, i.purpose, i.email, i.role, i.sent_at AS sentAt, i.expires_at AS expiresAt,
       u.name AS invitedBy, ${MAIL_STATE} AS mail
     FROM invitation i LEFT JOIN user u ON u.id = i.invited_by
     LEFT JOIN outbox o ON o.id = i.outbox_id AND o.organization_id = ?1 AND ${HAS_STATE}
     WHERE i.organization_id = ?1 AND i.state = 'pending'
     ORDER BY i.sent_at DESC, i.email LIMIT 500`,
  )
    .bind(input.organizationId)
    .all<Row>();
  return results.map(({ sentAt, expiresAt, ...row }) => ({
    ...row,
    sentAt: new Date(sentAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    expired: expiresAt <= input.now,
  }));
}

/** The number of invitations shown on the tab. */
export async function countInvitations(env: Env, organizationId: number): Promise<number> {
  const row = await env.DB.prepare(
    "SELECT COUNT(*) AS n FROM invitation WHERE organization_id = ?1 AND state = 'pending'",
  )
    .bind(organizationId)
    .first<{ n: number }>();
  return row?.n ?? 0;
}
