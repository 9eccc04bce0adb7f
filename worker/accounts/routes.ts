import { Hono } from "hono";
import { problem } from "../platform/problem.ts";
import { createAuth } from "./auth.ts";
import { mayTry } from "./sign-in.ts";

/** The part of better-auth's own API that we open; joining and recovery are ours. */
export const authRoutes = new Hono<{ Bindings: Env }>()
  .post("/sign-in/email", async (c) => {
    if (!(await mayTry(c.env, c.req.raw))) {
      return problem(
        429,
        "TOO_MANY_REQUESTS",
        "Trop d’essais",
        "Trop d’essais de connexion en peu de temps. Attendez une minute, puis recommencez.",
      );
    }
    return createAuth(c.env, c.req.raw).handler(c.req.raw);
  })
  .post("/sign-out", (c) => createAuth(c.env, c.req.raw).handler(c.req.raw))
  .get("/get-session", (c) => createAuth(c.env, c.req.raw).handler(c.req.raw));
