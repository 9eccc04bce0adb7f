import { waitUntil } from "cloudflare:workers";
import { outboxStatement, sendSoon, wasPosted, withdrawStatement } from "../mail/outbox.ts";
import { consumeAttempt } from "../platform/attempts.ts";
import { HOUR } from "../platform/clock.ts";
import { runGuarded } from "../platform/database.ts";
import { causeText, log } from "../platform/log.ts";
import { allowedOrigin } from "../platform/origin.ts";
import { consumeLink, issueLink, type LinkState, readLink } from "./account-link.ts";
import { resetUrl } from "./account-urls.ts";
import { replacePassword } from "./change-password.ts";
import { type Busy, unlessBusy } from "./hash-queue.ts";
import { hashPassword } from "./password.ts";
import { type PasswordProblem, passwordProblem } from "./password-rules.ts";
import { findPlace, type Place, rememberPlace } from "./place.ts";

const LIFETIME_MS = HOUR;
/** The limit for an address, and for each browser that its account signed in from, which only that browser consumes. */
const PER_ADDRESS = 3;
/** Shared by all requests of a network: a school, or the schools of a département. */
const PER_NETWORK = 30;
const NOBODY = { id: "", name: "", email: "" };

export type ResetRequest =
  | { ok: true }
  /**
   * Nothing was sent, whether or not an account has the address: too many requests from this network, or for this
   * address, whose last link still works.
   */
  | { ok: false; reason: "NETWORK" | "ADDRESS"; waitMs: number };

/**
 * Sends a link to this address if an account has it. The answer and the work are the same either way: the page must not
 * reveal which addresses have an account. A browser that the account signed in from is limited by its own requests
 * alone.
 */
export async function requestPasswordReset(
  env: Env,
  request: Request,
  input: { email: string; now: number },
): Promise<ResetRequest> {
  const { now } = input;
  const place = await findPlace(env, request, input.email);
  const { email } = place;
  const attempt = await consumeAttempt(env, limitsOf(place), now);
  if (!attempt.ok) return { ok: false, reason: attempt.spent.reason, waitMs: attempt.waitMs };

  const found = await env.DB.prepare("SELECT id, name, email FROM user WHERE email = ?1")
    .bind(email)
    .first<typeof NOBODY>();
  const user = found ?? NOBODY;
  const { token, statements } = await issueLink(env, {
    userId: user.id,
    purpose: "password-reset",
    lifetimeMs: LIFETIME_MS,
    at: now,
  });
  const link = resetUrl(allowedOrigin(env, request), token);
  const posted = outboxStatement(env, {
    organizationId: null,
    to: user.email,
    mail: { kind: "password-reset", name: user.name, link },
    at: now,
    expiresAt: now + LIFETIME_MS,
  });
  const older = withdrawStatement(env, {
    organizationId: null,
    to: user.email,
    kinds: ["password-reset"],
    at: now,
  });
  await env.DB.batch(found ? [...statements, older, posted.statement] : statements);
  // Not awaited: the answer must not come later for an address that has an account.
  if (found) waitUntil(sendSoon(env, [posted]));
  return { ok: true };
}

function limitsOf({ email, device, network, knownDevice }: Place) {
  const mine = { reason: "ADDRESS" as const, limit: PER_ADDRESS, windowMs: HOUR };
  if (knownDevice) return [{ ...mine, key: `reset address ${email} device ${device}` }];
  const near = { reason: "NETWORK" as const, limit: PER_NETWORK, windowMs: HOUR };
  return [
    { ...mine, key: `reset address ${email}` },
    { ...near, key: `reset network ${network}` },
  ];
}

/** The state of the link in the mail: expired, used and unknown are separate. */
export async function readResetLink(env: Env, token: string, now: number): Promise<LinkState> {
  return await readLink(env, { token, purpose: "password-reset" }, now);
}

export type ResetOutcome =
  | { ok: true; headers: Headers }
  | { ok: false; reason: PasswordProblem }
  | { ok: false; reason: "LINK" }
  | Busy;

/**
 * Changes the password once with this link; every session of the account ends, and the address counts as confirmed.
 * `LINK`: it no longer opens; `readResetLink` says why. `headers` makes the browser a known one, so that delays caused
 * by others do not stop the sign-in that follows.
 */
export async function resetPassword(
  env: Env,
  request: Request,
  input: { token: string; password: string; now: number },
): Promise<ResetOutcome> {
  const { token, password, now } = input;
  const link = await readResetLink(env, token, now);
  if (link.state !== "open") return { ok: false, reason: "LINK" };
  const problem = passwordProblem(password, [link.name, link.email]);
  if (problem) return { ok: false, reason: problem };

  const passwordHash = await unlessBusy(() => hashPassword(password));
  if (typeof passwordHash === "object") return passwordHash;
  const change = replacePassword(env, {
    ...link,
    passwordHash,
    keepSessionId: null,
    origin: allowedOrigin(env, request),
    at: now,
  });
  const statements = [
    ...(await consumeLink(env, { token, purpose: "password-reset", at: now })),
    ...change.statements,
    env.DB.prepare("UPDATE user SET email_verified = 1, updated_at = ?2 WHERE id = ?1").bind(
      link.userId,
      now,
    ),
  ];
  const changed = await runGuarded(env, statements, () => wasPosted(env, change.posted));
  if (!changed) return { ok: false, reason: "LINK" };
  log({ event: "account.changed", userId: link.userId, what: "password reset" });
  await sendSoon(env, [change.posted]);
  return { ok: true, headers: await rememberBrowser(env, request, link.email, now) };
}

/** Without it the sign-in that follows may have to wait, but the password is changed: a failure is not shown. */
async function rememberBrowser(env: Env, request: Request, email: string, now: number) {
  try {
    const known = await rememberPlace(env, await findPlace(env, request, email), now);
    await env.DB.batch(known.statements);
    return new Headers({ "Set-Cookie": known.cookie });
  } catch (error) {
    log({ event: "account.place_failed", cause: causeText(error) });
    return new Headers();
  }
}
