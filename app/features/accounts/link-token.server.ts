import { redirect } from "react-router";
import { forgetCookie, readCookie, writeCookie } from "#worker/platform/cookies.ts";

/**
 * The secret of an e-mailed link (`?jeton=…`). The first visit moves it to a cookie of 15 minutes and
 * goes to the bare page: it stays neither in the address bar, nor in the history, nor in a `Referer`.
 * Nothing is consumed, so mail scanners do no harm. Null when the visitor brings none.
 */
export function takeLinkToken(request: Request, name: LinkName): string | null {
  const url = new URL(request.url);
  const brought = url.searchParams.get("jeton");
  if (brought === null) return readCookie(request, name);
  const bare = url.pathname.replace(/(\/_root|\/_)?\.data$/, "");
  throw redirect(bare, {
    status: 303,
    headers: { "Set-Cookie": writeCookie(name, clean(brought)) },
  });
}

/** Clears the cookie of the secret, once it was used. */
export function forgetLinkToken(name: LinkName): string {
  return forgetCookie(name);
}

type LinkName = "join" | "reset" | "confirm";

/** Any text that is not a token of ours is replaced by one that opens nothing: a cookie holds no free text. */
function clean(token: string): string {
  return /^[\w-]{1,100}$/.test(token) ? token : "illisible";
}
