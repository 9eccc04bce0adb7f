import { z } from "zod";
import { outboxStatement, sendSoon, wasPosted } from "../mail/outbox.ts";
import { isUniqueRefusal, runGuarded } from "../platform/database.ts";
import { log } from "../platform/log.ts";
import { resetUrl } from "./account-urls.ts";
import { createAuth } from "./auth.ts";
import { checkPassword, type PasswordCheck } from "./check-password.ts";
import { unlessBusy } from "./hash-queue.ts";
import { readAccount } from "./read-account.ts";
import { readCode } from "./recovery-codes.ts";
import { cookiesOf } from "./sign-in.ts";

/** What an authenticator needs: the URI of its QR code, and the same secret to type. */
export type Enrolment = { uri: string; key: string };

type Refused = Exclude<PasswordCheck, { ok: true }>;
type Owner = { userId: string; name: string; email: string };

/**
 * A new secret for this person. It protects nothing until `confirmSecondFactor` has received a right code.
 * `UNVERIFIED`: the address is not confirmed. Its true owner, who can reset the password, must not find the account
 * locked by a stranger's authenticator.
 */
export async function beginSecondFactor(
  env: Env,
  request: Request,
  input: { userId: string; sessionId: string; password: string },
): Promise<
  { ok: true; enrolment: Enrolment } | Refused | { ok: false; reason: "ALREADY" | "UNVERIFIED" }
> {
  const { emailVerified } = await readAccount(env, input.userId);
  if (!emailVerified) return { ok: false, reason: "UNVERIFIED" };
  const checked = await checkPassword(env, input);
  if (!checked.ok) return checked;
  const answer = await unlessBusy(() => enable(env, request, input.password));
  if (!(answer instanceof Response)) return answer;
  if (answer.status === 400) return { ok: false, reason: "ALREADY" };
  const { totpURI } = z.object({ totpURI: z.string() }).parse(await answer.json());
  const key = new URL(totpURI).searchParams.get("secret") ?? "";
  return { ok: true, enrolment: { uri: totpURI, key } };
}

/**
 * Turns the second factor on once the authenticator gives a right code, and returns the recovery codes, the only time
 * they are shown. `headers` carries the session that replaces this one.
 */
export async function confirmSecondFactor(
  env: Env,
  request: Request,
  input: Owner & { code: string; origin: string; now: number },
): Promise<{ ok: true; codes: string[]; headers: Headers } | { ok: false }> {
  const read = readCode(input.code);
  if (read?.kind !== "totp") return { ok: false };
  const auth = createAuth(env, request);
  const answer = await auth.api.verifyTOTP({
    body: { code: read.code },
    headers: request.headers,
    asResponse: true,
  });
  // Only if it is not on yet: the second of two forms sent at once must not return codes again.
  if (!answer.ok || answer.headers.getSetCookie().length === 0) return { ok: false };
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: input.userId } });
  const posted = announce(env, { ...input, on: true });
  await posted.statement.run();
  await sendSoon(env, [posted]);
  log({ event: "account.changed", userId: input.userId, what: "second factor on" });
  return { ok: true, codes: backupCodes, headers: cookiesOf(answer) };
}

/** New recovery codes: the old ones no longer work. */
export async function renewRecoveryCodes(
  env: Env,
  request: Request,
  input: { userId: string; sessionId: string; password: string },
): Promise<{ ok: true; codes: string[] } | Refused> {
  const checked = await checkPassword(env, input);
  if (!checked.ok) return checked;
  const renewed = await unlessBusy(() =>
    createAuth(env, request).api.generateBackupCodes({
      body: { password: input.password },
      headers: request.headers,
    }),
  );
  if ("reason" in renewed) return renewed;
  const { backupCodes } = renewed;
  log({ event: "account.changed", userId: input.userId, what: "recovery codes" });
  return { ok: true, codes: backupCodes };
}

/** Turns the second factor off; the secret and the codes are deleted, and a mail says so. */
export async function disableSecondFactor(
  env: Env,
  input: Owner & { sessionId: string; password: string; origin: string; now: number },
): Promise<PasswordCheck> {
  const { userId, now } = input;
  const checked = await checkPassword(env, input);
  if (!checked.ok) return checked;
  const posted = announce(env, { ...input, on: false });
  const statements = [
    env.DB.prepare("UPDATE user SET two_factor_enabled = 0, updated_at = ?2 WHERE id = ?1").bind(
      userId,
      now,
    ),
    env.DB.prepare("DELETE FROM two_factor WHERE user_id = ?1").bind(userId),
    env.DB.prepare("DELETE FROM verification WHERE value = ?1").bind(userId),
    posted.statement,
  ];
  await runGuarded(env, statements, () => wasPosted(env, posted));
  await sendSoon(env, [posted]);
  log({ event: "account.changed", userId, what: "second factor off" });
  return checked;
}

/** The number of recovery codes left; 0 without a second factor. */
export async function countRecoveryCodes(
  env: Env,
  request: Request,
  userId: string,
): Promise<number> {
  const answer = await createAuth(env, request).api.viewBackupCodes({
    body: { userId },
    asResponse: true,
  });
  if (!answer.ok) return 0;
  return z.object({ backupCodes: z.array(z.string()) }).parse(await answer.json()).backupCodes
    .length;
}

async function enable(env: Env, request: Request, password: string): Promise<Response> {
  const once = () =>
    createAuth(env, request).api.enableTwoFactor({
      body: { password },
      headers: request.headers,
      asResponse: true,
    });
  return await once().catch((error: unknown) => {
    // The form was sent twice at once: the row exists now, and takes the newer secret.
    if (isUniqueRefusal(error)) return once();
    throw error;
  });
}

function announce(env: Env, change: Owner & { origin: string; now: number; on: boolean }) {
  const { name, email, on, origin, now } = change;
  return outboxStatement(env, {
    organizationId: null,
    to: email,
    mail: { kind: "second-factor-changed", name, on, link: resetUrl(origin) },
    at: now,
  });
}
