import { z } from "zod";
import { consumeAttempt, mayAttempt } from "../platform/attempts.ts";
import { MINUTE } from "../platform/clock.ts";
import { readThrottle, recordFailure } from "../platform/failure-throttle.ts";
import { log } from "../platform/log.ts";
import { createAuth } from "./auth.ts";
import { readHash, renewHash } from "./check-password.ts";
import { type Busy, unlessBusy } from "./hash-queue.ts";
import { findPlace, type Place, rememberPlace } from "./place.ts";

/** Wrong passwords per minute from one network, for all accounts: a whole school shares one network. */
const FAILURES_PER_NETWORK = 60;

export type SignInOutcome =
  /** `secondFactor`: no session yet, `headers` carries the challenge that `completeSignIn` ends. */
  | { ok: true; secondFactor: boolean; headers: Headers }
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
  };
}

export type SignInAttempt =
  | { kind: "opened" | "challenged" | "refused"; answer: Response }
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
  const place = await findPlace(env, request, credentials.email);
  const waitMs = await readWait(env, place);
  if (waitMs > 0) return delayed(waitMs);
  const answer = await unlessBusy(() =>
    createAuth(env, request, place.knownDevice ? "known" : "stranger").api.signInEmail({
      body: credentials,
      headers: request.headers,
      asResponse: true,
    }),
  );
  if (!(answer instanceof Response)) return { kind: "busy", waitMs: answer.waitMs };
  if (!answer.ok) {
    const counted = await recordFailure(env, place.throttles, Date.now());
    await consumeAttempt(env, limitsOf(place), Date.now());
    return counted ? { kind: "refused", answer } : await stillDelayed(env, place);
  }
  const opened = Opened.safeParse(await answer.clone().json());
  // Of many guesses sent at once, those beyond the free ones get no result, right or wrong.
  const [heldMs, stored] = await Promise.all([
    readThrottle(env, place.throttles, Date.now()),
    readHash(env, place.email),
  ]);
  if (heldMs > 0) {
    if (opened.success) await dropSession(env, opened.data.token);
    return await stillDelayed(env, place);
  }
  const [known] = await Promise.all([
    opened.success ? rememberPlace(env, place, Date.now()) : null,
    renewHash(env, stored, credentials.password),
  ]);
  if (known === null) return { kind: "challenged", answer };
  const headers = new Headers(answer.headers);
  headers.append("Set-Cookie", known);
  return { kind: "opened", answer: new Response(answer.body, { status: answer.status, headers }) };
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

async function readWait(env: Env, place: Place): Promise<number> {
  const now = Date.now();
  const [waitMs, network] = await Promise.all([
    readThrottle(env, place.throttles, now),
    mayAttempt(env, limitsOf(place), now),
  ]);
  return network.ok ? waitMs : Math.max(waitMs, network.waitMs);
}

/** A browser that this account knows is not limited by its network. */
function limitsOf({ knownDevice, network }: Place) {
  if (knownDevice) return [];
  const key = `sign-in failures network ${network}`;
  return [{ key, limit: FAILURES_PER_NETWORK, windowMs: MINUTE }];
}

async function stillDelayed(env: Env, place: Place): Promise<SignInAttempt> {
  return delayed(await readThrottle(env, place.throttles, Date.now()));
}

function delayed(waitMs: number): SignInAttempt {
  log({ event: "sign_in.delayed", waitMs });
  return { kind: "delayed", waitMs };
}
