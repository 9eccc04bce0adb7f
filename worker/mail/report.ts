import type { Cause } from "./causes.ts";

/** The mail service takes nothing: since when, the time of the next attempt, and why. ISO 8601. */
export type MailPause = {
  since: string;
  nextTryAt: string;
  failures: number;
  cause: Cause;
  code: string;
};

/** An unsent mail, for the operator: without its text, and with only the domain of its address. */
export type WaitingMail = {
  id: string;
  kind: string;
  state: "pending" | "refused" | "expired";
  /** Null: no attempt has failed yet. */
  cause: Cause | null;
  code: string | null;
  attempts: number;
  domain: string;
  /** ISO 8601. */
  createdAt: string;
  expiresAt: string;
};

export type MailReport = {
  /** Null while the mail service takes mails. */
  pause: MailPause | null;
  /** Of all unsent mails. */
  counts: Array<{
    state: WaitingMail["state"];
    cause: Cause | null;
    code: string | null;
    mails: number;
  }>;
  /** The oldest 200 of them. */
  mails: WaitingMail[];
};
