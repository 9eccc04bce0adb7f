import { recordStatement } from "../journal/record.ts";
import { listMailStates } from "../mail/mail-states.ts";
import { type PostedMail, postMail } from "../mail/outbox.ts";
import { sendNow } from "../mail/send-now.ts";
import { runGuarded } from "../platform/database.ts";
import { mintToken } from "../platform/token.ts";
import { assertAdministrator, newLinkStatements, PAUSE_MS } from "./invitation-statements.ts";
import { joinLink } from "./links.ts";
import type { Role } from "./roles.ts";

export type InviteResult =
  /** A first invitation, and one that was waiting and got a new link. */
  | "SENT"
  | "RESENT"
  | "ALREADY_MEMBER"
  /** Less than a minute ago: the link just mailed stays the good one. */
  | "JUST_SENT"
  /** The mail service does not write to this address. */
  | "REFUSED"
  /** Nothing was written: the inviter is no longer an administrator, or the school was closed. */
  | "NOT_ALLOWED";

export type InviteReport = { email: string; result: InviteResult };

export type Inviter = {
  organizationId: string;
  school: string;
  inviter: { id: string; name: string };
  now: number;
};

/**
 * Mails each address (at most 50, checked, each once) a link that joins the school with `role`. One
 * batch an address, so that one that is refused stops no other. The same form sent twice makes one
 * invitation. Tells what happened to each, in order.
 */
export async function inviteMembers(
  env: Env,
  input: Inviter & { emails: string[]; role: Role },
): Promise<InviteReport[]> {
  const known = await findKnown(env, input);
  const reports: InviteReport[] = [];
  const posted = new Map<string, PostedMail>();
  for (const email of input.emails) {
    const { standing, id } = known.get(email) ?? { standing: "NEW", id: crypto.randomUUID() };
    if (standing === "MEMBER") {
      reports.push({ email, result: "ALREADY_MEMBER" });
      continue;
    }
    const result = standing === "NEW" ? "SENT" : "RESENT";
    const mail = await inviteOne(env, { ...input, id, email, result });
    if (mail) posted.set(email, mail);
    reports.push({ email, result: mail ? result : await whyNot(env, input, email) });
  }
  return await sendAndTell(env, input, reports, posted);
}

/** `id` is that of the member, or of the invitation. */
type Known = { standing: "MEMBER" | "INVITED"; id: string };

/** Which of these addresses belong to a member, or to an invitation that waits. */
async function findKnown(
  env: Env,
  input: { organizationId: string; emails: string[] },
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
  // Members come last: who is one is told so, whatever waits for them.
  return new Map(results.map(({ email, ...known }) => [email, known]));
}

async function inviteOne(
  env: Env,
  input: Inviter & { id: string; email: string; role: Role; result: "SENT" | "RESENT" },
): Promise<PostedMail | null> {
  const { organizationId, school, inviter, id, email, role, now: at } = input;
  const { token, hash } = await mintToken();
  const link = joinLink(env, token);
  const posted = postMail(env, {
    organizationId,
    to: email,
    mail: { kind: "invitation", school, role, invitedBy: inviter.name, link },
    at,
  });
  const invited = await runGuarded(env, [
    assertAdministrator(env, organizationId, inviter.id),
    ...newLinkStatements(env, {
      ...{ id, organizationId, email, role, at },
      purpose: "invitation",
      invitedBy: inviter.id,
      tokenHash: hash,
      outboxId: posted.outboxId,
      pauseMs: PAUSE_MS,
    }),
    recordStatement(env, {
      organizationId,
      at,
      userId: inviter.id,
      event: input.result === "RESENT" ? "invitation.resent" : "invitation.sent",
      subject: id,
      detail: { email, role },
    }),
    posted.statement,
  ]);
  return invited ? posted : null;
}

/** A batch is refused for one of two reasons: a link too young, or an inviter who may no longer. */
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
    const refused = mail && states.get(mail.outboxId) === "refused";
    return refused ? { ...report, result: "REFUSED" } : report;
  });
}
