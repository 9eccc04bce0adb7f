import { waitUntil } from "cloudflare:workers";
import { postMail, sendSoon } from "../mail/outbox.ts";
import { takeAttempt } from "../platform/attempts.ts";
import { HOUR } from "../platform/clock.ts";
import { runGuarded } from "../platform/database.ts";
import { log } from "../platform/log.ts";
import { allowedOrigin } from "../platform/origin.ts";
import { consumeLink, issueLink, type LinkState, readLink } from "./account-link.ts";
import { resetUrl } from "./account-urls.ts";
import { replacePassword } from "./change-password.ts";
import { hashPassword } from "./password.ts";
import { type PasswordProblem, passwordProblem } from "./password-rules.ts";
import { findPlace, networkOf, rememberPlace } from "./place.ts";

const LIFETIME_MS = HOUR;
const PER_ADDRESS = 3;
const PER_NETWORK = 10;
const NOBODY = { id: "", name: "", email: "" };

/**
 * Sends a link to this address if an account has it. Says nothing either way, and does the same work:
 * the page must not tell which addresses have an account. Beyond the limits nothing is sent.
 */
export async function requestPasswordReset(
  env: Env,
  request: Request,
  input: { email: string; now: number },
): Promise<void> {
  const { now } = input;
  const email = input.email.trim().toLowerCase();
  const limits = [
    { key: `reset network ${networkOf(request)}`, limit: PER_NETWORK, windowMs: HOUR },
    { key: `reset address ${email}`, limit: PER_ADDRESS, windowMs: HOUR },
  ];
  for (const limit of limits) if (!(await takeAttempt(env, limit, now))) return;

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
  const posted = postMail(env, {
    organizationId: null,
    to: user.email,
    mail: { kind: "password-reset", name: user.name, link },
    at: now,
  });
  await env.DB.batch(found ? [...statements, posted.statement] : statements);
  // Not awaited: the answer must not come later for an address that has an account.
  if (found) waitUntil(sendSoon(env, [posted]));
}

/** What the link of the mail opens: expired, used and unknown are told apart. */
export async function readResetLink(env: Env, token: string, now: number): Promise<LinkState> {
  return await readLink(env, { token, purpose: "password-reset" }, now);
}

export type ResetOutcome =
  | { ok: true; headers: Headers }
  | { ok: false; reason: PasswordProblem }
  | { ok: false; reason: "LINK" };

/**
 * Changes the password once by this link; every session of the account ends, and the address is
 * confirmed by the way. `LINK`: it no longer opens; `readResetLink` says why. `headers` makes the
 * browser a known one, so that delays caused by others do not stop the sign-in that follows.
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

  const change = replacePassword(env, {
    ...link,
    passwordHash: await hashPassword(password),
    keepSessionId: null,
    origin: allowedOrigin(env, request),
    at: now,
  });
  const changed = await runGuarded(env, [
    ...(await consumeLink(env, { token, purpose: "password-reset", at: now })),
    ...change.statements,
    env.DB.prepare("UPDATE user SET email_verified = 1, updated_at = ?2 WHERE id = ?1").bind(
      link.userId,
      now,
    ),
  ]);
  if (!changed) return { ok: false, reason: "LINK" };
  log({ event: "account.changed", userId: link.userId, what: "password reset" });
  await sendSoon(env, [change.posted]);
  const known = await rememberPlace(env, await findPlace(env, request, link.email), now);
  return { ok: true, headers: new Headers({ "Set-Cookie": known }) };
}
