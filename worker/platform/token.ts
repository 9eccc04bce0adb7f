/** Secrets that travel in an e-mailed link: 256 bits, kept only as their SHA-256. */

/** A new secret for a link (base64url, 43 characters) and what the database keeps of it. */
export async function mintToken(): Promise<{ token: string; hash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const token = btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  return { token, hash: await hashText(token) };
}

/** SHA-256 in hexadecimal. Fast is enough for a token: nobody guesses 256 bits. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
