import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { PRODUCT } from "#app/i18n/pages.ts";
import { database } from "../platform/database.ts";
import { allowedOrigin } from "../platform/origin.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { createRecoveryCodes } from "./recovery-codes.ts";
import { account, session, twoFactor as twoFactorTable, user, verification } from "./schema.ts";

const SESSION_SECONDS = 8 * 60 * 60;
/** A password was given: the code must follow within that time. */
const CHALLENGE_SECONDS = 10 * 60;

/** better-auth over our D1 tables. Made per request: bindings belong to the request that carries them. */
export function createAuth(env: Env, request: Request) {
  const origin = allowedOrigin(env, request);
  return betterAuth({
    baseURL: origin,
    basePath: "/api/auth",
    secret: env.AUTH_SECRET,
    telemetry: { enabled: false },
    trustedOrigins: [origin],
    database: drizzleAdapter(database(env), {
      provider: "sqlite",
      schema: { user, session, account, verification, twoFactor: twoFactorTable },
      transaction: false,
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    plugins: [
      twoFactor({
        issuer: PRODUCT,
        twoFactorCookieMaxAge: CHALLENGE_SECONDS,
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 15 * 60 },
        backupCodeOptions: { customBackupCodesGenerate: createRecoveryCodes },
      }),
    ],
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // Any other header than Cloudflare's own is what the visitor wishes to be.
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      useSecureCookies: false,
      // Every name the library may set, used here or not: none without the prefix.
      cookies: {
        session_token: hostCookie("session"),
        session_data: hostCookie("session-data"),
        account_data: hostCookie("account-data"),
        dont_remember: hostCookie("short"),
        two_factor: hostCookie("second-factor"),
        trust_device: hostCookie("trusted"),
      },
    },
  });
}

function hostCookie(name: string) {
  return {
    name: `__Host-${name}`,
    attributes: { secure: true, httpOnly: true, sameSite: "lax", path: "/" } as const,
  };
}
