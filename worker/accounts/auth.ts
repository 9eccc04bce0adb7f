import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { database } from "../platform/database.ts";
import { allowedOrigin } from "../platform/origin.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { account, session, user, verification } from "./schema.ts";

const SESSION_SECONDS = 8 * 60 * 60;

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
      schema: { user, session, account, verification },
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
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: "__Host-session",
          attributes: { secure: true, httpOnly: true, sameSite: "lax", path: "/" },
        },
      },
    },
  });
}
