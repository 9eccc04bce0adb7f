import { journalStatement } from "../journal/record.ts";
import { listMailStates, type MailState } from "../mail/mail-states.ts";
import { sendNow } from "../mail/send-now.ts";
import type { Role } from "../organizations/access.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { assertAdministrator, PAUSE_MS, withdrawOlderMails } from "./invitation-statements.ts";
import { type Inviter, postInvitation } from "./post-invitation.ts";

type Waiting = {
  email: string;
  role: Role;
  purpose: "activation" | "invitation";
  state: "pending" | "used" | "cancelled";
  sentAt: number;
};

export type ManageOutcome =
  /** `mail`: the state of the mail with the new link. */
  | { ok: true; email: string; mail?: MailState }
  /** NOT_FOUND also for an invitation of another school; ENDED when it was used or cancelled meanwhile. */
  | { ok: false; reason: "NOT_FOUND" | "ENDED" | "TOO_SOON" | "NOT_ALLOWED" };

/** Mails a new link, valid for seven days, that replaces the last one, which must be at least a minute old. */
export async function resendInvitation(
  env: Env,
  input: Inviter & { invitationId: string },
): Promise<ManageOutcome> {
  const found = await findWaiting(env, input);
  if (found?.purpose !== "invitation") return { ok: false, reason: "NOT_FOUND" };
  if (found.state !== "pending") return { ok: false, reason: "ENDED" };
  if (found.sentAt > input.now - PAUSE_MS) return { ok: false, reason: "TOO_SOON" };
  const { email, role } = found;
  const posted = await postInvitation(env, {
    ...input,
    ...{ id: input.invitationId, email, role },
    event: "invitation.resent",
    guard: assertPending(env, input),
  });
  if (!posted) return { ok: false, reason: await whyRefused(env, input) };
  await sendNow(env, [posted], input.now);
  const states = await listMailStates(env, input.organizationId, [posted.outboxId]);
  return { ok: true, email, mail: states.get(posted.outboxId) ?? "pending" };
}

/** Cancels a pending invitation: its link no longer opens. */
export async function cancelInvitation(
  env: Env,
  input: Inviter & { invitationId: string },
): Promise<ManageOutcome> {
  const { organizationId, inviter, invitationId, now: at } = input;
  const found = await findWaiting(env, input);
  if (!found) return { ok: false, reason: "NOT_FOUND" };
  const cancelled = await runGuarded(env, [
    assertAdministrator(env, organizationId, inviter.id),
    env.DB.prepare(
      `UPDATE invitation SET state = 'cancelled', cancelled_at = ?3
       WHERE organization_id = ?1 AND id = ?2 AND state = 'pending'`,
    ).bind(organizationId, invitationId, at),
    assertInBatch(env, "changes() = 1"),
    withdrawOlderMails(env, { organizationId, purpose: found.purpose, email: found.email, at }),
    journalStatement(env, {
      organizationId,
      at,
      userId: inviter.id,
      event: "invitation.cancelled",
      subject: invitationId,
      detail: { email: found.email, role: found.role },
    }),
  ]);
  if (!cancelled) return { ok: false, reason: await whyRefused(env, input) };
  return { ok: true, email: found.email };
}

/** How an invitation ended, for an administrator who acts too late; null when it is pending or missing. */
export async function readInvitationEnd(
  env: Env,
  named: Named,
): Promise<{ email: string; accepted: boolean; at: string } | null> {
  const found = await env.DB.prepare(
    `SELECT email, state = 'used' AS accepted, coalesce(used_at, cancelled_at) AS at FROM invitation
     WHERE organization_id = ?1 AND id = ?2 AND state IN ('used', 'cancelled')`,
  )
    .bind(named.organizationId, named.invitationId)
    .first<{ email: string; accepted: number; at: number }>();
  return (
    found && {
      email: found.email,
      accepted: found.accepted === 1,
      at: new Date(found.at).toISOString(),
    }
  );
}

type Named = { organizationId: number; invitationId: string };

async function findWaiting(env: Env, named: Named): Promise<Waiting | null> {
  return await env.DB.prepare(
    `SELECT email, role, purpose, state, sent_at AS sentAt FROM invitation
     WHERE organization_id = ?1 AND id = ?2`,
  )
    .bind(named.organizationId, named.invitationId)
    .first<Waiting>();
}

/** Guards the upsert of the link, which would create a new invitation if this one ended meanwhile. */
export function assertPending(env: Env, named: Named) {
  return assertInBatch(
    env,
    `EXISTS (SELECT 1 FROM invitation
       WHERE organization_id = ?1 AND id = ?2 AND state = 'pending')`,
    named.organizationId,
    named.invitationId,
  );
}

async function whyRefused(env: Env, input: Inviter & Named) {
  const now = await findWaiting(env, input);
  if (now?.state !== "pending") return "ENDED" as const;
  return now.sentAt > input.now - PAUSE_MS ? ("TOO_SOON" as const) : ("NOT_ALLOWED" as const);
}
