import { z } from "zod";
import { consumeAttempt } from "../platform/attempts.ts";
import { MINUTE } from "../platform/clock.ts";
import { COOKIES } from "../platform/cookies.ts";
import { createAuth } from "./auth.ts";
import { findPlace, rememberPlace } from "./place.ts";
import { readCode } from "./recovery-codes.ts";
import { renewSecondFactor } from "./rotate-secret.ts";
import { findFirstSchool } from "./session.ts";
import { cookiesOf, dropSession } from "./sign-in.ts";

/** A code is accepted from 30 s before to 60 s after its time: a second use within that time is a copy. */
const SEEN_MS = 3 * MINUTE;

export type CompletedSignIn =
  /** `school`: UAI of the school to show first; null for a person without a school. */
  | { ok: true; headers: Headers; school: string | null }
  /**
   * `EXPIRED`: too late, or too many codes for this sign-in; the password is required again. `USED`: this code was used
   * before; the password is required again too. `LOCKED`: ten wrong codes in a row; wait a quarter of an hour.
   */
  | { ok: false; reason: "INVALID" | "EXPIRED" | "USED" | "LOCKED" };

/** True while a sign-in of this browser may be waiting for its code: only checking the code shows whether it is. */
export function hasChallenge(request: Request): boolean {
  return challengeOf(request) !== null;
}

/**
 * Ends a sign-in that waits for its second factor, with a code of the authenticator or a recovery code, each valid
 * once. Five tries per sign-in.
 */
export async function completeSignIn(
  env: Env,
  request: Request,
  typed: string,
): Promise<CompletedSignIn> {
  const read = readCode(typed);
  if (!read) return { ok: false, reason: "INVALID" };
  const { api } = createAuth(env, request);
  const verify = read.kind === "totp" ? api.verifyTOTP : api.verifyBackupCode;
  const answer = await verify({
    body: { code: read.code },
    headers: withChallengeOnly(request),
    asResponse: true,
  });
  const body: unknown = await answer.json();
  if (!answer.ok) return { ok: false, reason: reasonOf(body) };
  const { token, user } = Opened.parse(body);
  const seen = { key: `totp ${user.id} ${read.code}`, limit: 1, windowMs: SEEN_MS };
  if (!(await consumeAttempt(env, [seen], Date.now())).ok) {
    await dropSession(env, token);
    return { ok: false, reason: "USED" };
  }
  await renewSecondFactor(env, user.id);
  const headers = cookiesOf(answer);
  const [place, school] = await Promise.all([
    findPlace(env, request, user.email),
    findFirstSchool(env, user.email),
  ]);
  const known = await rememberPlace(env, place, Date.now());
  await env.DB.batch(known.statements);
  headers.append("Set-Cookie", known.cookie);
  return { ok: true, headers, school };
}

const Opened = z.object({
  token: z.string(),
  user: z.object({ id: z.string(), email: z.string() }),
});

/** With a session, the library would treat the code as an enrolment. */
function withChallengeOnly(request: Request): Headers {
  const headers = new Headers(request.headers);
  headers.set("Cookie", challengeOf(request) ?? "");
  return headers;
}

function challengeOf(request: Request): string | null {
  const cookies = request.headers.get("Cookie") ?? "";
  return new RegExp(`(?:^|; )(${COOKIES.secondFactor.name}=[^;]+)`).exec(cookies)?.[1] ?? null;
}

function reasonOf(body: unknown): "INVALID" | "EXPIRED" | "LOCKED" {
  const { data } = z.object({ code: z.string() }).safeParse(body);
  switch (data?.code) {
    case "ACCOUNT_TEMPORARILY_LOCKED":
      return "LOCKED";
    case "INVALID_TWO_FACTOR_COOKIE":
    case "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE":
    case "TOTP_NOT_ENABLED":
    case "BACKUP_CODES_NOT_ENABLED":
      return "EXPIRED";
    default:
      return "INVALID";
  }
}
