import { recordStatement } from "../journal/record.ts";
import { postMail, sendSoon } from "../mail/outbox.ts";
import { findSchool } from "../organizations/find-school.ts";
import { takeAttempt } from "../platform/attempts.ts";
import { HOUR } from "../platform/clock.ts";
import { runGuarded } from "../platform/database.ts";
import { mintToken } from "../platform/token.ts";
import { readAddress } from "./addresses.ts";
import { newLinkStatements } from "./invitation-statements.ts";
import { joinLink } from "./links.ts";

const PER_SCHOOL = 3;
const PER_IP = 10;

export type ActivationRequest = {
  /** In the shape of a UAI; whether a school has it is what nobody may learn. */
  uai: string;
  /** As typed by anybody, at most 255 characters: quoted in the mail and the journal, never trusted. */
  askedBy: string;
  ip: string;
  now: number;
};

/** Takes the part of a school that cannot be written to: its batch is built, run and refused. */
const NOBODY = { id: "", name: "Personne", mailbox: "personne@invalid.invalid" };

/**
 * Mails the school's own mailbox a link that makes its holder administrator (7 days, once), in place
 * of any earlier one. Says nothing: known, unknown, closed, without mailbox or beyond the limits (3 an
 * hour for a school, 10 for an IP), the visitor cannot tell, and the work done is the same.
 */
export async function requestActivation(env: Env, request: ActivationRequest): Promise<void> {
  const { uai, askedBy, now: at } = request;
  if (!(await mayAsk(env, request))) return;
  const { id, name, mailbox } = await findReachable(env, uai);
  const { token, hash } = await mintToken();
  const posted = postMail(env, {
    organizationId: id,
    to: mailbox,
    mail: { kind: "activation", school: name, uai, askedBy, link: joinLink(env, token) },
    at,
  });
  await runGuarded(env, [
    cancelFormerMailboxes(env, id, mailbox, at),
    ...newLinkStatements(env, {
      id: crypto.randomUUID(),
      organizationId: id,
      purpose: "activation",
      email: mailbox,
      role: "admin",
      invitedBy: null,
      tokenHash: hash,
      outboxId: posted.outboxId,
      at,
      pauseMs: 0,
    }),
    recordStatement(env, {
      organizationId: id,
      at,
      userId: null,
      event: "activation.requested",
      subject: id,
      detail: { askedBy },
    }),
    posted.statement,
  ]);
  await sendSoon(env, [posted]);
}

async function mayAsk(env: Env, { uai, ip, now }: ActivationRequest): Promise<boolean> {
  const perIp = { key: `activation ip ${ip}`, limit: PER_IP, windowMs: HOUR };
  const perSchool = { key: `activation school ${uai}`, limit: PER_SCHOOL, windowMs: HOUR };
  return (await takeAttempt(env, perIp, now)) && (await takeAttempt(env, perSchool, now));
}

async function findReachable(env: Env, uai: string) {
  const school = await findSchool(env, uai);
  const mailbox = readAddress(school?.mailbox ?? "");
  if (school?.state !== "open" || !mailbox.ok) return NOBODY;
  return { id: school.id, name: school.name, mailbox: mailbox.email };
}

/** A link in a mailbox that is no longer the school's opens nothing any more. */
function cancelFormerMailboxes(env: Env, organizationId: string, mailbox: string, at: number) {
  return env.DB.prepare(
    `UPDATE invitation SET state = 'cancelled', cancelled_at = ?3
     WHERE organization_id = ?1 AND purpose = 'activation' AND state = 'pending' AND email <> ?2`,
  ).bind(organizationId, mailbox, at);
}
