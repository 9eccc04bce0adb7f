const AMOUNT = 10;
const LENGTH = 10;
/** Read from paper and typed: no character looks like another, no capital. 32 of them: 50 bits a code. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** Ten codes `xxxxx-xxxxx`, each serving once in place of the authenticator. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: AMOUNT }, () => {
    const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
    const code = [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
    return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
  });
}

/**
 * What the person typed, as it is stored: spaces and dashes do not matter, nor capitals. Null for what
 * is neither six digits nor a recovery code.
 */
export function readCode(typed: string): { kind: "totp" | "recovery"; code: string } | null {
  if (typed.length > 100) return null;
  const bare = typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\-‐‑–—]/g, "");
  if (/^\d{6}$/.test(bare)) return { kind: "totp", code: bare };
  if (bare.length !== LENGTH || !/^[a-z0-9]+$/.test(bare)) return null;
  return { kind: "recovery", code: `${bare.slice(0, LENGTH / 2)}-${bare.slice(LENGTH / 2)}` };
}
