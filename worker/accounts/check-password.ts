import { forgetFailures, readThrottle, recordFailure } from "../platform/failure-throttle.ts";
import { type Busy, unlessBusy } from "./hash-queue.ts";
import type { KnownAccount } from "./known-account.ts";
import { hashPassword, isOutdated, verifyPassword } from "./password.ts";

const FREE_FAILURES = 5;

export type PasswordCheck =
  | { ok: true }
  | { ok: false; reason: "WRONG_PASSWORD" }
  | { ok: false; reason: "TOO_MANY"; waitMs: number }
  | Busy;

/**
 * Asks a signed-in person for their password before a sensitive action. Wrong ones delay the next attempt, as at
 * sign-in, so that the password cannot be guessed from a session found open. They count for that session alone: its
 * owner, signed in elsewhere, does not wait.
 */
export async function checkPassword(
  env: Env,
  input: { userId: string; sessionId: string; password: string },
): Promise<PasswordCheck> {
  const throttles = [
    { key: `password ${input.userId} session ${input.sessionId}`, free: FREE_FAILURES },
  ];
  const waitMs = await readThrottle(env, throttles, Date.now());
  if (waitMs > 0) return { ok: false, reason: "TOO_MANY", waitMs };
  const stored = await env.DB.prepare(
    "SELECT password FROM account WHERE user_id = ?1 AND provider_id = 'credential'",
  )
    .bind(input.userId)
    .first<{ password: string }>();
  const right = await unlessBusy(() =>
    verifyPassword({ hash: stored?.password ?? "", password: input.password }),
  );
  if (typeof right === "object") return right;
  const late = right
    ? (await readThrottle(env, throttles, Date.now())) > 0
    : !(await recordFailure(env, throttles, Date.now()));
  if (late) {
    return {
      ok: false,
      reason: "TOO_MANY",
      waitMs: await readThrottle(env, throttles, Date.now()),
    };
  }
  if (!right) return { ok: false, reason: "WRONG_PASSWORD" };
  await env.DB.batch(await Promise.all(throttles.map(({ key }) => forgetFailures(env, key))));
  return { ok: true };
}

/**
 * Hashes the right password again if its hash has outdated parameters; when too many hashes wait, a later sign-in does
 * it.
 */
export async function renewHash(
  env: Env,
  found: KnownAccount | null,
  password: string,
): Promise<void> {
  const stored = found?.account.find(({ providerId }) => providerId === "credential");
  if (!stored?.password || !isOutdated(stored.password)) return;
  const renewed = await unlessBusy(() => hashPassword(password));
  if (typeof renewed === "object") return;
  // Never overwrites a password that was changed meanwhile.
  await env.DB.prepare("UPDATE account SET password = ?3 WHERE id = ?1 AND password = ?2")
    .bind(stored.id, stored.password, renewed)
    .run();
}
