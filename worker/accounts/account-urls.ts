/** Absolute addresses for mails. `origin` is the configured one (`allowedOrigin`), never a header's. */

export function resetUrl(origin: string, token?: string): string {
  return token ? `${origin}/mot-de-passe-oublie?jeton=${token}` : `${origin}/mot-de-passe-oublie`;
}

export function confirmUrl(origin: string, token: string): string {
  return `${origin}/compte/confirmation?jeton=${token}`;
}
