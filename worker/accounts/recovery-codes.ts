const AMOUNT = 10;
const LENGTH = 10;
/** Read from paper and typed: no two characters look alike, no capitals. 32 characters: 50 bits per code. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** Ten codes `xxxxx-xxxxx`, each valid once in place of the authenticator. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: AMOUNT }, () => {
    const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
    const code = [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
    return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
  });
}

/**
 * The typed code in its stored form: spaces, dashes and capitals do not matter. Null unless it is six digits or a
 * recovery code.
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
