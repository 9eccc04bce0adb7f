import { journalStatement } from "../journal/record.ts";
import { outboxStatement, type PostedMail } from "../mail/outbox.ts";
import type { Role } from "../organizations/access.ts";
import { runGuarded } from "../platform/database.ts";
import { mintToken } from "../platform/token.ts";
import { assertAdministrator, newLinkStatements, PAUSE_MS } from "./invitation-statements.ts";
import { joinLink } from "./links.ts";

export type Inviter = {
  organizationId: number;
  school: string;
  inviter: { id: string; name: string };
  now: number;
};

type Invitation = {
  id: string;
  email: string;
  role: Role;
  event: "invitation.sent" | "invitation.resent";
  /** An extra condition checked when the link is written, beside the inviter's right and the pause. */
  guard?: D1PreparedStatement;
};

/**
 * Writes a new link of this invitation and its mail in one batch; the caller sends the mail. Null when nothing was
 * written: the inviter lost the right, the last link is too recent, or `guard` refused.
 */
export async function postInvitation(
  env: Env,
  input: Inviter & Invitation,
): Promise<PostedMail | null> {
  const { organizationId, school, inviter, id, email, role, event, guard, now: at } = input;
  const { token, hash } = await mintToken();
  const link = joinLink(env, token);
  const posted = outboxStatement(env, {
    organizationId,
    to: email,
    mail: { kind: "invitation", school, role, invitedBy: inviter.name, link },
    at,
  });
  const written = await runGuarded(env, [
    assertAdministrator(env, organizationId, inviter.id),
    ...(guard ? [guard] : []),
    ...newLinkStatements(env, {
      ...{ id, organizationId, email, role, at },
      purpose: "invitation",
      invitedBy: inviter.id,
      tokenHash: hash,
      outboxId: posted.outboxId,
      pauseMs: PAUSE_MS,
    }),
    journalStatement(env, {
      organizationId,
      at,
      userId: inviter.id,
      event,
      subject: id,
      detail: { email, role },
    }),
    posted.statement,
  ]);
  return written ? posted : null;
}
