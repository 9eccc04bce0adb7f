import { href } from "react-router";

/** Links in mails: absolute, on the configured origin only. */

export function joinLink(env: Env, token: string): string {
  return `${env.ORIGIN}${href("/rejoindre")}?jeton=${token}`;
}

export function teamLink(env: Env, uai: string): string {
  return env.ORIGIN + href("/etablissements/:uai/equipe", { uai });
}
