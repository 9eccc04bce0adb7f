import { Hono } from "hono";
import { notFound, unauthorized } from "../organizations/member.ts";
import { isOperator } from "../platform/operator.ts";
import { findImport } from "./find-import.ts";
import { listSchools } from "./list-schools.ts";
import { readStatus } from "./read-status.ts";

/** Mounted at `/api/operator`: what the operator needs to see that all goes well, and where it does not. */
export const statusRoutes = new Hono<{ Bindings: Env }>()
  .use(async (c, next) => {
    if (!(await isOperator(c.env, c.req.raw))) return unauthorized();
    await next();
  })
  .get("/status", async (c) => c.json(await readStatus(c.env, Date.now())))
  .get("/imports/:id", async (c) => {
    const found = await findImport(c.env, c.req.param("id").slice(0, 100));
    return found ? c.json(found) : notFound();
  })
  .get("/schools", async (c) => {
    const search = (c.req.query("search") ?? "").slice(0, 20);
    const page = Math.max(1, Math.trunc(Number(c.req.query("page") ?? 1)) || 1);
    return c.json(await listSchools(c.env, { search, page: Math.min(page, 1000) }));
  });
