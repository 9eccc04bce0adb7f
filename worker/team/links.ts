/** Links in mails: absolute, on the configured origin only. */

export function joinLink(env: Env, token: string): string {
  return `${env.ORIGIN}/rejoindre?jeton=${token}`;
}

export function teamLink(env: Env, uai: string): string {
  return `${env.ORIGIN}/etablissements/${uai}/equipe`;
}
