import { Hono } from "hono";
import { listSentMails } from "../mail/list-mails.ts";
import { notFound } from "../organizations/member.ts";
import { mailbox } from "./mailbox.ts";
import { seedDemo, seedLoadPeople, seedLoadSchools } from "./seed.ts";

const MAX_LOAD = 200;

/** Only with DEMO=true, which `http.ts` refuses on any host that is not local. */
export const demoRoutes = new Hono<{ Bindings: Env }>()
  .use(async (c, next) => {
    if (c.env.DEMO !== "true") return notFound();
    await next();
  })
  .post("/seed", async (c) => {
    await seedDemo(c.env);
    const schools = countOf(c.req.query("schools"));
    const people = countOf(c.req.query("people"));
    const loadSchools = schools > 0 ? await seedLoadSchools(c.env, schools) : [];
    const loadPeople = people > 0 ? await seedLoadPeople(c.env, people) : [];
    return c.json({ ok: true, loadSchools, loadPeople });
  })
  .get("/mails.json", async (c) => c.json(await listSentMails(c.env)))
  .get("/mails", async (c) => c.html(mailbox(await listSentMails(c.env))))
  .all("*", () => notFound());

function countOf(wanted: string | undefined): number {
  const count = Number(wanted ?? 0);
  return Number.isInteger(count) ? Math.min(Math.max(count, 0), MAX_LOAD) : 0;
}
