import { Hono } from "hono";
import { z } from "zod";
import { problems } from "#words/problems.ts";
import { busyWords } from "#words/waits.ts";
import { problem } from "../platform/problem.ts";
import { MAX_PASSWORD } from "./password-rules.ts";
import { attemptSignIn, signOut } from "./sign-in.ts";

const Credentials = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(MAX_PASSWORD),
});

/**
 * The part of better-auth's own API that we open; joining, recovery, the second factor and the account
 * are pages. A session is read at `/api/me`: the library's own answer would give its token to scripts.
 */
export const authRoutes = new Hono<{ Bindings: Env; Variables: { json?: unknown } }>()
  .post("/sign-in/email", async (c) => {
    const { data: credentials } = Credentials.safeParse(c.get("json"));
    if (!credentials) return unreadable();
    const attempt = await attemptSignIn(c.env, c.req.raw, credentials);
    if (attempt.kind === "busy") return busy(attempt.waitMs);
    return attempt.kind === "delayed" ? tooMany(attempt.waitMs) : attempt.answer;
  })
  .post("/sign-out", async (c) => {
    const { headers } = await signOut(c.env, c.req.raw);
    headers.set("Content-Type", "application/json");
    return new Response(JSON.stringify({ success: true }), { headers });
  });

function unreadable(): Response {
  return problem(400, "INVALID_REQUEST", problems.jsonExpectedTitle, problems.jsonExpected);
}

function tooMany(waitMs: number): Response {
  const answer = problem(
    429,
    "TOO_MANY_REQUESTS",
    problems.tooManyTriesTitle,
    problems.tooManyTries,
  );
  return retryLater(answer, waitMs);
}

function busy(waitMs: number): Response {
  return retryLater(problem(503, "BUSY", problems.signInBusy, busyWords(waitMs)), waitMs);
}

function retryLater(answer: Response, waitMs: number): Response {
  answer.headers.set("Retry-After", String(Math.ceil(waitMs / 1000)));
  return answer;
}
