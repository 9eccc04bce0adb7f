import { createHmac, timingSafeEqual } from "node:crypto";
import { ACCESS_COLUMNS, type Access, type AccessRow, toAccess } from "../organizations/access.ts";
import { readCookie } from "../platform/cookies.ts";

export type SignedInUser = { id: string; name: string; email: string };
export type Session = {
  user: SignedInUser;
  sessionId: string;
  /** The schools this person belongs to, the last one opened first, then by name. */
  access: Access[];
};

/** Shape of a signed cookie: `token.signature`, the signature 32 bytes in base 64. */
const SIGNED = /^([\w-]{1,200})\.([\w+/]{43}=)$/;

/** SQL: of the schools `o` with membership `m`. */
const LAST_OPENED_FIRST = "ORDER BY m.last_seen_at DESC, o.name";

const IDENTITY = `SELECT s.id AS sessionId, u.id AS userId, u.name AS userName, u.email, ${ACCESS_COLUMNS}
  FROM session s JOIN user u ON u.id = s.user_id
  LEFT JOIN membership m ON m.user_id = u.id AND m.removed_at IS NULL
  LEFT JOIN organization o ON o.id = m.organization_id
  WHERE s.token = ?1 AND s.expires_at > ?2 ${LAST_OPENED_FIRST}`;

type IdentityRow = { sessionId: string; userId: string; userName: string; email: string } & (
  | AccessRow
  | { id: null }
);

/**
 * The session of the request's cookie and what its person may open, read from D1 at each request in one statement; null
 * when there is none, it has ended, or its signature is not ours. better-auth writes the cookie and the row (decision
 * 0003).
 */
export async function findSession(env: Env, request: Request): Promise<Session | null> {
  const token = verify(env, readCookie(request, "session"));
  if (token === null) return null;
  const { results } = await env.DB.prepare(IDENTITY).bind(token, Date.now()).all<IdentityRow>();
  const [first] = results;
  if (!first) return null;
  return {
    user: { id: first.userId, name: first.userName, email: first.email },
    sessionId: first.sessionId,
    access: toAccess(results.filter((row) => row.id !== null)),
  };
}

/** UAI of the school that `findSession` would list first for the person of this address; null when there is none. */
export async function findFirstSchool(env: Env, email: string): Promise<string | null> {
  return await env.DB.prepare(
    `SELECT o.uai FROM user u JOIN membership m ON m.user_id = u.id AND m.removed_at IS NULL
       JOIN organization o ON o.id = m.organization_id
     WHERE u.email = ?1 ${LAST_OPENED_FIRST} LIMIT 1`,
  )
    .bind(email)
    .first<string>("uai");
}

/** The access of this session to the school; null for an unknown school and for a school of others alike. */
export function accessTo(session: Session, uai: string): Access | null {
  return session.access.find(({ organization }) => organization.uai === uai) ?? null;
}

/** The token of a cookie that was signed with our secret, or with the one before while it is changed. */
function verify(env: Env, cookie: string | null): string | null {
  const [, token, signature] = SIGNED.exec(cookie ?? "") ?? [];
  if (token === undefined || signature === undefined) return null;
  const secrets = [env.AUTH_SECRET, env.AUTH_SECRET_PREVIOUS ?? ""].filter(Boolean);
  return secrets.some((secret) => isSignedWith(secret, token, signature)) ? token : null;
}

function isSignedWith(secret: string, token: string, signature: string): boolean {
  const expected = createHmac("sha256", secret).update(token).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "base64"));
}
