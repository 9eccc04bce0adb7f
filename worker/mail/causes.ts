/**
 * Why a mail was not sent. `address`: the service does not write to this recipient. `us`: our account, our sender or
 * our text is at fault, and the operator must act. `now`: the same mail can be sent later.
 */
export const CAUSES = ["address", "us", "now"] as const;
export type Cause = (typeof CAUSES)[number];

export type Failure = {
  cause: Cause;
  /** The code of the mail service, such as `E_DAILY_LIMIT_EXCEEDED`; the class of the error when it has none. */
  code: string;
  /** The service refused only this mail, and may accept others. */
  ofThisMail: boolean;
};

/** The codes of Cloudflare Email Service (documentation of its Workers API, read in November 2026). */
const KNOWN: Record<string, Omit<Failure, "code">> = {
  E_RECIPIENT_SUPPRESSED: { cause: "address", ofThisMail: true },
  // The account, or the binding, may write to chosen recipients only: nothing is wrong with the address.
  E_RECIPIENT_NOT_ALLOWED: { cause: "us", ofThisMail: true },
  E_VALIDATION_ERROR: { cause: "us", ofThisMail: true },
  E_FIELD_MISSING: { cause: "us", ofThisMail: true },
  E_TOO_MANY_RECIPIENTS: { cause: "us", ofThisMail: true },
  E_CONTENT_TOO_LARGE: { cause: "us", ofThisMail: true },
  E_SENDER_NOT_VERIFIED: { cause: "us", ofThisMail: false },
  E_SENDER_DOMAIN_NOT_AVAILABLE: { cause: "us", ofThisMail: false },
  E_DELIVERY_FAILED: { cause: "now", ofThisMail: true },
  E_RATE_LIMIT_EXCEEDED: { cause: "now", ofThisMail: false },
  E_DAILY_LIMIT_EXCEEDED: { cause: "now", ofThisMail: false },
  E_INTERNAL_SERVER_ERROR: { cause: "now", ofThisMail: false },
};

/**
 * Classifies an error of `env.EMAIL.send` by its cause. An unknown error counts as an outage: the mail waits, which
 * loses nothing.
 */
export function classifyFailure(error: unknown): Failure {
  const code = codeOf(error);
  if (code === "E_VALIDATION_ERROR" && namesRecipient(error)) {
    return { code, cause: "address", ofThisMail: true };
  }
  const known = KNOWN[code];
  if (known) return { code, ...known };
  return { code, cause: code.startsWith("E_HEADER") ? "us" : "now", ofThisMail: false };
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    return error.code.slice(0, 100);
  }
  return error instanceof Error ? error.name : typeof error;
}

/** The service names the field at fault: ours are checked before, but its rules may be stricter. */
function namesRecipient(error: unknown): boolean {
  return error instanceof Error && /recipient|["'`]to["'`]/i.test(error.message);
}
