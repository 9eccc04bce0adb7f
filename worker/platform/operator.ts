import { timingSafeEqual } from "node:crypto";
import { log } from "./log.ts";

const SHORTEST_TOKEN = 16;

/**
 * Whether the request brings `OPERATOR_TOKEN`. Digests are compared, in constant time: the response time reveals
 * neither the token nor its length. A missing or weak secret lets nobody in; only the local demo has a short one.
 */
export async function isOperator(env: Env, request: Request): Promise<boolean> {
  const secret = env.OPERATOR_TOKEN ?? "";
  if (secret.length < SHORTEST_TOKEN && !(env.DEMO === "true" && secret !== "")) {
    const reason = "OPERATOR_TOKEN missing or shorter than 16 characters";
    log({ event: "config.refused", reason });
    return false;
  }
  const given = /^Bearer (.+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";
  const [expected, brought] = await Promise.all([digest(secret), digest(given)]);
  return timingSafeEqual(expected, brought);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
