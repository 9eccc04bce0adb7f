import { z } from "zod";
import { consumeAttempt } from "../platform/attempts.ts";
import { runGuarded } from "../platform/database.ts";
import { assertNotDelayed, readThrottle, recordFailure } from "../platform/failure-throttle.ts";
import { log } from "../platform/log.ts";
import { createAuth } from "./auth.ts";
import { renewHash } from "./check-password.ts";
import { type Busy, unlessBusy } from "./hash-queue.ts";
import { readAccountOf } from "./known-account.ts";
import { findPlaceAndWait, type Place, rememberPlace } from "./place.ts";
import { findFirstSchool } from "./session.ts";

export type SignInOutcome =
  /** `secondFactor`: no session yet, `headers` carries the challenge that `completeSignIn` ends. */
  | {
      ok: true;
      secondFactor: boolean;
      headers: Headers;
      /** UAI of the school to show first; null for a person without a school, and before the second factor. */
      school: string | null;
    }
  | { ok: false; reason: "INVALID" }
  | { ok: false; reason: "TOO_MANY"; waitMs: number }
  | Busy;

/** Opens a session. `headers` carries the cookies. A wrong address and a wrong password get the same reason. */
export async function signIn(
  env: Env,
  request: Request,
  credentials: { email: string; password: string },
): Promise<SignInOutcome> {
  const attempt = await attemptSignIn(env, request, credentials);
  if (attempt.kind === "busy") return { ok: false, reason: "BUSY", waitMs: attempt.waitMs };
  if (attempt.kind === "delayed") return { ok: false, reason: "TOO_MANY", waitMs: attempt.waitMs };
  if (attempt.kind === "refused") return { ok: false, reason: "INVALID" };
  return {
    ok: true,
    secondFactor: attempt.kind === "challenged",
    headers: cookiesOf(attempt.answer),
    school: attempt.kind === "opened" ? attempt.school : null,
  };
}

export type SignInAttempt =
  | { kind: "opened"; answer: Response; school: string | null }
  | { kind: "challenged" | "refused"; answer: Response }
  | { kind: "delayed"; waitMs: number }
  /** Too many passwords are being checked: this one was not checked, and does not count. */
  | { kind: "busy"; waitMs: number };

/**
 * One attempt, with the library's own answer for the API. Delays follow `place.ts`: per account and place, and loosely
 * per account for the places it never signed in from. An unknown address gets the same answers, delays and work.
 * `credentials` are well-formed: malformed ones do not count as an attempt.
 */
export async function attemptSignIn(
  env: Env,
  request: Request,
  credentials: { email: string; password: string },
): Promise<SignInAttempt> {
  const email = credentials.email.trim().toLowerCase();
  // All that is asked before the password travels together.
  const [{ place, waitMs }, found, school] = await Promise.all([
    findPlaceAndWait(env, request, email),
    readAccountOf(env, email),
    findFirstSchool(env, email),
  ]);
  if (waitMs > 0) return delayed(waitMs);
  const asker = place.knownDevice ? "known" : "stranger";
  const answer = await unlessBusy(() =>
    createAuth(env, request, asker, { email, found }).api.signInEmail({
      body: credentials,
      headers: request.headers,
      asResponse: true,
    }),
  );
  if (!(answer instanceof Response)) return { kind: "busy", waitMs: answer.waitMs };
  const now = Date.now();
  if (!answer.ok) {
    const [counted] = await Promise.all([
      recordFailure(env, place.throttles, now),
      consumeAttempt(env, place.limits, now),
    ]);
    return counted ? { kind: "refused", answer } : await stillDelayed(env, place);
  }
  const opened = Opened.safeParse(await answer.clone().json());
  // Of many guesses sent at once, those beyond the free ones get no result, right or wrong.
  const held = await assertNotDelayed(env, place.throttles, now);
  const known = opened.success ? await rememberPlace(env, place, now) : null;
  const [allowed] = await Promise.all([
    runGuarded(env, [held, ...(known?.statements ?? [])]),
    renewHash(env, found, credentials.password),
  ]);
  if (!allowed) {
    if (opened.success) await dropSession(env, opened.data.token);
    return await stillDelayed(env, place);
  }
  if (known === null) return { kind: "challenged", answer };
  const headers = new Headers(answer.headers);
  headers.append("Set-Cookie", known.cookie);
  const init = { status: answer.status, headers };
  return { kind: "opened", answer: new Response(answer.body, init), school };
}

/** Ends the session of the request, if any. `headers` clears the cookie and the browser's cache and storage. */
export async function signOut(env: Env, request: Request): Promise<{ headers: Headers }> {
  const answer = await createAuth(env, request).api.signOut({
    headers: request.headers,
    asResponse: true,
  });
  const headers = cookiesOf(answer);
  headers.set("Clear-Site-Data", '"cache", "storage"');
  return { headers };
}

export function cookiesOf(answer: Response): Headers {
  const headers = new Headers();
  for (const cookie of answer.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return headers;
}

/** Deletes a session that the browser never learnt about: its cookie is not sent. */
export async function dropSession(env: Env, token: string): Promise<void> {
  await env.DB.prepare("DELETE FROM session WHERE token = ?1").bind(token).run();
}

/** The library's answer when a session is open; without a token, a second factor is required. */
const Opened = z.object({ token: z.string() });

async function stillDelayed(env: Env, place: Place): Promise<SignInAttempt> {
  return delayed(await readThrottle(env, place.throttles, Date.now()));
}

function delayed(waitMs: number): SignInAttempt {
  log({ event: "sign_in.delayed", waitMs });
  return { kind: "delayed", waitMs };
}
