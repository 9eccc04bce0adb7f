import { createHash, randomBytes } from "node:crypto";

/** Secrets that travel in an e-mailed link: 256 bits, kept only as their SHA-256. */

/** A new secret for a link (base64url, 43 characters) and what the database keeps of it. */
export async function mintToken(): Promise<{ token: string; hash: string }> {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: await hashText(token) };
}

/** SHA-256 in hexadecimal. Fast is enough for a token: nobody guesses 256 bits. */
export async function hashText(text: string): Promise<string> {
  return createHash("sha256").update(text).digest("hex");
}
