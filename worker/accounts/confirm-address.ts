import { outboxStatement, type PostedMail, sendSoon, withdrawStatement } from "../mail/outbox.ts";
import { consumeAttempt } from "../platform/attempts.ts";
import { DAY, HOUR } from "../platform/clock.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { consumeLink, issueLink, type LinkState, readLink, wasConsumed } from "./account-link.ts";
import { confirmUrl } from "./account-urls.ts";
import { readAccount } from "./read-account.ts";

const LIFETIME_MS = 7 * DAY;
const PER_PERSON = 3;

/**
 * For the batch that makes an account, after its user's row: a mail with a link that confirms its address. Run
 * `statements`, then `sendSoon([posted])`. `origin` comes from `allowedOrigin`.
 */
export async function confirmAddressStatements(
  env: Env,
  input: { userId: string; name: string; email: string; origin: string; at: number },
): Promise<{ statements: D1PreparedStatement[]; posted: PostedMail }> {
  const { token, statements } = await issueLink(env, {
    userId: input.userId,
    purpose: "confirm-address",
    lifetimeMs: LIFETIME_MS,
    at: input.at,
  });
  const posted = outboxStatement(env, {
    organizationId: null,
    to: input.email,
    mail: { kind: "confirm-address", name: input.name, link: confirmUrl(input.origin, token) },
    at: input.at,
  });
  const older = withdrawStatement(env, {
    organizationId: null,
    to: input.email,
    kinds: ["confirm-address"],
    at: input.at,
  });
  return { statements: [...statements, older, posted.statement], posted };
}

export type SentConfirmation =
  | { ok: true }
  /** `CONFIRMED`: the address is confirmed already. `TOO_MANY`: three were sent within the hour. */
  | { ok: false; reason: "CONFIRMED" }
  | { ok: false; reason: "TOO_MANY"; waitMs: number };

/** Sends the link again to a person who has not confirmed yet, three times an hour. */
export async function sendConfirmation(
  env: Env,
  input: { userId: string; name: string; email: string; origin: string; now: number },
): Promise<SentConfirmation> {
  if ((await readAccount(env, input.userId)).emailVerified) {
    return { ok: false, reason: "CONFIRMED" };
  }
  const limit = { key: `confirm ${input.userId}`, limit: PER_PERSON, windowMs: HOUR };
  const attempt = await consumeAttempt(env, [limit], input.now);
  if (!attempt.ok) return { ok: false, reason: "TOO_MANY", waitMs: attempt.waitMs };
  const mail = await confirmAddressStatements(env, { ...input, at: input.now });
  const sent = await runGuarded(env, [
    assertInBatch(
      env,
      "EXISTS (SELECT 1 FROM user WHERE id = ?1 AND email_verified = 0)",
      input.userId,
    ),
    ...mail.statements,
  ]);
  if (!sent) return { ok: false, reason: "CONFIRMED" };
  await sendSoon(env, [mail.posted]);
  return { ok: true };
}

/** The state of the link in the mail: expired, used and unknown are separate. */
export async function readConfirmLink(env: Env, token: string, now: number): Promise<LinkState> {
  return await readLink(env, { token, purpose: "confirm-address" }, now);
}

/** Marks the address as confirmed, once per link. False when the link no longer opens. */
export async function confirmAddress(env: Env, token: string, now: number): Promise<boolean> {
  const link = await readConfirmLink(env, token, now);
  if (link.state !== "open") return false;
  const used = { token, purpose: "confirm-address" as const, at: now };
  const statements = [
    ...(await consumeLink(env, used)),
    env.DB.prepare("UPDATE user SET email_verified = 1, updated_at = ?2 WHERE id = ?1").bind(
      link.userId,
      now,
    ),
  ];
  return await runGuarded(env, statements, () => wasConsumed(env, used));
}
