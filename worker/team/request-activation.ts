import { journalStatement } from "../journal/record.ts";
import { outboxStatement, sendSoon } from "../mail/outbox.ts";
import { findSchool } from "../organizations/find-school.ts";
import { consumeAttempt, mayAttempt } from "../platform/attempts.ts";
import { HOUR } from "../platform/clock.ts";
import { runGuarded } from "../platform/database.ts";
import { mintToken } from "../platform/token.ts";
import { readAddress } from "./addresses.ts";
import { newLinkStatements } from "./invitation-statements.ts";
import { joinLink } from "./links.ts";

/** Allows the head, a deputy and the office to request a link each, and again. */
const PER_SCHOOL = 6;
/** In September, all schools of a département may send requests through one proxy. */
const PER_NETWORK = 100;

export type ActivationRequest = {
  /** A well-formed UAI; the answer must not reveal whether a school has it. */
  uai: string;
  /** Typed by an anonymous visitor, at most 255 characters: quoted in the mail and the journal, never trusted. */
  askedBy: string;
  /** As returned by `networkOf`. */
  network: string;
  now: number;
};

export type ActivationOutcome =
  | { ok: true }
  /**
   * Nothing was sent: too many requests from this network, or for this UAI, in the last hour. Both are counted in
   * the same way whether or not a school has the UAI, so the refusal reveals nothing.
   */
  | { ok: false; reason: "NETWORK" | "SCHOOL"; waitMs: number };

/**
 * Stands in for a school that is unknown, closed or without mailbox so that the same work is done: its batch is
 * built, run and refused.
 */
const NOBODY = { id: 0, name: "Personne", mailbox: "personne@invalid.invalid" };

/**
 * Mails the school's own mailbox a link that makes its holder an administrator (7 days, once) and replaces any
 * earlier one. Whether the school is known, unknown, closed or without mailbox, the visitor sees the same answer
 * and the work is the same.
 */
export async function requestActivation(
  env: Env,
  request: ActivationRequest,
): Promise<ActivationOutcome> {
  const { uai, askedBy, now: at } = request;
  const attempt = await consumeAttempt(env, limitsOf(request), at);
  if (!attempt.ok) return { ok: false, reason: attempt.spent.reason, waitMs: attempt.waitMs };
  const { id, name, mailbox } = await findReachable(env, uai);
  const { token, hash } = await mintToken();
  const posted = outboxStatement(env, {
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
    journalStatement(env, {
      organizationId: id,
      at,
      userId: null,
      event: "activation.requested",
      subject: String(id),
      detail: { askedBy },
    }),
    posted.statement,
  ]);
  await sendSoon(env, [posted]);
  return { ok: true };
}

/** Whether this UAI was requested within the hour: only then may a page say so. */
export async function wasActivationAsked(env: Env, uai: string, now: number): Promise<boolean> {
  return !(await mayAttempt(env, [{ ...limitPerSchool(uai), limit: 1 }], now)).ok;
}

function limitsOf({ uai, network }: ActivationRequest) {
  const near = { key: `activation network ${network}`, limit: PER_NETWORK, windowMs: HOUR };
  return [limitPerSchool(uai), { ...near, reason: "NETWORK" as const }];
}

function limitPerSchool(uai: string) {
  const key = `activation school ${uai}`;
  return { key, limit: PER_SCHOOL, windowMs: HOUR, reason: "SCHOOL" as const };
}

async function findReachable(env: Env, uai: string) {
  const school = await findSchool(env, uai);
  const mailbox = readAddress(school?.mailbox ?? "");
  if (school?.state !== "open" || !mailbox.ok) return NOBODY;
  return { id: school.id, name: school.name, mailbox: mailbox.email };
}

/** Cancels activations sent to a mailbox that is no longer the school's. */
function cancelFormerMailboxes(env: Env, organizationId: number, mailbox: string, at: number) {
  return env.DB.prepare(
    `UPDATE invitation SET state = 'cancelled', cancelled_at = ?3
     WHERE organization_id = ?1 AND purpose = 'activation' AND state = 'pending' AND email <> ?2`,
  ).bind(organizationId, mailbox, at);
}
