import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { type Asker, hashInTurn } from "./hash-queue.ts";
import { MAX_PASSWORD } from "./password-rules.ts";

/**
 * OWASP's minimum setting with 32 MiB: about 190 ms, during which the isolate does nothing else. Why this one, and why
 * here: `docs/decisions/0015`.
 */
const LOG_N = 15;
const R = 8;
const P = 3;
const KEY_BYTES = 32;
const MAX_MEMORY = 96 * 1024 * 1024;

/** `scrypt$15$8$3$salt$key`, salt and key in base64. Throws `HashQueueFull`. */
export async function hashPassword(password: string, asker: Asker = "known"): Promise<string> {
  const salt = randomBytes(16);
  const key = await hashInTurn(asker, () => derive(password, salt, LOG_N, R, P));
  return ["scrypt", LOG_N, R, P, salt.toString("base64"), key.toString("base64")].join("$");
}

/** True for a hash of ours with outdated parameters: the next sign-in renews it. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(`scrypt$${LOG_N}$${R}$${P}$`);
}

/**
 * False for a wrong password and for a stored value that is not one of ours. The stored value carries its own
 * parameters, so that the current ones may change. Throws `HashQueueFull`.
 */
export async function verifyPassword(
  input: { hash: string; password: string },
  asker: Asker = "known",
): Promise<boolean> {
  const [scheme, logN, r, p, salt, key] = input.hash.split("$");
  if (scheme !== "scrypt" || !salt || !key || input.password.length > MAX_PASSWORD) return false;
  const cost = [Number(logN), Number(r), Number(p)] as const;
  if (cost[0] > 16 || cost[1] > 16 || cost[2] > 8 || cost.some((n) => !(n > 0))) return false;
  const expected = Buffer.from(key, "base64");
  const stored = Buffer.from(salt, "base64");
  const actual = await hashInTurn(asker, () => derive(input.password, stored, ...cost));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Blocks the thread: workerd computes the asynchronous `scrypt` on it too. */
function derive(password: string, salt: Buffer, logN: number, r: number, p: number): Buffer {
  const options = { N: 2 ** logN, r, p, maxmem: MAX_MEMORY };
  return scryptSync(password.normalize("NFKC"), salt, KEY_BYTES, options);
}
