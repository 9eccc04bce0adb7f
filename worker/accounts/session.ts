import { COOKIES } from "../platform/cookies.ts";
import { createAuth } from "./auth.ts";

export type SignedInUser = { id: string; name: string; email: string };
export type Session = { user: SignedInUser; sessionId: string };

/** The session of the request's cookie, read from D1 each time; null when there is none or it has ended. */
export async function findSession(env: Env, request: Request): Promise<Session | null> {
  if (!request.headers.get("Cookie")?.includes(`${COOKIES.session.name}=`)) return null;
  const found = await createAuth(env, request).api.getSession({ headers: request.headers });
  if (!found) return null;
  const { id, name, email } = found.user;
  return { user: { id, name, email }, sessionId: found.session.id };
}
