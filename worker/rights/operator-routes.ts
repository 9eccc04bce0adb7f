import { Hono } from "hono";
import { z } from "zod";
import { problems } from "#words/problems.ts";
import { notFound, unauthorized } from "../organizations/member.ts";
import { isOperator } from "../platform/operator.ts";
import { problem } from "../platform/problem.ts";
import { eraseAccountOf } from "./erase-account.ts";

const Wish = z.strictObject({ email: z.email().max(254) });

/** Mounted at `/api/operator/accounts`: erases the account of a person who asked in writing. */
export const accountOperatorRoutes = new Hono<{ Bindings: Env; Variables: { json: unknown } }>()
  .use(async (c, next) => {
    if (!(await isOperator(c.env, c.req.raw))) return unauthorized();
    await next();
  })
  .post("/erase", async (c) => {
    const wish = Wish.safeParse(c.get("json"));
    if (!wish.success) {
      return problem(400, "ERASURE_MALFORMED", problems.resendMalformed, problems.erasureMalformed);
    }
    const ended = await eraseAccountOf(c.env, { ...wish.data, now: Date.now() });
    if (ended.ok) return c.json({ erased: true });
    if (ended.reason === "UNKNOWN") return notFound();
    const { schools } = ended;
    return problem(409, "LAST_ADMIN", problems.actionImpossible, problems.lastAdminOf(schools), {
      schools,
    });
  });
