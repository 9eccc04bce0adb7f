import { Hono } from "hono";
import { listSentMails } from "../mail/list-mails.ts";
import { notFound } from "../organizations/member.ts";
import { mailbox } from "./mailbox.ts";
import { seedDemo, seedLoadSchools } from "./seed.ts";

const MAX_LOAD_SCHOOLS = 200;

/** Only with DEMO=true, which `http.ts` refuses on any host that is not local. */
export const demoRoutes = new Hono<{ Bindings: Env }>()
  .use(async (c, next) => {
    if (c.env.DEMO !== "true") return notFound();
    await next();
  })
  .post("/seed", async (c) => {
    await seedDemo(c.env);
    const wanted = Number(c.req.query("schools") ?? 0);
    const count = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), MAX_LOAD_SCHOOLS) : 0;
    const loadSchools = count > 0 ? await seedLoadSchools(c.env, count) : [];
    return c.json({ ok: true, loadSchools });
  })
  .get("/mails.json", async (c) => c.json(await listSentMails(c.env)))
  .get("/mails", async (c) => c.html(mailbox(await listSentMails(c.env))))
  .all("*", () => notFound());
