import { listMailStates } from "../mail/mail-states.ts";
import type { PostedMail } from "../mail/outbox.ts";
import { sendNow } from "../mail/send-now.ts";
import type { Role } from "../organizations/access.ts";
import { PAUSE_MS } from "./invitation-statements.ts";
import { type Inviter, postInvitation } from "./post-invitation.ts";

export type InviteResult =
  /** A first invitation, and a pending one that got a new link. */
  | "SENT"
  | "RESENT"
  /** The same, but the mail waits: the mail service could not accept it yet. */
  | "TO_SEND"
  | "ALREADY_MEMBER"
  /** Invited less than a minute ago: the link already mailed stays valid. */
  | "JUST_SENT"
  /** The mail service refuses this address. */
  | "REFUSED"
  /** Nothing was written: the inviter is no longer an administrator, or the school was closed. */
  | "NOT_ALLOWED";

export type InviteReport = { email: string; result: InviteResult };

/**
 * Mails each address (at most 50, validated, distinct) a link that joins the school with `role`. One batch per
 * address, so that a refused one does not stop the others. The same form sent twice makes one invitation. Returns
 * the outcome of each address, in order.
 */
export async function inviteMembers(
  env: Env,
  input: Inviter & { emails: string[]; role: Role },
): Promise<InviteReport[]> {
  const known = await findKnown(env, input);
  const reports: InviteReport[] = [];
  const posted = new Map<string, PostedMail>();
  for (const email of input.emails) {
    const { standing, id } = known.get(email) ?? {
      standing: "NEW" as const,
      id: crypto.randomUUID(),
    };
    if (standing === "MEMBER") {
      reports.push({ email, result: "ALREADY_MEMBER" });
      continue;
    }
    const { event, result } = POSTS[standing];
    const mail = await postInvitation(env, { ...input, id, email, event });
    if (mail) posted.set(email, mail);
    reports.push({ email, result: mail ? result : await whyNot(env, input, email) });
  }
  return await sendAndTell(env, input, reports, posted);
}

const POSTS = {
  NEW: { event: "invitation.sent", result: "SENT" },
  INVITED: { event: "invitation.resent", result: "RESENT" },
} as const;

/** `id` of the member, or of the invitation. */
type Known = { standing: "MEMBER" | "INVITED"; id: string };

/** Finds which of these addresses belong to a member or to a pending invitation. */
async function findKnown(
  env: Env,
  input: { organizationId: number; emails: string[] },
): Promise<Map<string, Known>> {
  const { results } = await env.DB.prepare(
    `SELECT email, 'INVITED' AS standing, id FROM invitation
     WHERE organization_id = ?1 AND purpose = 'invitation' AND state = 'pending'
       AND email IN (SELECT value FROM json_each(?2))
     UNION ALL
     SELECT u.email, 'MEMBER', u.id FROM user u
     JOIN membership m ON m.user_id = u.id AND m.organization_id = ?1 AND m.removed_at IS NULL
     WHERE u.email IN (SELECT value FROM json_each(?2))`,
  )
    .bind(input.organizationId, JSON.stringify(input.emails))
    .all<Known & { email: string }>();
  // Members come last: a member is reported as such even with a pending invitation.
  return new Map(results.map(({ email, ...known }) => [email, known]));
}

/** A batch is refused for one of two reasons: the last link is too recent, or the inviter lost the right. */
async function whyNot(env: Env, input: Inviter, email: string): Promise<InviteResult> {
  const young = await env.DB.prepare(
    `SELECT 1 AS yes FROM invitation WHERE organization_id = ?1 AND email = ?2
       AND purpose = 'invitation' AND state = 'pending' AND sent_at > ?3`,
  )
    .bind(input.organizationId, email, input.now - PAUSE_MS)
    .first();
  return young ? "JUST_SENT" : "NOT_ALLOWED";
}

async function sendAndTell(
  env: Env,
  input: Inviter,
  reports: InviteReport[],
  posted: Map<string, PostedMail>,
): Promise<InviteReport[]> {
  const mails = [...posted.values()];
  await sendNow(env, mails, input.now);
  const ids = mails.map(({ outboxId }) => outboxId);
  const states = await listMailStates(env, input.organizationId, ids);
  return reports.map((report) => {
    const mail = posted.get(report.email);
    const state = mail && states.get(mail.outboxId);
    if (state === "refused") return { ...report, result: "REFUSED" };
    return state === undefined || state === "sent" ? report : { ...report, result: "TO_SEND" };
  });
}
