import { Hono } from "hono";
import { z } from "zod";
import { mailWords } from "#words/mails.ts";
import { problems } from "#words/problems.ts";
import { unauthorized } from "../organizations/member.ts";
import { isOperator } from "../platform/operator.ts";
import { problem } from "../platform/problem.ts";
import { readMailReport, resendMails } from "./operator-mails.ts";

const Resend = z.union([
  z.strictObject({ id: z.uuid() }),
  z.strictObject({ all: z.literal(true) }),
]);

/** Mounted at `/api/operator/mails`: lists the unsent mails, and sends them again. */
export const mailOperatorRoutes = new Hono<{
  Bindings: Env;
  Variables: { json: unknown };
}>()
  .use(async (c, next) => {
    if (!(await isOperator(c.env, c.req.raw))) return unauthorized();
    await next();
  })
  .get("/", async (c) => c.json(await readMailReport(c.env, Date.now())))
  .post("/resend", async (c) => {
    const wish = Resend.safeParse(c.get("json"));
    if (!wish.success) {
      return problem(400, "RESEND_MALFORMED", problems.resendMalformed, mailWords.resendMalformed);
    }
    const which = "id" in wish.data ? { id: wish.data.id } : "all";
    return c.json(await resendMails(c.env, which, Date.now()));
  });
