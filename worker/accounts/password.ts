import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { MAX_PASSWORD } from "./password-rules.ts";

/** OWASP's second listed setting: 32 MiB, about 190 ms. More memory would risk the isolate's 128 MB. */
const LOG_N = 15;
const R = 8;
const P = 3;
const KEY_BYTES = 32;

/** At most two at a time in one isolate: each takes 32 MiB. */
let running = 0;
const waiting: Array<() => void> = [];

/** `scrypt$15$8$3$salt$key`, salt and key in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, LOG_N, R, P);
  return ["scrypt", LOG_N, R, P, salt.toString("base64"), key.toString("base64")].join("$");
}

/** True for a hash of ours made with other parameters than today's: the next sign-in renews it. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(`scrypt$${LOG_N}$${R}$${P}$`);
}

/** False for a wrong password and for a stored value that is not one of ours. */
export async function verifyPassword(input: { hash: string; password: string }): Promise<boolean> {
  const [scheme, logN, r, p, salt, key] = input.hash.split("$");
  if (scheme !== "scrypt" || !salt || !key || input.password.length > MAX_PASSWORD) return false;
  const cost = [Number(logN), Number(r), Number(p)] as const;
  if (cost[0] > 16 || cost[1] > 16 || cost[2] > 8 || cost.some((n) => !(n > 0))) return false;
  const expected = Buffer.from(key, "base64");
  const actual = await derive(input.password, Buffer.from(salt, "base64"), ...cost);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

async function derive(password: string, salt: Buffer, logN: number, r: number, p: number) {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = { N: 2 ** logN, r, p, maxmem: 96 * 1024 * 1024 };
      scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, derived) =>
        error ? reject(error) : resolve(derived),
      );
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
