import { outboxStatement, type PostedMail, sendSoon, wasPosted } from "../mail/outbox.ts";
import { runGuarded } from "../platform/database.ts";
import { log } from "../platform/log.ts";
import { revokeLinks } from "./account-link.ts";
import { resetUrl } from "./account-urls.ts";
import { checkPassword } from "./check-password.ts";
import { type Busy, unlessBusy } from "./hash-queue.ts";
import { hashPassword } from "./password.ts";
import { type PasswordProblem, passwordProblem } from "./password-rules.ts";

type Owner = { userId: string; name: string; email: string };

/**
 * The statements of a new password: it replaces the old one, ends every session but `keepSessionId`,
 * every sign-in that waits for its code and every reset link still open, and is announced by mail.
 */
export function replacePassword(
  env: Env,
  change: Owner & {
    passwordHash: string;
    keepSessionId: string | null;
    origin: string;
    at: number;
  },
): { statements: D1PreparedStatement[]; posted: PostedMail } {
  const { userId, at } = change;
  const posted = outboxStatement(env, {
    organizationId: null,
    to: change.email,
    mail: { kind: "password-changed", name: change.name, link: resetUrl(change.origin) },
    at,
  });
  const statements = [
    env.DB.prepare(
      `UPDATE account SET password = ?2, updated_at = ?3
       WHERE user_id = ?1 AND provider_id = 'credential'`,
    ).bind(userId, change.passwordHash, at),
    env.DB.prepare("DELETE FROM session WHERE user_id = ?1 AND id IS NOT ?2").bind(
      userId,
      change.keepSessionId,
    ),
    env.DB.prepare("DELETE FROM verification WHERE value = ?1").bind(userId),
    revokeLinks(env, { userId, purpose: "password-reset" }),
    posted.statement,
  ];
  return { statements, posted };
}

export type PasswordChange =
  | { ok: true }
  | { ok: false; reason: PasswordProblem | "WRONG_PASSWORD" }
  | { ok: false; reason: "TOO_MANY"; waitMs: number }
  | Busy;

/** Changes the password of a signed-in person who knows the current one; only this session stays open. */
export async function changePassword(
  env: Env,
  input: Owner & {
    present: string;
    chosen: string;
    sessionId: string;
    origin: string;
    now: number;
  },
): Promise<PasswordChange> {
  const { userId, name, email, now } = input;
  const problem = passwordProblem(input.chosen, [name, email]);
  if (problem) return { ok: false, reason: problem };
  const checked = await checkPassword(env, {
    userId,
    sessionId: input.sessionId,
    password: input.present,
  });
  if (!checked.ok) return checked;
  const passwordHash = await unlessBusy(() => hashPassword(input.chosen));
  if (typeof passwordHash === "object") return passwordHash;
  const change = replacePassword(env, {
    ...{ userId, name, email, passwordHash },
    keepSessionId: input.sessionId,
    origin: input.origin,
    at: now,
  });
  await runGuarded(env, change.statements, () => wasPosted(env, change.posted));
  log({ event: "account.changed", userId, what: "password" });
  await sendSoon(env, [change.posted]);
  return { ok: true };
}
