import { listMailStates } from "../mail/mail-states.ts";
import type { PostedMail } from "../mail/outbox.ts";
import { sendNow } from "../mail/send-now.ts";
import type { Role } from "../organizations/access.ts";
import { PAUSE_MS } from "./invitation-statements.ts";
import { assertPending, cancelInvitation } from "./manage-invitation.ts";
import { type Inviter, postInvitation } from "./post-invitation.ts";

type Asked = Inviter & { invitationIds: string[] };

export type ManyOutcome = {
  /** How many invitations were renewed or cancelled. */
  done: number;
  /** How many of these have a mail that has not left yet. */
  delayed: number;
  /** How many were left alone because their link is less than a minute old. */
  tooSoon: number;
  /** How many had ended, or could not be changed. */
  ended: number;
};

/**
 * Mails a new link for each of these pending invitations (at most 50; activations are left out). One batch
 * for each, so that one that ended meanwhile does not stop the others; all mails are sent together.
 */
export async function resendInvitations(env: Env, input: Asked): Promise<ManyOutcome> {
  const outcome = { done: 0, delayed: 0, tooSoon: 0, ended: 0 };
  const posted: PostedMail[] = [];
  const pending = await listPending(env, input);
  outcome.ended = input.invitationIds.length - pending.length;
  for (const { id, email, role, sentAt } of pending) {
    if (sentAt > input.now - PAUSE_MS) {
      outcome.tooSoon += 1;
      continue;
    }
    const mail = await postInvitation(env, {
      ...{ ...input, id, email, role },
      event: "invitation.resent",
      guard: assertPending(env, { organizationId: input.organizationId, invitationId: id }),
    });
    if (mail) posted.push(mail);
    else outcome.ended += 1;
  }
  await sendNow(env, posted, input.now);
  const ids = posted.map(({ outboxId }) => outboxId);
  const states = await listMailStates(env, input.organizationId, ids);
  outcome.done = posted.length;
  outcome.delayed = ids.filter((id) => states.get(id) !== "sent").length;
  return outcome;
}

/** Cancels each of these pending invitations (at most 50), as `cancelInvitation` does. */
export async function cancelInvitations(env: Env, input: Asked): Promise<ManyOutcome> {
  const outcome = { done: 0, delayed: 0, tooSoon: 0, ended: 0 };
  for (const invitationId of input.invitationIds) {
    const cancelled = await cancelInvitation(env, { ...input, invitationId });
    if (cancelled.ok) outcome.done += 1;
    else outcome.ended += 1;
  }
  return outcome;
}

async function listPending(env: Env, { organizationId, invitationIds }: Asked) {
  const { results } = await env.DB.prepare(
    `SELECT id, email, role, sent_at AS sentAt FROM invitation
     WHERE organization_id = ?1 AND id IN (SELECT value FROM json_each(?2))
       AND purpose = 'invitation' AND state = 'pending'
     ORDER BY email`,
  )
    .bind(organizationId, JSON.stringify(invitationIds))
    .all<{ id: string; email: string; role: Role; sentAt: number }>();
  return results;
}
