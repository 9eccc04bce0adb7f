import { href } from "react-router";

/** Absolute addresses for mails. `origin` is the configured one (`allowedOrigin`), never a header's. */

export function resetUrl(origin: string, token?: string): string {
  return origin + href("/mot-de-passe-oublie") + (token ? `?jeton=${token}` : "");
}

export function confirmUrl(origin: string, token: string): string {
  return `${origin}${href("/compte/confirmation")}?jeton=${token}`;
}
