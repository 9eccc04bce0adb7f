import type { Cause } from "./causes.ts";

/** The mail service takes nothing: since when, when it is tried again, and why. ISO 8601. */
export type MailPause = {
  since: string;
  nextTryAt: string;
  failures: number;
  cause: Cause;
  code: string;
};

/** A mail that did not leave, for the operator: never its text, and of its address only the domain. */
export type WaitingMail = {
  id: string;
  kind: string;
  state: "pending" | "refused" | "expired";
  /** Null: no attempt failed yet. */
  cause: Cause | null;
  code: string | null;
  attempts: number;
  domain: string;
  /** ISO 8601. */
  createdAt: string;
  expiresAt: string;
};

export type MailReport = {
  /** Null when the mail service takes mails. */
  pause: MailPause | null;
  /** Of all mails that did not leave. */
  counts: Array<{
    state: WaitingMail["state"];
    cause: Cause | null;
    code: string | null;
    mails: number;
  }>;
  /** The oldest 200 of them. */
  mails: WaitingMail[];
};
