import { createAuth } from "./auth.ts";

export type SignInOutcome =
  | { ok: true; headers: Headers }
  | { ok: false; reason: "INVALID" | "TOO_MANY" };

/** Opens a session. `headers` carries the cookie. One reason for a wrong address or password. */
export async function signIn(
  env: Env,
  request: Request,
  credentials: { email: string; password: string },
): Promise<SignInOutcome> {
  if (!(await mayTry(env, request))) return { ok: false, reason: "TOO_MANY" };
  const answer = await createAuth(env, request).api.signInEmail({
    body: credentials,
    headers: request.headers,
    asResponse: true,
  });
  if (!answer.ok) return { ok: false, reason: "INVALID" };
  return { ok: true, headers: cookiesOf(answer) };
}

/** Ends the session of the request, if any. `headers` clears the cookie and what the browser kept. */
export async function signOut(env: Env, request: Request): Promise<{ headers: Headers }> {
  const answer = await createAuth(env, request).api.signOut({
    headers: request.headers,
    asResponse: true,
  });
  const headers = cookiesOf(answer);
  headers.set("Clear-Site-Data", '"cache", "storage"');
  return { headers };
}

/** 60 tries a minute and IP: a whole school shares one. The delay per account has its own issue. */
export async function mayTry(env: Env, request: Request): Promise<boolean> {
  const ip = request.headers.get("CF-Connecting-IP") ?? "local";
  return (await env.SIGN_IN_LIMIT.limit({ key: ip })).success;
}

function cookiesOf(answer: Response): Headers {
  const headers = new Headers();
  for (const cookie of answer.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return headers;
}
