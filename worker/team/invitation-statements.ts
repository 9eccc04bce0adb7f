import { withdrawStatement } from "../mail/outbox.ts";
import type { Role } from "../organizations/access.ts";
import { DAY, MINUTE } from "../platform/clock.ts";
import { assertInBatch } from "../platform/database.ts";

export const LINK_MS = 7 * DAY;
/** Minimum time between two links mailed to the same person, whichever button is pressed. */
export const PAUSE_MS = MINUTE;

export type NewLink = {
  /** Id of the invitation, unused when one is already pending for this address. */
  id: string;
  organizationId: number;
  purpose: "activation" | "invitation";
  /** Lower-cased. */
  email: string;
  role: Role;
  invitedBy: string | null;
  tokenHash: string;
  outboxId: string;
  at: number;
  /** Refuses the batch when the last link is younger than this. */
  pauseMs: number;
};

/**
 * The statements that make this link the only one that opens the invitation. The pending invitation of this address
 * gets the link and seven more days; without one, an invitation is created. The batch is refused when the school is
 * closed or unknown, or when the last link is too recent.
 */
export function newLinkStatements(env: Env, link: NewLink): D1PreparedStatement[] {
  return [
    env.DB.prepare(
      `INSERT INTO invitation (id, organization_id, purpose, email, role, token_hash, invited_by,
         sent_at, expires_at, outbox_id)
       SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM organization
       WHERE id = ?2 AND state = 'open'
       ON CONFLICT (organization_id, email, purpose) WHERE state = 'pending' DO UPDATE SET
         role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
         sent_at = excluded.sent_at, expires_at = excluded.expires_at,
         outbox_id = excluded.outbox_id, reminded_at = NULL
       WHERE sent_at <= excluded.sent_at - ?11`,
    ).bind(
      ...[link.id, link.organizationId, link.purpose, link.email, link.role],
      ...[link.tokenHash, link.invitedBy, link.at, link.at + LINK_MS, link.outboxId, link.pauseMs],
    ),
    assertInBatch(env, "changes() = 1"),
    rememberLink(env, link.tokenHash, link.at),
    withdrawOlderMails(env, link),
  ];
}

/** Withdraws unsent mails with an older link of this invitation, which no longer opens it. */
export function withdrawOlderMails(
  env: Env,
  link: Pick<NewLink, "organizationId" | "purpose" | "email" | "at">,
): D1PreparedStatement {
  const { organizationId, purpose, email, at } = link;
  const kinds: Parameters<typeof withdrawStatement>[1]["kinds"] =
    purpose === "activation" ? ["activation"] : ["invitation", "invitation-reminder"];
  return withdrawStatement(env, { organizationId, to: email, kinds, at });
}

/** Stores the hash of a new link, so that the link is still recognised once replaced. */
export function rememberLink(env: Env, tokenHash: string, at: number): D1PreparedStatement {
  return env.DB.prepare(
    `INSERT INTO invitation_link (token_hash, invitation_id, sent_at)
     SELECT token_hash, id, ?2 FROM invitation WHERE token_hash = ?1`,
  ).bind(tokenHash, at);
}

/** Refuses the batch unless this person is an administrator of the school when it runs. */
export function assertAdministrator(env: Env, organizationId: number, userId: string) {
  return assertInBatch(
    env,
    `EXISTS (SELECT 1 FROM membership WHERE organization_id = ?1 AND user_id = ?2
       AND role = 'admin' AND removed_at IS NULL)`,
    organizationId,
    userId,
  );
}

/**
 * Refuses a batch that would leave the school without an administrator. Must be the last statement of a member
 * change.
 */
export function assertSomeAdministrator(env: Env, organizationId: number) {
  return assertInBatch(
    env,
    `EXISTS (SELECT 1 FROM membership WHERE organization_id = ?1
       AND role = 'admin' AND removed_at IS NULL)`,
    organizationId,
  );
}
