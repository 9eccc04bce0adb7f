import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { argon2id } from "./argon2.ts";
import { type Asker, hashInTurn } from "./hash-queue.ts";
import { MAX_PASSWORD } from "./password-rules.ts";

/** OWASP's first choice: about 30 ms, during which the isolate does nothing else. Why: `docs/decisions/0050`. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const TODAY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$`;

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$key`, salt and key in base64 without padding. Throws `HashQueueFull`. */
export async function hashPassword(password: string, asker: Asker = "known"): Promise<string> {
  const salt = randomBytes(16);
  const cost = { memoryKiB: MEMORY_KIB, passes: PASSES };
  const key = await hashInTurn(asker, () => argon2id(bytesOf(password), salt, cost));
  return `${TODAY}${[salt, key].map(toBase64).join("$")}`;
}

/** True for a hash of ours with outdated parameters: the next sign-in renews it. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(TODAY);
}

/**
 * False for a wrong password and for a stored value that is not one of ours. The stored value carries its own
 * parameters, so that the current ones may change. Throws `HashQueueFull`.
 */
export async function verifyPassword(
  input: { hash: string; password: string },
  asker: Asker = "known",
): Promise<boolean> {
  const stored = readArgon2id(input.hash) ?? readScrypt(input.hash);
  if (!stored || input.password.length > MAX_PASSWORD) return false;
  const actual = await hashInTurn(asker, () => stored.derive(bytesOf(input.password)));
  return stored.key.length === actual.length && timingSafeEqual(stored.key, actual);
}

type StoredHash = { key: Buffer; derive: (password: Buffer) => Uint8Array };

function readArgon2id(hash: string): StoredHash | null {
  const found = /^\$argon2id\$v=19\$m=(\d{1,5}),t=(\d{1,2}),p=1\$([\w+/]+)\$([\w+/]+)$/.exec(hash);
  if (!found) return null;
  const [, memory, passes, salt = "", key = ""] = found;
  const cost = { memoryKiB: Number(memory), passes: Number(passes) };
  return {
    key: Buffer.from(key, "base64"),
    derive: (password) => argon2id(password, Buffer.from(salt, "base64"), cost),
  };
}

/** `scrypt$15$8$3$salt$key`: what was stored before. */
function readScrypt(hash: string): StoredHash | null {
  const [scheme, logN, r, p, salt, key] = hash.split("$");
  if (scheme !== "scrypt" || !salt || !key) return null;
  const cost = [Number(logN), Number(r), Number(p)] as const;
  if (cost[0] > 16 || cost[1] > 16 || cost[2] > 8 || cost.some((n) => !(n > 0))) return null;
  const options = { N: 2 ** cost[0], r: cost[1], p: cost[2], maxmem: 96 * 1024 * 1024 };
  return {
    key: Buffer.from(key, "base64"),
    derive: (password) => scryptSync(password, Buffer.from(salt, "base64"), 32, options),
  };
}

function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize("NFKC"));
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}
