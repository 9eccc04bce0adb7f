import { createHash } from "node:crypto";
import { createAuthMiddleware } from "better-auth/api";
import { makeSignature, symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { COOKIES } from "../platform/cookies.ts";
import type { Sweep } from "../platform/sweep.ts";

/**
 * `AUTH_SECRET` signs cookies and encrypts second factors. While it is changed, `AUTH_SECRET_PREVIOUS` holds the one
 * before: what was signed or encrypted with it still works, and what is stored is encrypted anew (docs/operations.md).
 */
export function secretsOf(env: Env) {
  const { AUTH_SECRET: current, AUTH_SECRET_PREVIOUS: previous } = env;
  const known = new Set(previous ? [current, previous] : [current]);
  return {
    secrets: [...known].map((value) => ({ version: versionOf(value), value })),
    // For what was encrypted before encryption named its secret.
    secret: previous ?? current,
  };
}

/**
 * A hook of better-auth: cookies signed with the previous secret reach it signed with the current one. Absent unless
 * there is a previous one.
 */
export function acceptPreviousCookies(env: Env) {
  const previous = env.AUTH_SECRET_PREVIOUS;
  if (!previous) return {};
  const before = createAuthMiddleware(async (context) => {
    const sent = context.headers?.get("Cookie");
    if (!sent) return;
    const cookies = await Promise.all(sent.split(/; */).map((each) => signAnew(each, previous)));
    const headers = new Headers(context.headers);
    headers.set("Cookie", (await Promise.all(cookies)).join("; "));
    return { context: { headers } };
  });
  async function signAnew(cookie: string, secret: string): Promise<string> {
    const at = cookie.indexOf("=");
    const name = cookie.slice(0, at);
    if (!SIGNED.includes(name)) return cookie;
    const text = decode(cookie.slice(at + 1));
    const dot = text.lastIndexOf(".");
    const value = text.slice(0, dot);
    if (dot < 1 || text.slice(dot + 1) !== (await makeSignature(value, secret))) return cookie;
    return `${name}=${encodeURIComponent(`${value}.${await makeSignature(value, env.AUTH_SECRET)}`)}`;
  }
  return { hooks: { before } };
}

const SIGNED: string[] = [COOKIES.session.name, COOKIES.secondFactor.name];

/** The second factors that are not encrypted with the current secret, some at each run. */
export const SECRET_SWEEP: Sweep = {
  name: "accounts.second_factors",
  work: async ({ env, each }) => {
    if (!env.AUTH_SECRET_PREVIOUS) return;
    const { results } = await env.DB.prepare(
      `SELECT id, secret, backup_codes AS backupCodes FROM two_factor
       WHERE substr(secret, 1, length(?1)) <> ?1 LIMIT 200`,
    )
      .bind(markOf(env))
      .all<SecondFactor>();
    await each(results, async (row) => await encryptAnew(env, row));
  },
};

/** The same for one person, who has just used it. */
export async function renewSecondFactor(env: Env, userId: string): Promise<void> {
  if (!env.AUTH_SECRET_PREVIOUS) return;
  const row = await env.DB.prepare(
    `SELECT id, secret, backup_codes AS backupCodes FROM two_factor
     WHERE user_id = ?1 AND substr(secret, 1, length(?2)) <> ?2`,
  )
    .bind(userId, markOf(env))
    .first<SecondFactor>();
  if (row) await encryptAnew(env, row);
}

type SecondFactor = { id: string; secret: string; backupCodes: string };

async function encryptAnew(env: Env, { id, secret, backupCodes }: SecondFactor): Promise<void> {
  const { secrets, secret: legacySecret } = secretsOf(env);
  const keys = new Map(secrets.map(({ version, value }) => [version, value]));
  const key = { keys, currentVersion: versionOf(env.AUTH_SECRET), legacySecret };
  const renew = async (data: string) =>
    await symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) });
  const [newSecret, newCodes] = await Promise.all([renew(secret), renew(backupCodes)]);
  // Only what was read: a code used or an authenticator changed meanwhile stays as it is, for the next run.
  await env.DB.prepare(
    `UPDATE two_factor SET secret = ?2, backup_codes = ?3
     WHERE id = ?1 AND secret = ?4 AND backup_codes = ?5`,
  )
    .bind(id, newSecret, newCodes, secret, backupCodes)
    .run();
}

/** How better-auth begins what it encrypts with the current secret. */
function markOf(env: Env): string {
  return `$ba$${versionOf(env.AUTH_SECRET)}$`;
}

/** A number that stands for a secret and does not tell it: 31 bits of its digest. */
function versionOf(secret: string): number {
  return createHash("sha256").update(`version ${secret}`).digest().readUInt32BE(0) >>> 1;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
