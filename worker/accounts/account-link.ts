import { assertInBatch } from "../platform/database.ts";
import { hashText, mintToken } from "../platform/token.ts";

export type LinkPurpose = "password-reset" | "confirm-address";

/** `unknown`: no link of ours, or one replaced by a newer link. */
export type LinkState =
  | { state: "open"; userId: string; name: string; email: string }
  | { state: "expired" | "used" | "unknown" };

/**
 * A new link for this person, and the statements that keep its hash and revoke the older ones. Without an account
 * nothing is written: the same statements then match no row.
 */
export async function issueLink(
  env: Env,
  link: { userId: string; purpose: LinkPurpose; lifetimeMs: number; at: number },
): Promise<{ token: string; statements: D1PreparedStatement[] }> {
  const { token, hash } = await mintToken();
  return {
    token,
    statements: [
      revokeLinks(env, link),
      env.DB.prepare(
        `INSERT INTO account_link (token_hash, user_id, purpose, sent_at, expires_at)
         SELECT ?1, id, ?3, ?4, ?5 FROM user WHERE id = ?2`,
      ).bind(hash, link.userId, link.purpose, link.at, link.at + link.lifetimeMs),
    ],
  };
}

/** The state of a link today. Reading it consumes nothing. */
export async function readLink(
  env: Env,
  link: { token: string; purpose: LinkPurpose },
  now: number,
): Promise<LinkState> {
  const row = await env.DB.prepare(
    `SELECT user.id AS userId, user.name, user.email, used_at AS usedAt, expires_at AS expiresAt
     FROM account_link JOIN user ON user.id = account_link.user_id
     WHERE token_hash = ?1 AND purpose = ?2`,
  )
    .bind(await hashText(link.token), link.purpose)
    .first<{
      userId: string;
      name: string;
      email: string;
      usedAt: number | null;
      expiresAt: number;
    }>();
  if (!row) return { state: "unknown" };
  if (row.usedAt !== null) return { state: "used" };
  if (row.expiresAt <= now) return { state: "expired" };
  return { state: "open", userId: row.userId, name: row.name, email: row.email };
}

/** For the batch that does what the link allows: it rolls back unless the link opens, once. */
export async function consumeLink(
  env: Env,
  link: { token: string; purpose: LinkPurpose; at: number },
): Promise<D1PreparedStatement[]> {
  return [
    env.DB.prepare(
      `UPDATE account_link SET used_at = ?3
       WHERE token_hash = ?1 AND purpose = ?2 AND used_at IS NULL AND expires_at > ?3`,
    ).bind(await hashText(link.token), link.purpose, link.at),
    assertInBatch(env, "changes() = 1"),
  ];
}

/** True when the transaction that consumed this link at this time was committed, for one whose answer was lost. */
export async function wasConsumed(
  env: Env,
  link: { token: string; purpose: LinkPurpose; at: number },
): Promise<boolean> {
  const row = await env.DB.prepare(
    "SELECT 1 FROM account_link WHERE token_hash = ?1 AND purpose = ?2 AND used_at = ?3",
  )
    .bind(await hashText(link.token), link.purpose, link.at)
    .first();
  return row !== null;
}

export function revokeLinks(
  env: Env,
  link: { userId: string; purpose: LinkPurpose },
): D1PreparedStatement {
  return env.DB.prepare(
    "DELETE FROM account_link WHERE user_id = ?1 AND purpose = ?2 AND used_at IS NULL",
  ).bind(link.userId, link.purpose);
}
