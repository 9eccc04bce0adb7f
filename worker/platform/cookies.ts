import { parse, serialize } from "hono/utils/cookie";
import { RETENTION } from "./retention.ts";

/**
 * Every cookie this product sets. The page « Données personnelles » is generated from this list, and a cookie that is
 * set without being listed fails the tests. `__Host-`: over HTTPS alone, for this host alone.
 */
export const COOKIES = {
  session: { name: "__Host-session", ms: RETENTION.session },
  secondFactor: { name: "__Host-second-factor", ms: RETENTION.challenge },
  known: { name: "__Host-known", ms: RETENTION.knownPlace },
  join: { name: "__Host-join", ms: RETENTION.linkCookie },
  reset: { name: "__Host-reset", ms: RETENTION.linkCookie },
  confirm: { name: "__Host-confirm", ms: RETENTION.linkCookie },
} as const;

export type CookieKey = keyof typeof COOKIES;

/** The `Set-Cookie` that sets this cookie, with the lifetime of the table. */
export function writeCookie(key: CookieKey, value: string): string {
  return setCookie(key, value, COOKIES[key].ms / 1000);
}

/** The `Set-Cookie` that deletes it. */
export function forgetCookie(key: CookieKey): string {
  return setCookie(key, "", 0);
}

/** The value of this cookie in the request, if it is a token (letters, digits, `_`, `-`), signed or not; else null. */
export function readCookie(request: Request, key: CookieKey): string | null {
  const { name } = COOKIES[key];
  const value = parse(request.headers.get("Cookie") ?? "", name)[name];
  return value !== undefined && /^[\w-]+(\.[\w+/]+=*)?$/.test(value) ? value : null;
}

function setCookie(key: CookieKey, value: string, seconds: number): string {
  const options = { path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;
  return serialize(COOKIES[key].name, value, { ...options, maxAge: seconds });
}
