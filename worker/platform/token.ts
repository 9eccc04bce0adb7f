import { createHash, randomBytes } from "node:crypto";

/** Secrets of mailed links: 256 bits, stored only as their SHA-256. */

/** A new secret for a link (base64url, 43 characters) and its hash for the database. */
export async function mintToken(): Promise<{ token: string; hash: string }> {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: await hashText(token) };
}

/** SHA-256 in hexadecimal. A fast hash is enough for a token: 256 bits cannot be guessed. */
export async function hashText(text: string): Promise<string> {
  return createHash("sha256").update(text).digest("hex");
}
