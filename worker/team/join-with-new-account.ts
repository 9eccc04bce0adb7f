import { confirmAddressStatements } from "../accounts/confirm-address.ts";
import { accountStatements, newAccountId } from "../accounts/create-account.ts";
import { type Busy, unlessBusy } from "../accounts/hash-queue.ts";
import { hashPassword } from "../accounts/password.ts";
import { sendSoon } from "../mail/outbox.ts";
import { consumeAttempt, mayAttempt } from "../platform/attempts.ts";
import { HOUR } from "../platform/clock.ts";
import { isUniqueRefusal, runGuarded } from "../platform/database.ts";
import { membershipStatements, takeLinkStatements, wasTaken } from "./join-statements.ts";
import { type LinkSchool, type OpenLink, readLink } from "./read-link.ts";

/** Most sign-up attempts with one link: more would probe which addresses have accounts. */
const PER_LINK = 20;

export type SignUp = {
  /** First name and name, checked by the page. */
  name: string;
  /** As returned by `readAddress`. */
  email: string;
  /** A password that `passwordProblem` accepts. */
  password: string;
  termsVersion: string;
};

export type SignUpRefusal =
  /** The link does not open: the page shows its state. */
  | "LINK"
  /** An account with this address exists: revealed only here, to the holder of a valid link. */
  | "EMAIL_TAKEN"
  /** An invitation only creates an account for the address it was sent to, which it verifies. */
  | "OTHER_ADDRESS";

export type SignUpOutcome =
  | { ok: true; school: LinkSchool }
  | { ok: false; reason: SignUpRefusal }
  | { ok: false; reason: "TOO_MANY"; waitMs: number }
  | Busy;

/**
 * Creates an account and joins with it, in one batch: the link works once, and no account exists without its
 * school. The address counts as verified only if the link was sent to it; otherwise a mail asks to confirm it. The
 * caller signs the person in.
 */
export async function joinWithNewAccount(
  env: Env,
  input: { token: string; signUp: SignUp; now: number },
): Promise<SignUpOutcome> {
  const { signUp, now: at } = input;
  const link = await readLink(env, input.token, at);
  if (link.state !== "open") return { ok: false, reason: "LINK" };
  const sentThere = signUp.email === link.email;
  if (link.purpose === "invitation" && !sentThere) return { ok: false, reason: "OTHER_ADDRESS" };
  const perLink = { key: `join ${link.tokenHash}`, limit: PER_LINK, windowMs: HOUR };
  const may = await mayAttempt(env, [perLink], at);
  if (!may.ok) return { ok: false, reason: "TOO_MANY", waitMs: may.waitMs };
  const passwordHash = await unlessBusy(() => hashPassword(signUp.password));
  if (typeof passwordHash === "object") return passwordHash;
  const attempt = await consumeAttempt(env, [perLink], at);
  if (!attempt.ok) return { ok: false, reason: "TOO_MANY", waitMs: attempt.waitMs };

  const user = { id: newAccountId(), name: signUp.name, email: signUp.email };
  const joined = await write(env, { link, user, signUp, passwordHash, verified: sentThere, at });
  return joined === "DONE" ? { ok: true, school: link.school } : { ok: false, reason: joined };
}

type Writing = {
  link: OpenLink;
  user: { id: string; name: string; email: string };
  signUp: SignUp;
  passwordHash: string;
  verified: boolean;
  at: number;
};

async function write(env: Env, writing: Writing): Promise<"DONE" | "LINK" | "EMAIL_TAKEN"> {
  const { link, user, signUp, passwordHash, verified, at } = writing;
  const membership = await membershipStatements(env, { link, user, today: null, at });
  const { id: userId, name, email } = user;
  const confirmation = verified
    ? null
    : await confirmAddressStatements(env, { userId, name, email, origin: env.ORIGIN, at });
  const account = {
    userId: user.id,
    name: user.name,
    email: user.email,
    emailVerified: verified,
    passwordHash,
    termsVersion: signUp.termsVersion,
    at,
  };
  try {
    const done = await runGuarded(
      env,
      [
        ...takeLinkStatements(env, { link, user, at }),
        ...accountStatements(env, account),
        ...membership.statements,
        ...(confirmation?.statements ?? []),
      ],
      () => wasTaken(env, { link, user }),
    );
    if (!done) return "LINK";
  } catch (error) {
    if (isUniqueRefusal(error)) return "EMAIL_TAKEN";
    throw error;
  }
  await sendSoon(env, [...membership.posted, ...(confirmation ? [confirmation.posted] : [])]);
  return "DONE";
}
