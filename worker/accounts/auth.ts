import type { BetterAuthOptions } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { PRODUCT } from "#words/pages.ts";
import { COOKIES } from "../platform/cookies.ts";
import { database } from "../platform/database.ts";
import { allowedOrigin } from "../platform/origin.ts";
import { RETENTION } from "../platform/retention.ts";
import type { Asker } from "./hash-queue.ts";
import { type KnownAccount, knowing } from "./known-account.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { createRecoveryCodes } from "./recovery-codes.ts";
import { acceptPreviousCookies, secretsOf } from "./rotate-secret.ts";
import { account, session, twoFactor as twoFactorTable, user, verification } from "./schema.ts";

/**
 * better-auth over our D1 tables. Created per request: bindings belong to the request that carries them. Methods that
 * hash a password throw `HashQueueFull`; `asker` gives their rank in the queue. `known`: the account of an address, when
 * it was read already.
 */
export function createAuth(
  env: Env,
  request: Request,
  asker: Asker = "known",
  known?: { email: string; found: KnownAccount | null },
) {
  const origin = allowedOrigin(env, request);
  const adapter = drizzleAdapter(database(env), {
    provider: "sqlite",
    schema: { user, session, account, verification, twoFactor: twoFactorTable },
    transaction: false,
  });
  return betterAuth({
    baseURL: origin,
    basePath: "/api/auth",
    ...secretsOf(env),
    ...acceptPreviousCookies(env),
    telemetry: { enabled: false },
    trustedOrigins: [origin],
    database: (options: BetterAuthOptions) =>
      known ? knowing(adapter(options), known.email, known.found) : adapter(options),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      password: {
        hash: (password) => hashPassword(password, asker),
        verify: (stored) => verifyPassword(stored, asker),
      },
    },
    session: { expiresIn: RETENTION.session / 1000, disableSessionRefresh: true },
    plugins: [
      twoFactor({
        issuer: PRODUCT,
        twoFactorCookieMaxAge: RETENTION.challenge / 1000,
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 15 * 60 },
        backupCodeOptions: { customBackupCodesGenerate: createRecoveryCodes },
      }),
    ],
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // The visitor controls every other header than Cloudflare's own.
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      useSecureCookies: false,
      // Every cookie name of the library, so that each has the `__Host-` prefix. We use the two of `COOKIES`.
      cookies: {
        session_token: hostCookie(COOKIES.session.name),
        session_data: hostCookie("__Host-session-data"),
        account_data: hostCookie("__Host-account-data"),
        dont_remember: hostCookie("__Host-short"),
        two_factor: hostCookie(COOKIES.secondFactor.name),
        trust_device: hostCookie("__Host-trusted"),
      },
    },
  });
}

function hostCookie(name: string) {
  return {
    name,
    attributes: { secure: true, httpOnly: true, sameSite: "lax", path: "/" } as const,
  };
}
