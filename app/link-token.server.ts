import { redirect } from "react-router";

const SECONDS = 15 * 60;

/**
 * The secret of an e-mailed link (`?jeton=…`). The first visit moves it to a cookie of 15 minutes and
 * goes to the bare page: it stays neither in the address bar, nor in the history, nor in a `Referer`.
 * Nothing is consumed, so mail scanners do no harm. Null when the visitor brings none.
 */
export function takeLinkToken(request: Request, name: LinkName): string | null {
  const url = new URL(request.url);
  const brought = url.searchParams.get("jeton");
  if (brought === null) return cookieOf(request, name);
  const bare = url.pathname.replace(/(\/_root|\/_)?\.data$/, "");
  throw redirect(bare, {
    status: 303,
    headers: { "Set-Cookie": `${cookieName(name)}=${clean(brought)}; ${attributes(SECONDS)}` },
  });
}

/** What makes the browser forget the secret, once it has served. */
export function forgetLinkToken(name: LinkName): string {
  return `${cookieName(name)}=; ${attributes(0)}`;
}

type LinkName = "join" | "reset" | "confirm";

function cookieName(name: LinkName): string {
  return `__Host-${name}`;
}

function attributes(seconds: number): string {
  return `Max-Age=${seconds}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

/** Anything that is no token of ours becomes one that opens nothing: a cookie holds no free text. */
function clean(token: string): string {
  return /^[\w-]{1,100}$/.test(token) ? token : "illisible";
}

function cookieOf(request: Request, name: LinkName): string | null {
  const cookies = request.headers.get("Cookie") ?? "";
  const found = new RegExp(`(?:^|; )${cookieName(name)}=([\\w-]+)`).exec(cookies);
  return found?.[1] ?? null;
}
